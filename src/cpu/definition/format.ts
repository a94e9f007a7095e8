import type { Dialect } from '../../cpu-map/cpu-map.ts';
import { escapeXml } from '../../xml/entities.ts';
import type { CpuDefinition, GuestCpu, HostCpu, Topology } from './definition.ts';

/** A definition as libvirt writes it, to the byte, with a final newline. */
export function formatCpu(cpu: CpuDefinition, dialect?: Dialect): string {
  const lines = cpu.kind === 'host' ? hostLines(cpu) : guestLines(cpu);
  lines.push(...commonLines(cpu, dialect));
  for (const feature of cpu.features) {
    lines.push(
      typeof feature === 'string'
        ? tag('feature', { name: feature })
        : tag('feature', { policy: feature.policy, name: feature.name }),
    );
  }
  const start = cpu.kind === 'guest' ? guestStart(cpu) : '<cpu';
  if (lines.length === 0) return `${start}/>\n`;
  return `${start}>\n${lines.map((line) => `  ${line}\n`).join('')}</cpu>\n`;
}

type AttributeValue = string | number | undefined;

function attributes(values: Readonly<Record<string, AttributeValue>>): string {
  let text = '';
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) text += ` ${name}='${escapeXml(String(value))}'`;
  }
  return text;
}

function tag(name: string, values: Readonly<Record<string, AttributeValue>>, content?: string): string {
  const start = `<${name}${attributes(values)}`;
  return content === undefined ? `${start}/>` : `${start}>${escapeXml(content)}</${name}>`;
}

/** A custom guest without a model says nothing but topology and the like, so it gets no attributes. */
function guestStart(cpu: GuestCpu): string {
  if (cpu.mode === 'custom' && cpu.model === undefined) return '<cpu';
  return `<cpu${attributes({
    mode: cpu.mode,
    match: cpu.mode === 'custom' ? cpu.match : undefined,
    check: cpu.check,
    migratable: cpu.migratable,
    deprecated_features: cpu.deprecatedFeatures,
  })}`;
}

function guestLines(cpu: GuestCpu): string[] {
  const lines: string[] = [];
  if (cpu.mode !== 'custom' && cpu.mode !== 'host-model') return lines;
  if (cpu.model !== undefined || cpu.vendorId !== undefined) {
    const fallback = cpu.model === undefined ? undefined : cpu.fallback;
    lines.push(tag('model', { fallback, vendor_id: cpu.vendorId }, cpu.model));
  }
  if (cpu.vendor !== undefined) lines.push(tag('vendor', {}, cpu.vendor));
  return lines;
}

function hostLines(cpu: HostCpu): string[] {
  const lines = [tag('arch', {}, cpu.arch)];
  if (cpu.model !== undefined) lines.push(tag('model', {}, cpu.model));
  if (cpu.vendor !== undefined) lines.push(tag('vendor', {}, cpu.vendor));
  if (cpu.microcode) lines.push(tag('microcode', { version: cpu.microcode }));
  if (cpu.signature !== undefined) {
    const { family, model, stepping } = cpu.signature;
    lines.push(tag('signature', { family, model, stepping }));
  }
  if (cpu.counter !== undefined) {
    const { frequency, scaling } = cpu.counter;
    lines.push(tag('counter', { name: 'tsc', frequency, scaling }));
  }
  return lines;
}

function commonLines(cpu: CpuDefinition, dialect: Dialect | undefined): string[] {
  const lines: string[] = [];
  if (cpu.topology !== undefined) lines.push(tag('topology', topologyValues(cpu.topology, dialect)));
  if (cpu.cache !== undefined) lines.push(tag('cache', { level: cpu.cache.level, mode: cpu.cache.mode }));
  if (cpu.maxphysaddr !== undefined) {
    const { mode, bits, limit } = cpu.maxphysaddr;
    // Read as an unsigned number and written as a signed one.
    lines.push(tag('maxphysaddr', { mode, bits, limit: limit === undefined ? undefined : limit | 0 }));
  }
  return lines;
}

function topologyValues(topology: Topology, dialect: Dialect | undefined) {
  const { sockets, dies, clusters, cores, threads } = topology;
  return dialect?.writesClusters === false
    ? { sockets, dies, cores, threads }
    : { sockets, dies, clusters, cores, threads };
}

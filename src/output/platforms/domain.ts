import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { formatCpu } from '../../cpu/definition/format.ts';
import { escapeXml } from '../../xml/entities.ts';
import { archOf } from '../kit/architecture.ts';
import { qemuLacks } from '../kit/qemu-lacks.ts';
import { indent, nameFor } from '../kit/quote.ts';
import type { OutputInput } from '../kit/target.ts';

const machines = { x86_64: 'q35', ppc64: 'pseries', aarch64: 'virt' };

/** A small domain around the CPU: enough for `virsh define`, without disks and networks. */
export function domainXml(input: OutputInput, notes: string[]): string {
  const cpu = cpuXml(input, notes);
  if (cpu === '') return '';
  const arch = archOf(input);
  return `<domain type='kvm'>
  <name>${escapeXml(domainName(input.name, notes))}</name>
  <memory unit='MiB'>2048</memory>
  <vcpu>${processors(input)}</vcpu>
  <os>
    <type arch='${arch}' machine='${machines[arch]}'>hvm</type>
  </os>
${arch === 'x86_64' ? '  <features>\n    <acpi/>\n    <apic/>\n  </features>\n' : ''}${indent(cpu, 1)}</domain>
`;
}

/** The result of `formatCpu`, in the words of the map's release; empty if XML can't hold the names. */
export function cpuXml(input: OutputInput, notes: string[]): string {
  const { map, guest } = input;
  const { model, vendor, vendorId, features } = guest;
  const names = [model, vendor, vendorId, ...features.map(({ name }) => name)];
  const lost = names.filter((name) => name !== undefined && /[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(name));
  if (lost.length === 0) {
    notes.push(...dialectNotes(input), ...clusterNotes(input), ...modelNotes(guest));
    return formatCpu(guest, map.dialect);
  }
  const shown = lost.map((name) => JSON.stringify(name)).join(', ');
  notes.push(`Nothing is written, because XML can't hold the control characters of ${shown}.`);
  return '';
}

/** Requests that the map's release can't express. */
function dialectNotes({ map, guest }: Pick<OutputInput, 'map' | 'guest'>): string[] {
  const notes: string[] = [];
  if (!map.dialect.writesClusters && (guest.topology?.clusters ?? 1) !== 1) {
    notes.push(`libvirt ${map.release} writes no clusters.`);
  }
  if (!map.dialect.knowsMaxphysaddrLimit && guest.maxphysaddr?.limit !== undefined) {
    notes.push(`libvirt ${map.release} ignores the limit of maxphysaddr.`);
  }
  if (!map.dialect.knowsDeprecatedFeatures && guest.deprecatedFeatures !== undefined) {
    notes.push(`libvirt ${map.release} ignores deprecated_features.`);
  }
  return notes;
}

/** QEMU's x86 and POWER machines know no clusters: libvirt defines such a guest and fails to start it. */
export function clusterNotes(input: OutputInput): string[] {
  const { map, guest } = input;
  if ((guest.topology?.clusters ?? 1) === 1 || !map.dialect.writesClusters) return [];
  const arch = archOf(input);
  return arch === 'aarch64' ? [] : [`libvirt starts no ${arch} guest with clusters beyond 1.`];
}

/** libvirt takes another model for one that QEMU lacks, unless the guest forbids it. */
export function modelNotes({ mode, model, fallback }: GuestCpu): string[] {
  if (mode !== 'custom' || !qemuLacks(model)) return [];
  const then = fallback === 'allow' ? 'libvirt takes another one instead' : 'no host starts this guest';
  return [`QEMU has no model ${model}: ${then}.`];
}

/** libvirt refuses a slash and line ends in a domain's name, XML all control characters. */
export function domainName(name: string, notes: string[]): string {
  return nameFor(name, /^(?!\s*$)[^/\p{Cc}\p{Cs}\ufffe\uffff]+$/u, notes);
}

function processors({ map, guest }: OutputInput): number {
  if (guest.topology === undefined) return 1;
  const { sockets, dies, clusters, cores, threads } = guest.topology;
  // libvirt does not count clusters that are not written.
  return sockets * dies * (map.dialect.writesClusters ? clusters : 1) * cores * threads;
}

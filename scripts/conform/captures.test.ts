import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatCpu } from '../../src/cpu/definition/format.ts';
import { parseCpuElement } from '../../src/cpu/definition/parse.ts';
import { driverCpuBaseline } from '../../src/cpu/driver-qemu/cpu-baseline.ts';
import { driverHypervisorBaseline } from '../../src/cpu/driver-qemu/hypervisor-baseline.ts';
import { baseline } from '../../src/cpu/verbs.ts';
import type { AllowedModel } from '../../src/cpu/x86/decode-input.ts';
import { loadCpuMap } from '../../src/cpu-map/releases.ts';
import { childNamed, childrenNamed, parseXml, stringValue, type XmlElement } from '../../src/xml/xml.ts';

const captures = join(import.meta.dirname, '../../src/intake/fixtures/captures');
const map = await loadCpuMap('12.8.0');

function capture(name: string): string {
  return readFileSync(join(captures, name), 'utf8');
}

function root(name: string): XmlElement {
  const parsed = parseXml(capture(name));
  if (!parsed.ok) throw new Error(`${name}: ${parsed.problem.detail}`);
  return parsed.root;
}

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the capture is not of the form it was');
  return value;
}

/** The same as virsh: the supported mode's content is the content of a `<cpu>` without attributes. */
function hostModel(cpu: XmlElement): XmlElement {
  const mode = childrenNamed(cpu, 'mode').find(({ attributes }) => attributes.get('name') === 'host-model');
  return { ...need(mode), name: 'cpu', attributes: new Map() };
}

function customModels(cpu: XmlElement): AllowedModel[] {
  const mode = need(childrenNamed(cpu, 'mode').find(({ attributes }) => attributes.get('name') === 'custom'));
  const blockers = childrenNamed(mode, 'blockers');
  return childrenNamed(mode, 'model').map((model) => {
    const name = stringValue(model);
    const own = blockers.find(({ attributes }) => attributes.get('model') === name);
    const features = own === undefined ? [] : childrenNamed(own, 'feature');
    return { name, blockers: features.flatMap(({ attributes }) => attributes.get('name') ?? []) };
  });
}

describe('what virsh 12.8 made of one machine’s prints', () => {
  it('the baseline of its capabilities, less what the QEMU driver never passes on, to the byte', () => {
    const cpu = need(childNamed(need(childNamed(root('capabilities.xml'), 'host')), 'cpu'));
    const host = parseCpuElement(cpu, { type: 'auto' });
    if (!host.ok || host.value.kind !== 'host') throw new Error('the capture has no host CPU');
    const definition = host.value;
    const computed = driverCpuBaseline(map, [definition]);
    expect(computed.ok && formatCpu(computed.value, map.dialect)).toBe(
      `${capture('baseline-of-capabilities.xml').trimEnd()}\n`,
    );
    // libvirt's own function, asked in-process, keeps both: recorded answers with them agree.
    const inProcess = baseline(map, [definition]);
    expect(inProcess.ok && inProcess.value.features.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['osxsave', 'ht']),
    );
  });

  it('the hypervisor’s baseline of its domain capabilities, to the byte', () => {
    const cpu = need(childNamed(root('domcapabilities-tcg.xml'), 'cpu'));
    const models = customModels(cpu);
    expect(models).toHaveLength(171);
    const guest = parseCpuElement(hostModel(cpu), { type: 'guest' });
    const computed = guest.ok ? driverHypervisorBaseline(map, [guest.value], { models }) : guest;
    expect(computed.ok && formatCpu(computed.value, map.dialect)).toBe(
      `${capture('hypervisor-baseline-of-domcapabilities.xml').trimEnd()}\n`,
    );
  });
});

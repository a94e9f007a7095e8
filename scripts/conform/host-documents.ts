import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CpuDefinition, GuestCpu, HostCpu } from '../../src/cpu/definition/definition.ts';
import { parseCpuElement } from '../../src/cpu/definition/parse.ts';
import type { Answer } from '../../src/cpu/definition/result.ts';
import type { QemuHost, QemuModel } from '../../src/cpu/driver-qemu/qemu-host.ts';
import type { CpuMap } from '../../src/cpu-map/cpu-map.ts';
import { childNamed, childrenNamed, parseXml, stringValue, type XmlElement } from '../../src/xml/xml.ts';

/** The host that a question through the QEMU driver was asked of, from its documents in `folder`. */
export function hostOf(map: CpuMap, folder: string, virttype: string): QemuHost {
  const cpu = capabilitiesCpu(map, join(folder, `${map.release}.capabilities.xml`));
  const file = join(folder, `${map.release}-${virttype}.domcapabilities.xml`);
  const modes = needed(childNamed(root(file), 'cpu'), `${file} has no <cpu>`);
  const hostModel = hostModelCpu(map, modes);
  return { virttype, cpu, reported: hostModel, models: customModels(modes) };
}

function capabilitiesCpu(map: CpuMap, file: string): HostCpu | undefined {
  if (!existsSync(file)) return undefined;
  const host = needed(childNamed(root(file), 'host'), `${file} has no <host>`);
  const cpu = parseCpuElement(needed(childNamed(host, 'cpu'), `${file} has no host CPU`), {
    type: 'host',
    dialect: map.dialect,
  });
  if (!cpu.ok || cpu.value.kind !== 'host') throw new Error(`${file}: its host CPU can't be parsed`);
  return cpu.value;
}

function hostModelCpu(map: CpuMap, modes: XmlElement): GuestCpu | undefined {
  const mode = modeNamed(modes, 'host-model');
  if (mode?.attributes.get('supported') !== 'yes') return undefined;
  const cpu = parseMode(map, mode);
  return cpu.ok && cpu.value.kind === 'guest' ? cpu.value : undefined;
}

/** The same as virsh: a mode's content is the content of a `<cpu>` without attributes. */
export function parseMode(map: CpuMap, mode: XmlElement): Answer<CpuDefinition> {
  return parseCpuElement(
    { ...mode, name: 'cpu', attributes: new Map() },
    { type: 'auto', dialect: map.dialect },
  );
}

export function customModels(modes: XmlElement): QemuModel[] {
  const custom = needed(modeNamed(modes, 'custom'), 'domain capabilities have no mode custom');
  const blockers = new Map(
    childrenNamed(custom, 'blockers').map((element) => [
      element.attributes.get('model') ?? '',
      childrenNamed(element, 'feature').flatMap(({ attributes }) => attributes.get('name') ?? []),
    ]),
  );
  return childrenNamed(custom, 'model').map((model) => {
    const name = stringValue(model);
    const told = model.attributes.get('usable');
    const usable = told === 'yes' || told === 'no' ? told : 'unknown';
    return { name, usable, blockers: blockers.get(name) ?? [] };
  });
}

function modeNamed(modes: XmlElement, name: string): XmlElement | undefined {
  return childrenNamed(modes, 'mode').find(({ attributes }) => attributes.get('name') === name);
}

function root(file: string): XmlElement {
  const parsed = parseXml(readFileSync(file, 'utf8'));
  if (!parsed.ok) throw new Error(`${file}: ${parsed.problem.detail}`);
  return parsed.root;
}

function needed<T>(value: T | undefined, complaint: string): T {
  if (value === undefined) throw new Error(complaint);
  return value;
}

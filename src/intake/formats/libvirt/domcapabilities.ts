import { parseSimpleXml } from '../../../xml/fast-path.ts';
import { childrenNamed, stringValue, type XmlElement } from '../../../xml/xml.ts';
import { malformedAt, noCpu } from '../../documents/problem-sentences.ts';
import type { XmlDocument, XmlKind } from '../../documents/xml-kind.ts';
import { sectionOf, sectionText } from '../../documents/xml-sections.ts';
import type { FormatProblem } from '../../format.ts';
import type { EmulatorModel } from '../../reading.ts';
import { internAll } from '../../text/interning.ts';
import { type CpuReading, readCpuElement, tooManyFeatures } from './cpu-element.ts';
import { archOfGuest } from './guest-arch.ts';
import { placed } from './xml-placed.ts';

/** `virsh domcapabilities`: what QEMU can give, as a guest definition, and what it says of each model. */
export const domcapabilities: XmlKind = {
  root: 'domainCapabilities',
  read(document: XmlDocument) {
    const section = sectionOf(document, 'cpu');
    const offset = document.walk.start;
    if (section === undefined) {
      return { hosts: [], problems: [noCpu(offset, 'its <domainCapabilities> has no <cpu>')] };
    }
    const reading = document.cache.get(modesReader, section.text);
    return placed(reading, section.offset, ({ cpu, featureOffsets }) => ({
      kind: 'domcapabilities',
      view: 'qemu',
      arch: sectionText(document, 'arch') ?? 'x86_64',
      cpu,
      featureOffsets,
      offset,
      emulator: { ...emulatorOf(document), models: reading.models },
    }));
  },
};

function emulatorOf(document: XmlDocument) {
  const path = sectionText(document, 'path');
  const domain = sectionText(document, 'domain');
  const machine = sectionText(document, 'machine');
  return {
    ...(path === undefined ? {} : { path }),
    ...(domain === undefined ? {} : { domain }),
    ...(machine === undefined ? {} : { machine }),
  };
}

interface ModesReading extends CpuReading {
  readonly models: readonly EmulatorModel[];
}

/** The `<cpu>` of domain capabilities whose other lines were left out. */
export const domcapabilitiesCpu: XmlKind = {
  root: 'cpu',
  read({ text, walk, cache }) {
    const reading = cache.get(modesReader, text.slice(walk.start, walk.end));
    return placed(reading, walk.start, ({ cpu, featureOffsets }) => ({
      kind: 'domcapabilities',
      view: 'qemu',
      arch: archOfGuest(cpu),
      cpu,
      featureOffsets,
      offset: walk.start,
      emulator: { models: reading.models },
    }));
  },
};

const modesReader = { name: 'modes', read: readModes };

/** `<cpu>` of domain capabilities: one `<mode>` each for what a guest can have. */
function readModes(text: string): ModesReading {
  const parsed = parseSimpleXml(text);
  if (!parsed.ok) return { models: [], problem: malformedAt(0, parsed.problem.detail) };
  const modes = childrenNamed(parsed.root, 'mode');
  const names = modes.map(({ attributes }) => attributes.get('name'));
  const twice = modes.find(({ attributes }, i) => names.indexOf(attributes.get('name')) < i);
  if (twice !== undefined) return { models: [], problem: modeTwice(twice.offset) };
  const supported = (name: string) =>
    modes.find(({ attributes }) => attributes.get('name') === name && attributes.get('supported') === 'yes');
  const custom = supported('custom');
  const models = custom === undefined ? [] : internAll(readModels(custom));
  const hostModel = supported('host-model');
  if (hostModel === undefined) {
    return { models, problem: noCpu(0, 'this QEMU does not support the CPU mode host-model') };
  }
  const next = modes[modes.indexOf(hostModel) + 1]?.offset ?? text.length;
  const refused = tooManyFeatures(text.slice(hostModel.offset, next));
  if (refused !== undefined) return { models, problem: refused };
  // The same as virsh hypervisor-cpu-baseline: the mode's content is the content of a <cpu> without attributes.
  const cpu: XmlElement = { ...hostModel, name: 'cpu', attributes: new Map() };
  return { models, ...readCpuElement(cpu, text.slice(0, next), 'guest') };
}

function modeTwice(offset: number): FormatProblem {
  return {
    code: 'malformed',
    offset,
    say: (subject, line) =>
      `${subject} has a CPU mode twice, again in line ${line}: parts of two documents may be mixed. Paste it ` +
      'again, whole.',
    hint: 'this mode came before',
  };
}

function readModels(custom: XmlElement): EmulatorModel[] {
  const blockers = new Map<string, string[]>();
  for (const element of childrenNamed(custom, 'blockers')) {
    const names = childrenNamed(element, 'feature').flatMap(({ attributes }) => attributes.get('name') ?? []);
    blockers.set(element.attributes.get('model') ?? '', names);
  }
  return childrenNamed(custom, 'model').flatMap((element) => {
    const name = stringValue(element).trim();
    return name === '' ? [] : [readModel(name, element.attributes, blockers.get(name) ?? [])];
  });
}

function readModel(
  name: string,
  attributes: ReadonlyMap<string, string>,
  blockers: readonly string[],
): EmulatorModel {
  const usable = attributes.get('usable');
  const vendor = attributes.get('vendor');
  const canonical = attributes.get('canonical');
  return {
    name,
    usable: usable === 'yes' || usable === 'no' ? usable : 'unknown',
    ...(attributes.get('deprecated') === 'yes' ? { deprecated: true } : {}),
    ...(vendor === undefined || vendor === 'unknown' ? {} : { vendor }),
    ...(canonical === undefined ? {} : { canonical }),
    blockers,
  };
}

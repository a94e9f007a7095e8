import type { GuestCpu } from '../../../cpu/definition/definition.ts';
import type { XmlDocument, XmlKind } from '../../documents/xml-kind.ts';
import { sectionOf, sectionText } from '../../documents/xml-sections.ts';
import type { FormatGuest } from '../../format.ts';
import type { GuestCpuSource } from '../../reading.ts';
import { intern } from '../../text/interning.ts';
import { cpuReaders } from './cpu-element.ts';
import { archOfGuest } from './guest-arch.ts';

/** libvirt's meaning of a `<domain>` without `<cpu>`: QEMU's default CPU, which it does not look at. */
const defaultCpu: GuestCpu = {
  kind: 'guest',
  mode: 'custom',
  match: 'exact',
  fallback: 'allow',
  features: [],
};
const defaultSource: GuestCpuSource = { kind: 'guest', cpu: defaultCpu };

/** `virsh dumpxml`, and the files below /etc/libvirt/qemu: a guest, with its name and what it says of its machine. */
export const domain: XmlKind = {
  root: 'domain',
  read(document) {
    const section = sectionOf(document, 'cpu');
    const about = aboutGuest(document);
    if (section === undefined) {
      const arch = about.arch ?? 'x86_64';
      return { hosts: [], guests: [{ ...about, arch, cpu: defaultSource }], problems: [] };
    }
    const { cpu, problem } = document.cache.get(cpuReaders.guest, section.text);
    const problems = problem === undefined ? [] : [{ ...problem, offset: problem.offset + section.offset }];
    if (cpu === undefined || cpu.source.kind !== 'guest') return { hosts: [], problems };
    const arch = about.arch ?? archOfGuest(cpu.source);
    const featureOffsets = cpu.featureOffsets.map((offset) => offset + section.offset);
    return { hosts: [], guests: [{ ...about, arch, cpu: cpu.source, featureOffsets }], problems };
  },
};

interface AboutGuest extends Omit<FormatGuest, 'arch' | 'cpu'> {
  readonly arch?: string;
}

function aboutGuest(document: XmlDocument): AboutGuest {
  const { text, walk } = document;
  const tag = text.slice(walk.start, text.indexOf('>', walk.start));
  const type = sectionOf(document, 'os/type')?.text ?? '';
  const clock = sectionOf(document, 'clock')?.text ?? '';
  const timer = /<timer\b[^>]{0,300}\bname=['"]tsc['"][^>]{0,300}/.exec(clock)?.[0] ?? '';
  return {
    kind: 'domain',
    offset: walk.start,
    live: attributeIn(tag, 'id') !== undefined,
    ...present('name', sectionText(document, 'name')),
    ...present('uuid', sectionText(document, 'uuid')),
    ...present('virttype', attributeIn(tag, 'type')),
    ...present('arch', attributeIn(type, 'arch')),
    ...present('machine', attributeIn(type, 'machine')),
    ...present('tscFrequency', /\bfrequency=['"](\d{1,20})['"]/.exec(timer)?.[1]),
  };
}

function attributeIn(tag: string, name: 'id' | 'type' | 'arch' | 'machine'): string | undefined {
  const value = new RegExp(`\\s${name}\\s?=\\s?['"]([\\w.:+ -]{1,80})['"]`).exec(tag)?.[1];
  return value === undefined ? undefined : intern(value);
}

function present<Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string };
function present(key: string, value: string | undefined) {
  return value === undefined ? {} : { [key]: value };
}

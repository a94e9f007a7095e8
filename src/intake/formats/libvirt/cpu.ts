import type { XmlKind } from '../../documents/xml-kind.ts';
import { cpuReaders } from './cpu-element.ts';
import { domcapabilitiesCpu } from './domcapabilities.ts';
import { archOfGuest } from './guest-arch.ts';

/** A bare `<cpu>`: with `<arch>` a host's, else a guest's; `virsh cpu-baseline` prints one. */
export const cpu: XmlKind = {
  root: 'cpu',
  read(document) {
    const { text, walk, cache } = document;
    const { start, end } = walk;
    if (/^<cpu\s*>\s*<mode\s/.test(text.slice(start, start + 500))) return domcapabilitiesCpu.read(document);
    const { cpu: found, problem } = cache.get(cpuReaders.auto, text.slice(start, end));
    const problems = problem === undefined ? [] : [{ ...problem, offset: problem.offset + start }];
    if (found === undefined) return { hosts: [], problems };
    const { source, arch = archOfGuest(source) } = found;
    const featureOffsets = found.featureOffsets.map((offset) => offset + start);
    const common = { kind: 'cpu', arch, offset: start, featureOffsets } as const;
    if (source.kind !== 'guest') {
      return { hosts: [{ ...common, view: 'host', cpu: source }], problems };
    }
    // libvirt writes check='full' into a running guest's CPU.
    const live = source.cpu.check === 'full' ? { live: true } : {};
    return { hosts: [], guests: [{ ...common, cpu: source, ...live }], problems };
  },
};

import type { XmlKind } from '../../documents/xml-kind.ts';
import { cpuReaders } from './cpu-element.ts';
import { domcapabilitiesCpu } from './domcapabilities.ts';
import { archOfGuest } from './guest-arch.ts';
import { placed } from './xml-placed.ts';

/** A bare `<cpu>`: with `<arch>` a host's, else a guest's; `virsh cpu-baseline` prints one. */
export const cpu: XmlKind = {
  root: 'cpu',
  read(document) {
    const { text, walk, cache } = document;
    if (/^<cpu\s*>\s*<mode\s/.test(text.slice(walk.start, walk.start + 500)))
      return domcapabilitiesCpu.read(document);
    const reading = cache.get(cpuReaders.auto, text.slice(walk.start, walk.end));
    return placed(reading, walk.start, ({ arch, ...cpu }) => ({
      kind: 'cpu',
      view: cpu.cpu.kind === 'host' ? 'host' : 'guest',
      arch: arch ?? archOfGuest(cpu.cpu),
      ...cpu,
      offset: walk.start,
    }));
  },
};

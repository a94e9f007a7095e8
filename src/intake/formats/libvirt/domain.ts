import { noCpu } from '../../documents/problem-sentences.ts';
import type { XmlKind } from '../../documents/xml-kind.ts';
import { sectionOf, sectionText } from '../../documents/xml-sections.ts';
import { cpuReaders } from './cpu-element.ts';
import { archOfGuest } from './guest-arch.ts';
import { placed } from './xml-placed.ts';

/** `virsh dumpxml`: a guest definition, `/domain/cpu`, with the guest's name. */
export const domain: XmlKind = {
  root: 'domain',
  read(document) {
    const offset = document.walk.start;
    const name = sectionText(document, 'name');
    const uuid = sectionText(document, 'uuid');
    const own = { ...(name === undefined ? {} : { name }), ...(uuid === undefined ? {} : { uuid }) };
    const section = sectionOf(document, 'cpu');
    if (section === undefined) {
      const who = name === undefined ? 'its <domain>' : `the domain ${name}`;
      return { hosts: [], problems: [noCpu(offset, `${who} has no <cpu>, which means QEMU's default CPU`)] };
    }
    const machineArch = /\barch=['"]([\w.-]{1,40})['"]/.exec(sectionOf(document, 'os/type')?.text ?? '')?.[1];
    const reading = document.cache.get(cpuReaders.guest, section.text);
    return placed(reading, section.offset, ({ cpu, featureOffsets }) => ({
      kind: 'domain',
      view: 'guest',
      arch: machineArch ?? archOfGuest(cpu),
      cpu,
      featureOffsets,
      offset,
      ...own,
    }));
  },
};

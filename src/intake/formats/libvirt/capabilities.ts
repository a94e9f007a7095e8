import { noCpu } from '../../documents/problem-sentences.ts';
import type { XmlDocument, XmlKind } from '../../documents/xml-kind.ts';
import { sectionOf, sectionText } from '../../documents/xml-sections.ts';
import { cpuReaders } from './cpu-element.ts';
import { placed } from './xml-placed.ts';

/** `virsh capabilities`: the CPU is `/capabilities/host/cpu`; the NUMA cells' `<cpu id=…>` are not it. */
export const capabilities: XmlKind = {
  root: 'capabilities',
  read(document: XmlDocument) {
    const section = sectionOf(document, 'host/cpu');
    if (section === undefined) {
      const problem = noCpu(document.walk.start, 'its <capabilities> has no <cpu> inside <host>');
      return { hosts: [], problems: [problem] };
    }
    if (isXen(document) && !/<model[\s>]/.test(section.text)) {
      const why = "its <cpu> names no model, as that of libvirt's Xen driver never does";
      return { hosts: [], problems: [noCpu(section.offset, why)] };
    }
    const reading = document.cache.get(cpuReaders.host, section.text);
    const uuid = sectionText(document, 'host/uuid');
    return placed(reading, section.offset, ({ arch = '', ...cpu }) => ({
      kind: 'capabilities',
      view: 'host',
      arch,
      ...cpu,
      offset: document.walk.start,
      ...(uuid === undefined ? {} : { uuid }),
    }));
  },
};

function isXen(document: XmlDocument): boolean {
  return /<domain type=['"]xen['"]/.test(sectionOf(document, 'guest/arch')?.text ?? '');
}

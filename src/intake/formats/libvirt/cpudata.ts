import { parseCpuData } from '../../../cpu/definition/cpu-data.ts';
import { parseSimpleXml } from '../../../xml/fast-path.ts';
import { childNamed } from '../../../xml/xml.ts';
import { libvirtRefuses, malformedAt, noCpu } from '../../documents/problem-sentences.ts';
import type { XmlKind } from '../../documents/xml-kind.ts';
import type { CpuReading } from './cpu-element.ts';
import { placed } from './xml-placed.ts';

/** `<cpudata arch='x86'>`: raw registers, as libvirt's tests and logs hold them. */
export const cpudata: XmlKind = {
  root: 'cpudata',
  read({ text, walk, cache }) {
    const reading = cache.get(registersReader, text.slice(walk.start, walk.end));
    return placed(reading, walk.start, ({ cpu }) => ({
      kind: 'cpudata',
      view: 'host',
      arch: 'x86_64',
      cpu,
      offset: walk.start,
    }));
  },
};

const registersReader = { name: 'cpudata', read: readRegisters };

function readRegisters(text: string): CpuReading {
  const parsed = parseSimpleXml(text);
  if (!parsed.ok) return { problem: malformedAt(0, parsed.problem.detail) };
  if (childNamed(parsed.root, 'cpuid') === undefined) {
    return { problem: noCpu(0, 'its <cpudata> has no <cpuid> inside') };
  }
  const data = parseCpuData(parsed.root);
  if (!data.ok) return { problem: libvirtRefuses(0, data.error.message) };
  const source = { kind: 'registers', arch: 'x86_64', registers: data.value } as const;
  return { cpu: { source, arch: 'x86_64', featureOffsets: [] } };
}

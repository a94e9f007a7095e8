import type { DocumentRoots } from '../../xml/outline.ts';

/** Elements wanted, by root. No path is longer than two. */
const wanted: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['capabilities', new Set(['host/cpu', 'host/uuid', 'guest/arch'])],
  ['domainCapabilities', new Set(['path', 'domain', 'machine', 'arch', 'cpu'])],
  ['domain', new Set(['name', 'uuid', 'os/type', 'clock', 'cpu'])],
  ['cpu', new Set<string>()],
  ['cpudata', new Set<string>()],
]);

/** `<cpu id=…>` is one of a NUMA cell's, left over from a document whose beginning is missing. */
const rootTag = /<(?:capabilities|domainCapabilities|domain|cpudata|cpu(?!\s{0,9}\sid=))(?=[\s/>]|$)/y;

/** libvirt's documents. */
export const documentRoots: DocumentRoots = {
  rootAt: (text, at) => {
    rootTag.lastIndex = at;
    return rootTag.test(text) ? text.slice(at + 1, rootTag.lastIndex) : undefined;
  },
  wanted,
  // Capabilities hold `<domain>` and `<cpu>` of their own, a domain holds `<cpu>`; nothing else nests.
  isOther: (outer, inner) => {
    if (inner === 'capabilities' || inner === 'domainCapabilities') return true;
    const isCpu = outer === 'cpu' || outer === 'cpudata';
    return inner === 'domain' ? isCpu || outer === 'domain' : isCpu;
  },
};

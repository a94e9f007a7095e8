import type { Dialect } from '../../cpu-map/cpu-map.ts';
import { parseXml, type XmlElement } from '../../xml/xml.ts';
import type { CpuidLeaf, MsrValue, Registers } from './registers.ts';
import { type Answer, answer, refusal } from './result.ts';

/** Text of one `<cpudata>` document → registers. */
export function parseCpuDataText(text: string, dialect?: Dialect): Answer<Registers> {
  const parsed = parseXml(text);
  return parsed.ok ? parseCpuData(parsed.root, dialect) : refusal('internal error: cannot parse CPU data');
}

/** libvirt's CPU drivers that keep no data, by their names. */
const withoutData = ['ppc64', 'arm', 's390', 'riscv64', 'loongarch64'];

/**
 * `<cpudata arch='x86'>` with `<cpuid>` and `<msr>` elements → registers. libvirt looks at no other name: the root may
 * have any, and what is not `<cpuid>` is read as `<msr>`.
 */
export function parseCpuData(root: XmlElement, dialect?: Dialect): Answer<Registers> {
  const arch = root.attributes.get('arch');
  if (arch === undefined) return refusal('internal error: missing CPU data architecture');
  if (withoutData.includes(arch)) {
    return refusal(`this function is not supported by the connection driver: cannot parse ${arch} CPU data`);
  }
  if (arch !== 'x86') return refusal(`internal error: CPU driver '${arch}' does not exist`);
  if (root.children.length === 0) return refusal('internal error: no x86 CPU data found');
  const cpuid: CpuidLeaf[] = [];
  const msr: MsrValue[] = [];
  for (const [index, element] of root.children.entries()) {
    const isLeaf = element.name === 'cpuid';
    const read = isLeaf ? readLeaf(element) : readMsr(element);
    if (read === undefined) {
      const wrong = dialect?.attributeWords === 'old' ? 'failed to parse' : 'Invalid';
      return refusal(`internal error: ${wrong} ${isLeaf ? 'cpuid' : 'msr'}[${index}]`);
    }
    if ('leaf' in read) cpuid.push(read);
    else msr.push(read);
  }
  return answer({ cpuid, msr });
}

function readLeaf(element: XmlElement): CpuidLeaf | undefined {
  const leaf = register(element, 'eax_in');
  const [subleaf = 0, eax = 0, ebx = 0, ecx = 0, edx = 0] = ['ecx_in', 'eax', 'ebx', 'ecx', 'edx'].map(
    (name) => register(element, name) ?? (element.attributes.has(name) ? Number.NaN : 0),
  );
  if (leaf === undefined || ![subleaf, eax, ebx, ecx, edx].every(Number.isInteger)) return undefined;
  return { leaf, subleaf, eax, ebx, ecx, edx };
}

function readMsr(element: XmlElement): MsrValue | undefined {
  const index = register(element, 'index');
  const eax = register(element, 'eax');
  const edx = register(element, 'edx');
  return index === undefined || eax === undefined || edx === undefined ? undefined : { index, eax, edx };
}

/** Hexadecimal with 0x, octal with 0, or decimal, as strtoul with base 0 reads them. */
function register(element: XmlElement, name: string): number | undefined {
  const text = element.attributes.get(name)?.replace(/^[ \t\n\r]*\+?/, '') ?? '';
  const value = /^0[xX]0*[0-9a-fA-F]{1,8}$/.test(text)
    ? Number(text)
    : /^0[0-7]*$/.test(text)
      ? Number.parseInt(text, 8)
      : /^[1-9][0-9]{0,9}$/.test(text)
        ? Number(text)
        : Number.NaN;
  return value <= 0xffffffff ? value : undefined;
}

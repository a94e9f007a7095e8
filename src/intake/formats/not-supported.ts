import { type LineRunRules, lineRuns } from '../documents/line-runs.ts';
import type { Format, FormatProblem, FormatReading, Span } from '../format.ts';
import { linesIn, pairIn, wholeText } from '../text/text-lines.ts';

/** A print of a CPU that is known for what it is, and not read. */
interface Foreign {
  /** A line that only such a print has. */
  readonly sign: RegExp;
  readonly what: string;
  readonly help: string;
}

const libvirtHas = 'libvirt computes no CPUs for it';
const foreign: readonly Foreign[] = [
  { sign: /^\s*isa\s*: rv\d/, what: 'the /proc/cpuinfo of a RISC-V machine', help: libvirtHas },
  { sign: /^\s*(?:Architecture:\s+riscv)/, what: 'the lscpu output of a RISC-V machine', help: libvirtHas },
  {
    sign: /^\s*(?:CPU Family\s*: Loongson|ISA\s*: loongarch)/,
    what: 'the /proc/cpuinfo of a LoongArch machine',
    help: libvirtHas,
  },
  {
    sign: /^\s*Architecture:\s+loongarch/,
    what: 'the lscpu output of a LoongArch machine',
    help: libvirtHas,
  },
  {
    sign: /^\s*(?:cpu model\s*: .*(?:MIPS|Loongson|Octeon)|isa\s*: mips|ASEs implemented\s*:)/i,
    what: 'the /proc/cpuinfo of a MIPS machine',
    help: libvirtHas,
  },
  { sign: /^\s*Architecture:\s+mips/, what: 'the lscpu output of a MIPS machine', help: libvirtHas },
  {
    sign: /^\s*cpu\s*: .*(?:SPARC|UltraSparc|Niagara)/i,
    what: 'the /proc/cpuinfo of a SPARC machine',
    help: libvirtHas,
  },
  { sign: /^\s*Architecture:\s+sparc/, what: 'the lscpu output of a SPARC machine', help: libvirtHas },
  {
    sign: /^\s*cpu\s*: (?:7[45]\d\d|[4-8]\d\d[a-z]?|e\d00|PPC[46]\d\d|G[34])\b/,
    what: 'the /proc/cpuinfo of a 32-bit PowerPC',
    help: libvirtHas,
  },
  {
    sign: /^\s*(?:features_(?:pv|hvm)(?:_host)?|modelname|features_dom0)\s*:|^\s*hw_caps\s*: [\da-f]{8}:/,
    what: 'what Xen says of a host',
    help: 'its flags are those of dom0; paste what cpuid -1r prints on the bare machine',
  },
  {
    sign: /^\s*(?:xen_(?:major|minor|extra|caps|scheduler)|xc_info)\s*:/,
    what: 'what Xen says of a host',
    help: 'paste what cpuid -1r prints on the bare machine',
  },
];

/** Prints of other architectures and hypervisors: named, so that nobody takes their lines for something else. */
export const notSupported: Format = {
  name: 'CPUs that are not supported',
  fingerprint: {
    opening: /hart\s*: \d|isa\s*: rv\d|cpu_count\s*: \d|xen_major\s*:/,
    programs: ['xe', 'xl'],
    words: ['xe', 'host-cpu-info'],
  },
  find: (text) => (anySign.test(text) ? lineRuns(text, wholeText(text), rules) : []),
  read,
};

// Over the ends of lines, blanks would be tried again from each of a million empty lines.
const anySign = new RegExp(
  foreign.map(({ sign }) => sign.source.replaceAll('^\\s*', '^[ \\t]*')).join('|'),
  'im',
);

const rules: LineRunRules<{ known: boolean }> = {
  begins({ text }) {
    return pairIn(text) === undefined ? undefined : { known: isForeign(text) };
  },
  continues(run, { text }) {
    if (text.trim() === '') return 'between';
    if (pairIn(text) === undefined && !/^\s{8}/.test(text)) return false;
    run.known ||= isForeign(text);
    return true;
  },
  tells: ({ known }) => known,
};

function isForeign(line: string): boolean {
  return foreign.some(({ sign }) => sign.test(line));
}

function read(text: string, span: Span): FormatReading {
  for (const { text: line } of linesIn(text, span)) {
    const found = foreign.find(({ sign }) => sign.test(line));
    if (found !== undefined) return { hosts: [], problems: [refused(span.start, found)] };
  }
  return { hosts: [], problems: [] };
}

function refused(offset: number, { what, help }: Foreign): FormatProblem {
  return {
    code: 'no-cpu',
    offset,
    say: (subject, line) => `Line ${line} of ${subject} begins ${what}, which is not supported: ${help}.`,
    hint: `this is ${what}`,
  };
}

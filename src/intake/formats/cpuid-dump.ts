import { type LineRunRules, lineRuns } from '../documents/line-runs.ts';
import type { Format, FormatReading, Span } from '../format.ts';
import { linesIn, type TextLine, wholeText } from '../text/text-lines.ts';
import { addLeaf, hostOfProcessors, type Processor } from './cpuid-leaves.ts';

/** Registers as AIDA64 and InstLatx64 dump them: every processor, its leaves, then its MSRs. */
export const cpuidDump: Format = {
  name: 'a dump of CPUID registers',
  fingerprint: {
    opening: /-{3,}\[ (?:CPUID Registers|Logical CPU #\d)|CPUID [\dA-Fa-f]{8}: [\dA-Fa-f]{8}-[\dA-Fa-f]{8}-/,
    words: ['cpuid'],
    fileWords: ['instlatx64', 'aida64'],
  },
  find: (text) => (leafSign.test(text) ? lineRuns(text, wholeText(text), rules) : []),
  read,
};

const leafSign = /^[ \t]*CPUID [\da-f]{8}: [\da-f]{8}-/im;
const heading = /^\s*-{3,}\[ .{1,80} \]-{3,}\s*$/;
const processorHeading = /Logical CPU #(\d{1,5})/;
const leaf =
  /^\s*CPUID ([\da-f]{8}): ([\da-f]{8})-([\da-f]{8})-([\da-f]{8})-([\da-f]{8})(?:\s*\[SL ([\da-f]{2})\])?(?:\s*\[[^\]]{0,80}\])*\s*$/i;
const msr =
  /^\s*MSR ([\da-f]{8}): ([\da-f]{4})-([\da-f]{4})-([\da-f]{4})-([\da-f]{4})(?:\s*\[[^\]]{0,80}\])*\s*$/i;

interface Run {
  leaves: number;
}

const rules: LineRunRules<Run> = {
  begins: ({ text }) =>
    leaf.test(text)
      ? { leaves: 1 }
      : processorHeading.test(text) && heading.test(text)
        ? { leaves: 0 }
        : undefined,
  continues(run, { text }) {
    if (text.trim() === '') return 'between';
    // Each host's dump begins anew with its first processor.
    if (heading.test(text)) return run.leaves === 0 || processorHeading.exec(text)?.[1] !== '0';
    if (leaf.test(text)) run.leaves++;
    return leaf.test(text) || msr.test(text) || /^\s*(?:CPU#|allcpu)/.test(text);
  },
  tells: ({ leaves }) => leaves > 0,
};

function read(text: string, span: Span): FormatReading {
  const processors: Processor[] = [];
  for (const line of linesIn(text, span)) {
    if (heading.test(line.text)) processors.push(newProcessor(line));
    const values = leaf.exec(line.text)?.slice(1);
    const register = msr.exec(line.text)?.slice(1);
    if (values === undefined && register === undefined) continue;
    if (processors.length === 0) processors.push(newProcessor(line));
    const last = processors.at(-1);
    if (last === undefined) continue;
    const [number = 0, eax = 0, ebx = 0, ecx = 0, edx = 0, subleaf = 0] = (values ?? []).map(hex);
    if (values !== undefined) addLeaf(last, { leaf: number, subleaf, eax, ebx, ecx, edx });
    else if (register !== undefined) last.msr.push(msrOf(register));
  }
  return hostOfProcessors(processors, span, [0x80000001]);
}

function newProcessor({ start }: TextLine): Processor {
  return { offset: start, leaves: new Map(), msr: [] };
}

function msrOf([index = '0', ...quarters]: readonly string[]) {
  const [a = '', b = '', c = '', d = ''] = quarters;
  return { index: hex(index), eax: hex(c + d), edx: hex(a + b) };
}

function hex(digits: string | undefined): number {
  return Number.parseInt(digits ?? '0', 16);
}

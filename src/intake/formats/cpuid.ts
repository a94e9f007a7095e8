import type { CpuidLeaf } from '../../cpu/definition/registers.ts';
import { type LineRunRules, lineRuns } from '../documents/line-runs.ts';
import type { Format, FormatProblem, FormatReading, Span } from '../format.ts';
import { linesIn, type TextLine, wholeText } from '../text/text-lines.ts';
import { addLeaf, hostOfProcessors, type Processor } from './cpuid-leaves.ts';

/**
 * Todd Allen's `cpuid -r` and `cpuid -1r`: registers of every processor, or of one. Processor 0 stands for the
 * host; where another has other feature bits, only bits that all of them have are kept.
 */
export const cpuid: Format = {
  name: 'cpuid -1r',
  fingerprint: {
    opening: /CPU(?: \d{1,5})?:\s*$|0x[\da-f]{8} 0x[\da-f]{2}/,
    programs: ['cpuid'],
    words: ['cpuid'],
    fileWords: ['r', '1r'],
  },
  find,
  read,
};

const cpuLine = /^\s*CPU(?: (\d{1,5}))?:\s*$/;
const leafLine =
  /^\s*0x([0-9a-f]{8})(?: 0x([0-9a-f]{2,8}))?: eax=0x([0-9a-f]{8}) ebx=0x([0-9a-f]{8}) ecx=0x([0-9a-f]{8}) edx=0x([0-9a-f]{8})\s*$/i;
/** Text that a mail program has put on a line of its own. */
const restOfLeaf = /^\s*(?:e[a-d]x=0x[0-9a-f]{8}\s*){1,4}$/i;
const firstLeaf = /^\s*0x0{8}(?: 0x0{2,8})?:/;
const leafStart = /^\s*0x[0-9a-f]{1,8}(?: 0x[0-9a-f]{0,8})?:?(?: |$)/i;

function find(text: string): Span[] {
  if (!/^[ \t]*0x[0-9a-f]{8}(?: 0x[0-9a-f]{2,8})?:\s{1,9}eax=0x/im.test(text)) return [];
  return lineRuns(text, wholeText(text), rules);
}

/** Processors of one host, while they are being found. */
interface Run {
  leaves: number;
  /** The last one's number; -1 for the one processor of a host that `CPU:` begins. */
  processor: number;
  /** Since the last line with a processor's number. */
  hasLeaves: boolean;
}

const rules: LineRunRules<Run> = {
  begins(line) {
    const run: Run = { leaves: 0, processor: -1, hasLeaves: false };
    return takeLine(run, line) ? run : undefined;
  },
  continues(run, line) {
    if (line.text.trim() === '') return 'between';
    return restOfLeaf.test(line.text) || (!beginsAgain(run, line) && takeLine(run, line));
  },
  tells: ({ leaves }) => leaves > 0,
};

/** Numbers grow within a host, and no processor begins twice. */
function beginsAgain(run: Run, { text }: TextLine): boolean {
  if (run.leaves === 0) return false;
  const head = cpuLine.exec(text);
  return head === null ? run.hasLeaves && firstLeaf.test(text) : Number(head[1] ?? -1) <= run.processor;
}

function takeLine(run: Run, { text }: TextLine): boolean {
  const head = cpuLine.exec(text);
  const isLeaf = leafStart.test(text);
  if (head === null && !isLeaf) return false;
  if (head !== null) run.processor = Number(head[1] ?? -1);
  run.hasLeaves = isLeaf;
  if (isLeaf) run.leaves++;
  return true;
}

function read(text: string, span: Span): FormatReading {
  const processors: Processor[] = [];
  for (const line of joinedLines(text, span)) {
    if (cpuLine.test(line.text)) {
      processors.push({ offset: line.start, leaves: new Map(), msr: [] });
      continue;
    }
    const leaf = parseLeaf(line.text);
    if (leaf === undefined) return { hosts: [], problems: [badLine(line, line.end >= span.end)] };
    if (processors.length === 0) processors.push({ offset: line.start, leaves: new Map(), msr: [] });
    const last = processors.at(-1);
    if (last !== undefined) addLeaf(last, leaf);
  }
  return hostOfProcessors(processors, span);
}

/** Lines that hold something, those that a mail program has broken put together. */
function* joinedLines(text: string, span: Span): Generator<TextLine> {
  let pieces: TextLine[] = [];
  for (const line of linesIn(text, span)) {
    if (line.text.trim() === '') continue;
    if (pieces.length > 0 && !restOfLeaf.test(line.text)) {
      yield joined(pieces);
      pieces = [];
    }
    pieces.push(line);
  }
  if (pieces.length > 0) yield joined(pieces);
}

function joined(pieces: readonly TextLine[]): TextLine {
  return {
    start: pieces[0]?.start ?? 0,
    end: pieces.at(-1)?.end ?? 0,
    text: pieces.map((piece) => piece.text.trim()).join(' '),
  };
}

function parseLeaf(line: string): CpuidLeaf | undefined {
  const found = leafLine.exec(line);
  if (found === null) return undefined;
  const [leaf = 0, subleaf = 0, eax = 0, ebx = 0, ecx = 0, edx = 0] = found
    .slice(1)
    .map((digits: string | undefined) => Number.parseInt(digits ?? '0', 16));
  return { leaf, subleaf, eax, ebx, ecx, edx };
}

function badLine({ start, text }: TextLine, last: boolean): FormatProblem {
  return {
    code: last ? 'cut' : 'malformed',
    offset: start,
    say: (subject, line) =>
      `Line ${line} of the cpuid output of ${subject} is ${last ? 'cut' : 'damaged'}: ` +
      `'${text.trim().slice(0, 80)}'. A leaf, a subleaf and four registers of eight digits are expected.`,
  };
}

import { findOmission } from '../../documents/incomplete.ts';
import { type LineRunRules, lineRuns } from '../../documents/line-runs.ts';
import type { Format, FormatProblem, FormatReading, Span } from '../../format.ts';
import { linesIn, pairIn, type TextLine, wholeText } from '../../text/text-lines.ts';
import { continuesFlags, joinFlags, lineEnd } from './flag-lines.ts';
import { addField, addFlags, hostOfLscpu, type LscpuFields } from './lscpu-host.ts';

/** The output of `lscpu`, as text: one host. */
export const lscpu: Format = {
  name: 'lscpu',
  fingerprint: {
    opening: /(?:Architecture|Flags):/,
    programs: ['lscpu'],
    words: ['lscpu'],
  },
  find,
  read,
};

const fields: ReadonlySet<string> = new Set(
  `Architecture|CPU op-mode(s)|Address sizes|Byte Order|CPU(s)|On-line CPU(s) list|Off-line CPU(s) list|Vendor ID
  |BIOS Vendor ID|BIOS Model name|BIOS CPU family|Model name|CPU family|Model|Machine type|Thread(s) per core
  |Core(s) per socket|Core(s) per cluster|Socket(s) per book|Book(s) per drawer|Drawer(s)|Socket(s)|Cluster(s)
  |Stepping|Frequency boost|CPU(s) scaling MHz|CPU max MHz|CPU min MHz|CPU MHz|CPU dynamic MHz|CPU static MHz
  |BogoMIPS|Flags|Virtualization|Virtualization features|Virtualization type|Hypervisor|Hypervisor vendor
  |Dispatching mode|Caches (sum of all)|NUMA|NUMA node(s)|Vulnerabilities|Microcode version|Machine`.split(
    /\n? *\|/,
  ),
);

function isField(key: string): boolean {
  return (
    fields.has(key) ||
    /^(?:L\d[di]? cache|L[1-4]|NUMA node\d+ CPU\(s\)|Vulnerability .{1,50}|L1[di])$/.test(key)
  );
}

function find(text: string): Span[] {
  return /^[ \t]*(?:Architecture|Flags):/m.test(text) ? lineRuns(text, wholeText(text), rules) : [];
}

/** Lines of one host, while they are being found. */
interface Run {
  readonly first: string;
  readonly seen: Set<string>;
  /** The last line of the flags, which the next may carry on. */
  flags: string | undefined;
  /** The column where all values begin. */
  readonly column: number;
  /** Whether the flags hold the word that all such lists have. */
  hasKnownFlags: boolean;
}

const rules: LineRunRules<Run> = {
  begins(line) {
    const key = pairIn(line.text)?.key;
    if (key === undefined || !isField(key)) return undefined;
    const column = valueColumn(line.text);
    const run: Run = { first: key, seen: new Set(), flags: undefined, column, hasKnownFlags: false };
    takeField(run, key, line);
    return run;
  },
  continues(run, line) {
    const key = pairIn(line.text)?.key;
    if (key !== undefined && isField(key)) {
      // Labels may be printed again: those of the second type of processors, one that an old lscpu repeats.
      if (key === 'Architecture' || key === run.first) return false;
      takeField(run, key, line);
      return true;
    }
    if (!isMore(run, line, key)) return false;
    if (run.flags !== undefined) run.flags = key === undefined ? line.text : undefined;
    run.hasKnownFlags ||= key === undefined && hasKnownFlag(line.text);
    return true;
  },
  tells,
};

function takeField(run: Run, key: string, line: TextLine): void {
  run.seen.add(key);
  run.flags = key === 'Flags' ? line.text : undefined;
  run.hasKnownFlags ||= key === 'Flags' && hasKnownFlag(line.text);
}

function hasKnownFlag(line: string): boolean {
  return /\s(?:fpu|fp|esan3)\s/.test(`${line}\n`);
}

/** `Architecture:` alone is hostnamectl's; `Flags:` alone, of which some tools print a choice, has the first of all. */
function tells({ seen, hasKnownFlags }: Run): boolean {
  return seen.has('Architecture') ? seen.size > 1 : seen.has('Flags') && hasKnownFlags;
}

function valueColumn(line: string): number {
  const colon = line.indexOf(':');
  return colon + 1 + line.slice(colon + 1).search(/\S/);
}

/** A wrapped piece of the flags or of another value, which newer lscpu indents far; a label that is not known. */
function isMore({ flags, column }: Run, line: TextLine, key: string | undefined): boolean {
  if (key === undefined && flags !== undefined) return continuesFlags(line.text, flags);
  if (key !== undefined && column > 12 && valueColumn(line.text) === column) return true;
  return /^\s{16,80}\S/.test(line.text);
}

function read(text: string, span: Span): FormatReading {
  const otherWidths = new Set<number>();
  const found: LscpuFields = { fields: new Map(), flags: new Map(), otherWidths };
  let list: { first: TextLine; more: TextLine[] } | undefined;
  for (const line of linesIn(text, span)) {
    const pair = pairIn(line.text);
    if (pair === undefined) {
      list?.more.push(line);
      continue;
    }
    addList(found, list);
    list = pair.key === 'Flags' ? { first: line, more: [] } : undefined;
    if (list !== undefined) continue;
    otherWidths.add(line.text.length);
    addField(found, pair.key, { value: pair.value, offset: line.start });
  }
  addList(found, list);
  if (list !== undefined && isCutIn(text, span, found)) return { hosts: [], problems: [cut(span.end)] };
  return hostOfLscpu(found, span.start);
}

/** Lines besides the flags that somebody picks out. */
const MOST_CHOSEN = 8;

/** Whether the text ends with the flags and is not from an old lscpu, which prints them last. */
function isCutIn(text: string, span: Span, { fields }: LscpuFields): boolean {
  const next = /^\n?[^\n]*/.exec(text.slice(span.end, span.end + 400))?.[0] ?? '';
  if (findOmission(next, 0, next.length) !== undefined) return true;
  // A choice of lines that somebody made has no need to end.
  if (!fields.has('Address sizes') && fields.size < MOST_CHOSEN) return false;
  return ![...fields.keys()].some((key) => /^(?:L1d|L2|NUMA|Vulnerability)/.test(key));
}

function addList(found: LscpuFields, list: { first: TextLine; more: TextLine[] } | undefined): void {
  if (list === undefined) return;
  const { first, more } = list;
  const width = more.length === 0 ? lineEnd(first) : {};
  addFlags(found, joinFlags(first, first.text.indexOf(':') + 1, more), { offset: first.start, ...width });
}

function cut(offset: number): FormatProblem {
  return {
    code: 'cut',
    offset,
    say: (subject, line) =>
      `The lscpu output of ${subject} ends in line ${line}, inside its flags, so that flags may be missing. ` +
      'Paste the whole output of lscpu.',
    hint: 'the text ends here; caches, NUMA and vulnerabilities are missing',
  };
}

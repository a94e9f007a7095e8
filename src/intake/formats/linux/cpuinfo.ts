import type { NamedFeatures } from '../../../cpu/definition/source.ts';
import { vmxPrefix } from '../../../cpu/vocabulary/linux-flags.ts';
import { findOmission } from '../../documents/incomplete.ts';
import { type LineRunRules, lineRuns } from '../../documents/line-runs.ts';
import { tooManyListed } from '../../documents/problem-sentences.ts';
import type { Format, FormatHost, FormatProblem, FormatReading, Span } from '../../format.ts';
import { MAX_FEATURES } from '../../limits.ts';
import { linesIn, type Pair, pairIn, smallNumber, type TextLine, wholeText } from '../../text/text-lines.ts';
import { commonFlags, type FlagListPlaces, type FlagPlace } from './common-flags.ts';
import { continuesFlags, joinFlags, lineEnd } from './flag-lines.ts';
import { powerModel, readSignature } from './signature.ts';
import { toldBeside } from './told-beside.ts';

/** Linux's /proc/cpuinfo: blocks of `key : value`, one per processor, all of one host. */
export const cpuinfo: Format = {
  name: '/proc/cpuinfo',
  fingerprint: {
    opening: /(?:processor|vendor_id|flags|Features)\s*:/,
    commandLine: /cpu/,
    words: ['cpuinfo', 'cpu_info', 'cpu-info', 'proc_cpuinfo', 'proc-cpuinfo'],
    fileWords: ['proc'],
  },
  find,
  read,
};

const keys: ReadonlySet<string> = new Set(
  `processor|vendor_id|cpu family|model|model name|stepping|microcode|cpu MHz|cache size|physical id|siblings
  |core id|cpu cores|apicid|initial apicid|fpu|fpu_exception|cpuid level|wp|flags|vmx flags|bugs|bogomips
  |TLB size|clflush size|cache_alignment|address sizes|power management|fdiv_bug|hlt_bug|f00f_bug|coma_bug
  |BogoMIPS|CPU implementer|CPU architecture|CPU variant|CPU part|CPU revision|Features|Hardware|Revision|Serial
  |cpu|clock|revision|timebase|platform|machine|firmware|MMU
  |max thread id|features|facilities|cpu number|cpu MHz dynamic|cpu MHz static`.split(/\n? *\|/),
);
const flagKeys: ReadonlySet<string> = new Set(['flags', 'vmx flags', 'Features', 'features']);

function isOwn({ key, tabbed }: Pair): boolean {
  return tabbed || keys.has(key) || /^(?:processor \d{1,5}|# processors|bogomips per cpu|cache\d)$/.test(key);
}

function find(text: string): Span[] {
  if (!/^[ \t]*(?:flags|Features|features|cpu|cpu family)[ \t]*:/m.test(text)) return [];
  return lineRuns(text, wholeText(text), rules);
}

/** Processors of one host, while they are being found. */
interface Run {
  telling: boolean;
  processor: number;
  /** The last line of a list of flags, which the next may carry on. */
  flags: string | undefined;
  /** In the list of bugs, which may be wrapped too. */
  inBugs: boolean;
}

const rules: LineRunRules<Run> = {
  begins(line) {
    const pair = pairIn(line.text);
    if (pair === undefined || !isOwn(pair)) return undefined;
    const run: Run = { telling: false, processor: -1, flags: undefined, inBugs: false };
    takePair(run, pair);
    return run;
  },
  continues(run, line) {
    const pair = pairIn(line.text);
    if (pair !== undefined) {
      const belongs = isOwn(pair) && !restarts(run, pair);
      if (belongs) takePair(run, pair);
      return belongs;
    }
    if (!saysNothing(line)) return takeMore(run, line);
    run.flags = undefined;
    run.inBugs = false;
    return 'between';
  },
  tells: ({ telling }) => telling,
};

function processorOf({ key, value }: Pair): number | undefined {
  return key === 'processor' ? smallNumber(value, 999_999) : undefined;
}

/** Numbers grow within a host. */
function restarts(run: Run, pair: Pair): boolean {
  const processor = processorOf(pair);
  return processor !== undefined && processor <= run.processor;
}

function takePair(run: Run, pair: Pair): void {
  run.processor = processorOf(pair) ?? run.processor;
  run.inBugs = pair.key === 'bugs';
  run.flags = flagKeys.has(pair.key) ? pair.value : undefined;
  run.telling ||= tells(pair);
}

function takeMore(run: Run, { text }: TextLine): boolean {
  if (run.inBugs) return /^[a-z0-9_ \t]+$/.test(text);
  if (run.flags === undefined || !continuesFlags(text, run.flags)) return false;
  run.flags = text;
  return true;
}

/** Blank, or a person's `...` for the processors that are left out. */
function saysNothing({ text }: TextLine): boolean {
  return text.trim() === '' || findOmission(text, 0, text.length) !== undefined;
}

/** Words that no other text has after such a key. */
function tells({ key, value, tabbed }: Pair): boolean {
  if (key === 'flags') return /(?:^| )fpu(?: |$)/.test(value) || tabbed;
  if (key === 'Features') return /(?:^| )(?:fp|asimd|half|neon)(?: |$)/.test(value);
  // One that was cut before its flags is known as what it is, and said so.
  if (key === 'cpu family') return tabbed && /^\d{1,3}$/.test(value);
  if (key === 'features') return /(?:^| )(?:esan3|zarch)(?: |$)/.test(value);
  return key === 'cpu' && /^(?:POWER|PPC)/i.test(value);
}

/** The content of the blocks: the first value of each key, and every different flags list with its first place. */
interface Blocks {
  readonly first: ReadonlyMap<string, { readonly value: string; readonly offset: number }>;
  readonly flags: FlagListPlaces;
  readonly vmx: FlagListPlaces;
  /** Characters of other long lines. */
  readonly otherWidths: readonly number[];
  /** Offset of a flags list that the text ends in. */
  readonly cutAt: number | undefined;
}

function read(text: string, span: Span): FormatReading {
  const blocks = readBlocks(text, span);
  const problems: FormatProblem[] = [];
  if (blocks.cutAt !== undefined) problems.push(cut(blocks.cutAt, blocks.flags.size > 0));
  const arch = archOf(blocks);
  if (arch === undefined || (blocks.cutAt !== undefined && blocks.flags.size === 0)) {
    if (blocks.cutAt === undefined) problems.push(noFlags(span.start));
    return { hosts: [], problems };
  }
  const known = identity(blocks, arch, problems);
  const flags = commonFlags(blocks.flags, { arch, ...known }, blocks.otherWidths);
  const vmx = commonFlags(blocks.vmx, { arch: 'vmx' });
  problems.push(...flags.problems, ...vmx.problems.filter(({ code }) => code !== 'differs'));
  if (flags.words === undefined || vmx.words === undefined) return { hosts: [], problems };
  const names = [...new Set([...flags.words, ...vmx.words.map((word) => vmxPrefix + word)])];
  if (names.length > MAX_FEATURES) {
    return {
      hosts: [],
      problems: [
        ...problems,
        tooManyListed(span.start, { what: 'The /proc/cpuinfo', count: names.length, unit: 'flags' }),
      ],
    };
  }
  const cpu = { kind: 'names', arch, vocabulary: 'linux', names, ...known } as const;
  const value = (key: string) => blocks.first.get(key)?.value;
  const software = toldBeside({ microcode: value('microcode'), processor: value('model name') });
  const host: FormatHost = { kind: 'cpuinfo', view: 'host', arch, cpu, offset: span.start, ...software };
  return { hosts: [host], problems };
}

function readBlocks(text: string, span: Span): Blocks {
  const first = new Map<string, { value: string; offset: number }>();
  const lists = new FlagLists();
  // A whole block has `wp` before its flags and `bogomips` after them; of Arm, `CPU implementer` after its Features.
  let unfinished = false;
  const otherWidths = new Set<number>();
  for (const line of linesIn(text, span)) {
    const pair = pairIn(line.text);
    if (pair === undefined) {
      lists.carryOn(line);
      continue;
    }
    const { key, value } = pair;
    lists.begin(flagKeys.has(key) ? key : undefined, line);
    if (!flagKeys.has(key) || key === 'vmx flags') otherWidths.add(line.text.length);
    if (!first.has(key)) first.set(key, { value, offset: line.start });
    unfinished =
      key === 'wp' ||
      key === 'Features' ||
      (unfinished && key !== 'bogomips' && key !== 'processor' && !key.startsWith('CPU '));
  }
  lists.begin(undefined, undefined);
  const cutAt = unfinished ? lists.dropLast() : undefined;
  return { first, flags: lists.flags, vmx: lists.vmx, otherWidths: [...otherWidths], cutAt };
}

/** Every different list once. Most lines of a file with thousands of processors are equal. */
class FlagLists {
  readonly flags = new Map<string, FlagPlace>();
  readonly vmx = new Map<string, FlagPlace>();
  #list: { readonly key: string; readonly line: TextLine; readonly more: TextLine[] } | undefined;
  #last: { readonly value: string; readonly offset: number } | undefined;

  begin(key: string | undefined, line: TextLine | undefined): void {
    this.#endList();
    if (key !== undefined && line !== undefined) this.#list = { key, line, more: [] };
  }

  carryOn(line: TextLine): void {
    if (!saysNothing(line)) this.#list?.more.push(line);
  }

  /** Forgets the list that the text ends in, where no processor before had the same; its offset. */
  dropLast(): number | undefined {
    const last = this.#last;
    if (last !== undefined && this.flags.get(last.value)?.offset === last.offset)
      this.flags.delete(last.value);
    return last?.offset;
  }

  #endList(): void {
    const list = this.#list;
    this.#list = undefined;
    if (list === undefined) return;
    const { words, doubt } = joinFlags(list.line, list.line.text.indexOf(':') + 1, list.more);
    const value = words.join(' ');
    const offset = list.line.start;
    const target = list.key === 'vmx flags' ? this.vmx : this.flags;
    const width = list.more.length === 0 ? lineEnd(list.line) : {};
    if (!target.has(value)) target.set(value, { offset, doubt, ...width });
    if (target === this.flags) this.#last = { value, offset };
  }
}

function archOf({ first, flags }: Blocks): string | undefined {
  if (first.has('flags')) return /(?:^| )lm(?: |$)/.test([...flags.keys()][0] ?? 'lm') ? 'x86_64' : 'i686';
  if (first.has('features') && first.get('vendor_id')?.value.startsWith('IBM') !== false) return 's390x';
  if (first.has('Features')) return first.get('CPU architecture')?.value === '7' ? 'armv7l' : 'aarch64';
  return first.has('cpu') ? 'ppc64le' : undefined;
}

function identity(blocks: Blocks, arch: string, problems: FormatProblem[]): Partial<NamedFeatures> {
  const { first } = blocks;
  if (arch === 'ppc64le') {
    const model = powerModel(first.get('cpu')?.value);
    return model === undefined ? {} : { model };
  }
  if (arch !== 'x86_64' && arch !== 'i686') return {};
  const vendor = first.get('vendor_id')?.value;
  const signature = readSignature(
    { family: first.get('cpu family'), model: first.get('model'), stepping: first.get('stepping') },
    problems,
  );
  return { ...(vendor ? { vendor } : {}), ...(signature === undefined ? {} : { signature }) };
}

function cut(offset: number, others: boolean): FormatProblem {
  const rest = others ? 'The other processors are used.' : 'Paste the whole of /proc/cpuinfo.';
  return {
    code: 'cut',
    offset,
    say: (subject, line) =>
      `The /proc/cpuinfo of ${subject} ends in or after the flags of line ${line}, so that flags may be ` +
      `missing. ${rest}`,
    hint: 'the text ends here; what follows the flags is missing',
  };
}

function noFlags(offset: number): FormatProblem {
  return {
    code: 'no-cpu',
    offset,
    say: (subject, line) =>
      `The /proc/cpuinfo of ${subject} (line ${line}) has no flags. A block with a flags or Features line is ` +
      'expected.',
  };
}

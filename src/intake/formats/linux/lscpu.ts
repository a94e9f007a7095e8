import type { NamedFeatures } from '../../../cpu/definition/source.ts';
import {
  besideJson,
  jsonAt,
  jsonSpans,
  listOf,
  membersOf,
  parseJson,
  textOf,
} from '../../documents/json-spans.ts';
import type { Format, FormatHost, FormatProblem, FormatReading, Span } from '../../format.ts';
import { looksLikeHost } from '../../host-names/host-name.ts';
import { nameWordsOf } from '../../host-names/name-words.ts';
import { MAX_FEATURES } from '../../limits.ts';
import { linesIn, pairIn, type TextLine } from '../../text/text-lines.ts';
import { commonFlags, differing } from './common-flags.ts';
import { continuesFlags, joinFlags } from './flag-lines.ts';
import { type PlacedValue, powerModel, readSignature } from './signature.ts';

/** What `lscpu` and `lscpu -J` print: one host; JSON around several of these: as many. */
export const lscpu: Format = {
  name: 'lscpu',
  fingerprint: {
    opening: /(?:Architecture|Flags):/,
    jsonKey: /"lscpu"\s*:/,
    programs: ['lscpu'],
    words: ['lscpu'],
    fileWords: ['J'],
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
  const json = findJson(text);
  // Asked once for all parts: between many documents each would search to the end of the text.
  const begins = /^[ \t]*(?:Architecture|Flags):/m.test(text);
  return begins ? besideJson(text, json, (part) => findText(text, part)) : json;
}

/** The key with what lscpu may print below it, or cut before that: elsewhere `"lscpu": "/usr/bin/lscpu"`. */
const jsonOutput = /"lscpu"\s*:\s*(?:[[{]|$)/;

function findJson(text: string): Span[] {
  if (!jsonOutput.test(text)) return [];
  return jsonSpans(text).filter(({ start, end }) => jsonOutput.test(text.slice(start, end)));
}

function findText(text: string, part: Span): Span[] {
  const spans: Span[] = [];
  let run: Run | undefined;
  const endRun = () => {
    if (run !== undefined && tells(run, text)) spans.push({ start: run.start, end: run.end });
    run = undefined;
  };
  for (const line of linesIn(text, part)) {
    const key = pairIn(line.text)?.key;
    if (key !== undefined && isField(key)) {
      // Labels may be printed again: those of the second type of processors, one that an old lscpu repeats.
      if (run !== undefined && (key === 'Architecture' || key === run.first)) endRun();
      const column = valueColumn(line.text);
      run ??= { start: line.start, end: line.end, first: key, seen: new Set(), flags: undefined, column };
      run.seen.add(key);
      run.flags = key === 'Flags' ? line.text : undefined;
    } else if (run !== undefined && isMore(run, line, key)) {
      if (run.flags !== undefined) run.flags = key === undefined ? line.text : undefined;
    } else {
      endRun();
      continue;
    }
    if (run !== undefined) run.end = line.end;
  }
  endRun();
  return spans;
}

/** Lines of one host, while they are being found. */
interface Run {
  readonly start: number;
  end: number;
  readonly first: string;
  readonly seen: Set<string>;
  flags: string | undefined;
  /** Where all values begin. */
  readonly column: number;
}

/** `Architecture:` alone is hostnamectl's; `Flags:` alone, of which some tools print a choice, has the first of all. */
function tells({ seen, start, end }: Run, text: string): boolean {
  if (seen.has('Architecture')) return seen.size > 1;
  return seen.has('Flags') && /\s(?:fpu|fp|esan3)\s/.test(`${text.slice(start, end)}\n`);
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

/** Field → value, the first of each; and every different list of flags with its first place. */
interface Found {
  readonly fields: Map<string, PlacedValue>;
  readonly flags: Map<string, number>;
}

function read(text: string, span: Span): FormatReading {
  if (/[{[]/.test(text.charAt(span.start))) return readJson(text, span);
  const found: Found = { fields: new Map(), flags: new Map() };
  let list: { first: TextLine; more: TextLine[] } | undefined;
  for (const line of linesIn(text, span)) {
    const pair = pairIn(line.text);
    if (pair === undefined) {
      list?.more.push(line);
      continue;
    }
    addFlags(found, list);
    list = pair.key === 'Flags' ? { first: line, more: [] } : undefined;
    if (list === undefined) addField(found, pair.key, { value: pair.value, offset: line.start });
  }
  addFlags(found, list);
  if (list !== undefined && isCutIn(text, span, found)) return { hosts: [], problems: [cut(span.end)] };
  return hostOf(found, span.start);
}

/** Where the flags end the text, without a line end: unless it is an old lscpu, which prints them last. */
function isCutIn(text: string, span: Span, { fields }: Found): boolean {
  if (span.end < text.length || !fields.has('Address sizes')) return false;
  return ![...fields.keys()].some((key) => /^(?:L1d|NUMA)/.test(key));
}

function addField({ fields, flags }: Found, key: string, { value, offset }: PlacedValue): void {
  if (key !== 'Flags') {
    if (!fields.has(key)) fields.set(key, { value, offset });
  } else if (!flags.has(value)) flags.set(value, offset);
}

function addFlags(found: Found, list: { first: TextLine; more: TextLine[] } | undefined): void {
  if (list === undefined) return;
  const value = joinFlags(list.first, list.first.text.indexOf(':') + 1, list.more).join(' ');
  addField(found, 'Flags', { value, offset: list.first.start });
}

function readJson(text: string, span: Span): FormatReading {
  const json = jsonAt(text, span);
  if (json === undefined) return { hosts: [], problems: [noFlags(span.start)] };
  const result = parseJson(text, json, 'The lscpu -J output');
  if (!result.ok) return { hosts: [], problems: [result.problem] };
  const readings = outputsIn(result.value, undefined).map(({ list, name }) => {
    const found: Found = { fields: new Map(), flags: new Map() };
    collect(list, span.start, found);
    const { hosts, problems } = hostOf(found, span.start);
    return { hosts: hosts.map((host) => ({ ...host, ...(name === undefined ? {} : { name }) })), problems };
  });
  if (readings.length === 0) return { hosts: [], problems: [noFlags(span.start)] };
  return {
    hosts: readings.flatMap(({ hosts }) => hosts),
    problems: readings.flatMap(({ problems }) => problems),
  };
}

const noFormats = nameWordsOf([]);

/** Each lscpu's list of fields, and the name of a host that it stands below. */
function outputsIn(value: unknown, name: string | undefined): { list: unknown; name: string | undefined }[] {
  const items = listOf(value);
  if (items !== undefined) return items.flatMap((item) => outputsIn(item, name));
  const members = [...(membersOf(value) ?? [])];
  return members.flatMap(([key, member]) =>
    key === 'lscpu' && listOf(member) !== undefined
      ? [{ list: member, name }]
      : outputsIn(member, looksLikeHost(key, noFormats) ? key : name),
  );
}

/** Newer lscpu nests fields under `children`; JSON that is read is not deep. */
function collect(items: unknown, offset: number, found: Found): void {
  for (const item of listOf(items) ?? []) {
    const members = membersOf(item);
    const key = textOf(members?.get('field'))?.replace(/:$/, '').trim();
    const value = textOf(members?.get('data'));
    if (key !== undefined && value !== undefined) addField(found, key, { value, offset });
    collect(members?.get('children'), offset, found);
  }
}

function hostOf({ fields, flags }: Found, offset: number): FormatReading {
  const common = commonFlags(flags);
  const names = [...new Set(common.words)];
  const arch = archOf(fields.get('Architecture')?.value, names);
  if (names.length === 0 && !arch.startsWith('ppc64')) return { hosts: [], problems: [noFlags(offset)] };
  if (names.length > MAX_FEATURES) return { hosts: [], problems: [tooMany(offset, names.length)] };
  const problems: FormatProblem[] = [];
  if (common.differing !== undefined) problems.push(differing(common.differing, common.dropped));
  const cpu = {
    kind: 'names',
    arch,
    vocabulary: 'linux',
    names,
    ...identity(fields, arch, problems),
  } as const;
  const host: FormatHost = { kind: 'lscpu', view: 'host', arch, cpu, offset };
  return { hosts: [host], problems };
}

function archOf(value: string | undefined, names: readonly string[]): string {
  if (value !== undefined && /^\w{1,20}$/.test(value)) return value;
  return names.includes('lm') || names.includes('fpu') ? 'x86_64' : 'aarch64';
}

function identity(fields: Found['fields'], arch: string, problems: FormatProblem[]): Partial<NamedFeatures> {
  if (arch.startsWith('ppc64')) {
    const model = powerModel(fields.get('Model name')?.value);
    return model === undefined ? {} : { model };
  }
  if (arch !== 'x86_64' && arch !== 'i686') return {};
  const vendor = fields.get('Vendor ID')?.value;
  const signature = readSignature(
    { family: fields.get('CPU family'), model: fields.get('Model'), stepping: fields.get('Stepping') },
    problems,
  );
  return { ...(vendor ? { vendor } : {}), ...(signature === undefined ? {} : { signature }) };
}

function noFlags(offset: number): FormatProblem {
  return {
    code: 'no-cpu',
    offset,
    say: (subject, line) =>
      `The lscpu output of ${subject} (line ${line}) has no Flags. Old releases of lscpu print none: ` +
      '/proc/cpuinfo has them.',
  };
}

function cut(offset: number): FormatProblem {
  return {
    code: 'cut',
    offset,
    say: (subject, line) =>
      `The lscpu output of ${subject} ends in line ${line}, inside its flags, so that flags may be missing. ` +
      'The whole output of lscpu is expected.',
    hint: 'the text ends here; caches, NUMA and vulnerabilities are missing',
  };
}

function tooMany(offset: number, count: number): FormatProblem {
  return {
    code: 'too-many',
    offset,
    say: (subject, line) =>
      `The lscpu output of ${subject} (line ${line}) lists ${count} flags; at most ${MAX_FEATURES} are read.`,
  };
}

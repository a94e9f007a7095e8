import { beginsLate } from '../documents/problem-sentences.ts';
import type { Format, FormatGuest, FormatHost, FormatProblem, FormatReading } from '../format.ts';
import { namesFromContext } from '../host-names/context.ts';
import { GuestNames, type NamedGuest } from '../host-names/guest-names.ts';
import type { NameWords } from '../host-names/name-words.ts';
import type { HostSoftware } from '../reading.ts';
import { type MappedText, PlaceFinder } from '../text/mapped-text.ts';
import { headingsBelow } from './headings-below.ts';
import { type Item, scan } from './scan.ts';

/** One host, guest or problem of a document, before the file's name has its say. */
export interface Draft {
  /** Line in the person's text: of the host's document, or of what is wrong. */
  readonly line: number;
  /** The problem's column, if known. */
  readonly column?: number;
  /** The place where the document begins. */
  readonly documentLine: number;
  /** Found in the document or around it; several for a document that speaks for several hosts. */
  readonly names: readonly string[] | undefined;
  readonly host?: FormatHost;
  readonly guest?: Omit<FormatGuest, 'name' | 'on'> & NamedGuest;
  readonly featureLines?: readonly number[];
  readonly problem?: FormatProblem;
  /** About the host, not a CPU. */
  readonly software?: HostSoftware;
}

export function draftsOf(sheet: MappedText, formats: readonly Format[], words: NameWords): Draft[] {
  const places = new PlaceFinder(sheet);
  const { items, rest } = scan(sheet.text, formats);
  const drafts: Draft[] = [];
  const guestNames = new GuestNames(words, sheet.host);
  const restStart = sheet.text.length - rest.length;
  const below =
    sheet.host === undefined
      ? headingsBelow(
          items.map(({ context }) => context),
          { rest, restStart },
          words,
        )
      : undefined;
  let heard: Heard | undefined;
  let before: string | undefined;
  for (const [i, item] of items.entries()) {
    const { span, context, reading } = item;
    drafts.push(...orphans({ context, start: span.start - context.length, before, places }));
    guestNames.listen(context);
    heard =
      sheet.host === undefined
        ? listen(below?.names[i] ?? namesFromContext(context, words), subjectsIn(reading), heard)
        : { names: [sheet.host], kinds: noKinds };
    drafts.push(...documentDrafts(item, heard.names, places), ...kernelDrafts(item, heard.names, places));
    for (const guest of reading.guests ?? []) drafts.push(guestDraft(guest, guestNames, places));
    before = kindsIn(reading)[0];
  }
  drafts.push(...orphans({ context: rest, start: restStart, before, places }));
  if (below !== undefined) {
    const place = placed(below.problem, places);
    drafts.push({ ...place, documentLine: place.line, names: undefined, problem: below.problem });
  }
  return drafts;
}

function documentDrafts(item: Item, names: readonly string[] | undefined, places: PlaceFinder): Draft[] {
  const { span, reading } = item;
  const documentLine = places.lineOf(span.start);
  const hosts = reading.hosts.map((host): Draft => {
    const { featureOffsets, offset, name } = host;
    const own = ownName(name) ?? names;
    const lines = featureOffsets?.map((at) => places.lineOf(at));
    const featureLines = lines === undefined ? {} : { featureLines: lines };
    return { line: places.lineOf(offset), documentLine, names: own, host, ...featureLines };
  });
  const problems = reading.problems.map((problem): Draft => {
    return { ...placed(problem, places), documentLine, names, problem };
  });
  const told = (reading.told ?? []).map(({ offset, software }): Draft => {
    return { line: places.lineOf(offset), documentLine, names, software };
  });
  return [...hosts, ...problems, ...told];
}

const uname = /^[ \t]{0,4}Linux \S{1,253} (\d{1,3}\.\d{1,3}\.\S{1,100})(?:\s|$)/gm;

/** The last `uname -a` above a document names its host, and says what it runs. */
function kernelDrafts(
  { context, span }: Item,
  names: readonly string[] | undefined,
  places: PlaceFinder,
): Draft[] {
  const kernel = [...context.matchAll(uname)].at(-1)?.[1];
  if (kernel === undefined) return [];
  const line = places.lineOf(span.start);
  return [{ line, documentLine: line, names, software: { kernel } }];
}

/** A release is a kind of its own: one heading is for both CPUs and the release below it. */
function kindsIn({ hosts, guests = [], told = [] }: FormatReading): string[] {
  return [...[...hosts, ...guests].map(({ kind }) => kind), ...told.map(() => 'software')];
}

/** QEMU's views of one host for two virttypes or machines are two documents of it, not of two hosts. */
function subjectsIn(reading: FormatReading): string[] {
  const views = reading.hosts.map(({ emulator }) => `${emulator?.domain ?? ''} ${emulator?.machine ?? ''}`);
  return kindsIn(reading).map((kind, i) => `${kind} ${views[i] ?? ''}`);
}

function guestDraft(guest: FormatGuest, names: GuestNames, places: PlaceFinder): Draft {
  const { featureOffsets, offset } = guest;
  const line = places.lineOf(offset);
  const featureLines = featureOffsets?.map((at) => places.lineOf(at));
  const [own] = ownName(guest.name) ?? [];
  const named = names.of({ own, on: guest.on });
  return {
    line,
    documentLine: line,
    names: undefined,
    guest: { ...guest, ...named },
    ...(featureLines === undefined ? {} : { featureLines }),
  };
}

const LONGEST_NAME = 253;

/** A document may say what it likes; a name is one line. */
function ownName(name: string | undefined): readonly string[] | undefined {
  const line = name?.replace(/\s+/g, ' ').trim() ?? '';
  return line === '' ? undefined : [line.slice(0, LONGEST_NAME)];
}

function placed({ offset }: FormatProblem, places: PlaceFinder): Pick<Draft, 'line' | 'column'> {
  const { line, column } = places.placeOf(offset);
  return { line, ...(column === undefined ? {} : { column }) };
}

const noKinds: ReadonlySet<string> = new Set();

interface Heard {
  readonly names: readonly string[] | undefined;
  readonly kinds: ReadonlySet<string>;
}

/** A heading is for the document below it, and for one of another kind below that. */
function listen(names: Heard['names'], kinds: readonly string[], before: Heard | undefined): Heard {
  if (names !== undefined) return { names, kinds: new Set(kinds) };
  const again = before === undefined || kinds.length === 0 || kinds.some((kind) => before.kinds.has(kind));
  if (again) return { names: undefined, kinds: new Set(kinds) };
  return { names: before.names, kinds: new Set([...before.kinds, ...kinds]) };
}

interface Gap {
  readonly context: string;
  readonly start: number;
  /** Kind of the document before. */
  readonly before: string | undefined;
  readonly places: PlaceFinder;
}

/** The end of a document whose beginning is missing; a bare `<cpu>` just before it was the part that matters. */
function orphans({ context, start, before, places }: Gap): Draft[] {
  if (before === 'cpu' && /^\s*</.test(context)) return [];
  const end = /<\/(capabilities|domainCapabilities|domain)\s{0,20}>/.exec(context);
  if (end === null) return [];
  const problem = beginsLate(start + end.index, end[1] ?? '');
  const place = placed(problem, places);
  return [{ ...place, documentLine: place.line, names: undefined, problem }];
}

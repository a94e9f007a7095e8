import type { Format, FormatHost, FormatProblem } from './format.ts';
import { namesFromContext } from './naming/context.ts';
import { scan } from './registry.ts';
import { beginsLate } from './sentences.ts';
import { lineFinder, type Sheet } from './sheet.ts';

/** One host or one problem of a document, before the file's name has its say. */
export interface Draft {
  /** Line in the person's text: of the host's document, or of what is wrong. */
  readonly line: number;
  /** Where the document begins. */
  readonly documentLine: number;
  /** Found in the document or around it; several for a document that speaks for several hosts. */
  readonly names: readonly string[] | undefined;
  readonly host?: FormatHost;
  readonly featureLines?: readonly number[];
  readonly problem?: FormatProblem;
}

export function draftsOf(sheet: Sheet, formats: readonly Format[]): Draft[] {
  const lineOf = lineFinder(sheet);
  const { items, rest } = scan(sheet.text, formats);
  const drafts: Draft[] = [];
  let heard: Heard | undefined;
  items.forEach(({ span, context, reading }, i) => {
    const documentLine = lineOf(span.start);
    const kinds = reading.hosts.map(({ kind }) => kind);
    heard =
      sheet.host === undefined ? listen(context, kinds, heard) : { names: [sheet.host], kinds: new Set() };
    const names = heard?.names;
    const headless = orphan({
      context,
      start: span.start - context.length,
      after: items[i - 1]?.reading.hosts[0]?.kind,
    });
    for (const problem of headless) {
      const line = lineOf(problem.offset);
      drafts.push({ line, documentLine: line, names: undefined, problem });
    }
    for (const host of reading.hosts) {
      const { featureOffsets } = host;
      const featureLines = featureOffsets === undefined ? {} : { featureLines: featureOffsets.map(lineOf) };
      const own = host.name === undefined ? names : [host.name];
      drafts.push({ line: lineOf(host.offset), documentLine, names: own, host, ...featureLines });
    }
    for (const problem of reading.problems) {
      drafts.push({ line: lineOf(problem.offset), documentLine, names, problem });
    }
  });
  const after = items.at(-1)?.reading.hosts[0]?.kind;
  for (const problem of orphan({ context: rest, start: sheet.text.length - rest.length, after })) {
    const line = lineOf(problem.offset);
    drafts.push({ line, documentLine: line, names: undefined, problem });
  }
  return drafts;
}

interface Heard {
  readonly names: readonly string[] | undefined;
  readonly kinds: ReadonlySet<string>;
}

/** A heading is for the document below it, and for one of another kind below that. */
function listen(context: string, kinds: readonly string[], before: Heard | undefined): Heard {
  const names = namesFromContext(context);
  if (names !== undefined) return { names, kinds: new Set(kinds) };
  const again = before === undefined || kinds.length === 0 || kinds.some((kind) => before.kinds.has(kind));
  if (again) return { names: undefined, kinds: new Set(kinds) };
  return { names: before.names, kinds: new Set([...before.kinds, ...kinds]) };
}

interface Gap {
  readonly context: string;
  readonly start: number;
  /** Kind of the document before. */
  readonly after: string | undefined;
}

/** The end of a document whose beginning is missing; a bare `<cpu>` just before it was the part that matters. */
function orphan({ context, start, after }: Gap): FormatProblem[] {
  if (after === 'cpu' && /^\s*</.test(context)) return [];
  const end = /<\/(capabilities|domainCapabilities|domain)\s{0,20}>/.exec(context);
  return end === null ? [] : [beginsLate(start + end.index, end[1] ?? '')];
}

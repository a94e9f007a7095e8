import type { Format, FormatReading, Span } from '../format.ts';

/** One document of a text, and the text between the one before and it. */
export interface Item {
  readonly span: Span;
  readonly context: string;
  readonly reading: FormatReading;
}

export interface Scan {
  readonly items: readonly Item[];
  /** After the last document. */
  readonly rest: string;
}

/** Shorter stretches between documents hold no other. */
const SHORTEST = 24;

/**
 * Formats take their stretches in turn: what an earlier one claims is not shown to a later one, so that a
 * large text is not searched for flags inside its XML.
 */
export function scan(text: string, formats: readonly Format[]): Scan {
  let claimed: Claim[] = [];
  for (const format of formats) {
    const gaps = gapsBetween(
      claimed.map(({ span }) => span),
      text.length,
    );
    const shortest = claimed.length === 0 ? 1 : SHORTEST;
    const claims = gaps
      .filter(({ start, end }) => end - start >= shortest)
      .flatMap((gap) => claimsIn(text, gap, format));
    if (claims.length === 0) continue;
    claimed = [...claimed, ...claims];
    claimed.sort((a, b) => a.span.start - b.span.start);
  }
  let end = 0;
  const items = claimed.map(({ span, read }) => {
    const context = text.slice(end, span.start);
    end = span.end;
    return { span, context, reading: read() };
  });
  return { items, rest: text.slice(end) };
}

/** A stretch that a format found, not read yet. */
interface Claim {
  readonly span: Span;
  readonly read: () => FormatReading;
}

function claimsIn(text: string, gap: Span, format: Format): Claim[] {
  const part = gap.start === 0 && gap.end === text.length ? text : text.slice(gap.start, gap.end);
  if (part.trim() === '') return [];
  const claims: Claim[] = [];
  let end = 0;
  for (const found of format.find(part)) {
    if (found.start < end || found.end <= found.start) continue;
    end = found.end;
    const span = { start: found.start + gap.start, end: found.end + gap.start };
    claims.push({ span, read: () => moved(format.read(part, found), gap.start) });
  }
  return claims;
}

/** Offsets of a part → offsets of the text that it begins in at `by`. */
function moved(reading: FormatReading, by: number): FormatReading {
  if (by === 0) return reading;
  const { hosts, guests, problems, told = [] } = reading;
  return {
    hosts: hosts.map((host) => movedOne(host, by)),
    ...(guests === undefined ? {} : { guests: guests.map((guest) => movedOne(guest, by)) }),
    problems: problems.map((problem) => ({ ...problem, offset: problem.offset + by })),
    told: told.map((item) => ({ ...item, offset: item.offset + by })),
  };
}

function movedOne<T extends { readonly offset: number; readonly featureOffsets?: readonly number[] }>(
  one: T,
  by: number,
): T {
  const { featureOffsets } = one;
  const offsets = featureOffsets?.map((offset) => offset + by);
  return { ...one, offset: one.offset + by, ...(offsets === undefined ? {} : { featureOffsets: offsets }) };
}

function gapsBetween(spans: readonly Span[], length: number): Span[] {
  const gaps: Span[] = [];
  let start = 0;
  for (const span of spans) {
    if (span.start > start) gaps.push({ start, end: span.start });
    start = span.end;
  }
  if (start < length || spans.length === 0) gaps.push({ start, end: length });
  return gaps;
}

import type { Format, FormatReading, Span } from '../format.ts';

/** One document of a text, and the text between the one before and it. */
export interface Item {
  readonly format: Format;
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
  let claimed: { readonly format: Format; readonly span: Span }[] = [];
  for (const format of formats) {
    const gaps = gapsBetween(
      claimed.map(({ span }) => span),
      text.length,
    );
    const shortest = claimed.length === 0 ? 1 : SHORTEST;
    const spans = gaps
      .filter(({ start, end }) => end - start >= shortest)
      .flatMap((gap) => findIn(text, gap, format));
    if (spans.length === 0) continue;
    claimed = [...claimed, ...spans.map((span) => ({ format, span }))];
    claimed.sort((a, b) => a.span.start - b.span.start);
  }
  let end = 0;
  const items = claimed.map(({ format, span }) => {
    const context = text.slice(end, span.start);
    end = span.end;
    return { format, span, context, reading: format.read(text, span) };
  });
  return { items, rest: text.slice(end) };
}

function findIn(text: string, gap: Span, format: Format): Span[] {
  const part = gap.start === 0 && gap.end === text.length ? text : text.slice(gap.start, gap.end);
  if (part.trim() === '') return [];
  const found: Span[] = [];
  let end = 0;
  for (const span of format.find(part)) {
    if (span.start < end || span.end <= span.start) continue;
    end = span.end;
    found.push(part === text ? span : { start: span.start + gap.start, end: span.end + gap.start });
  }
  return found;
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

import type { FormatProblem, FormatReading, Span } from '../format.ts';

export interface TextLine extends Span {
  /** Without its newline. */
  readonly text: string;
}

export function* linesIn(text: string, span: Span): Generator<TextLine> {
  let start = span.start;
  while (start < span.end) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 || newline > span.end ? span.end : newline;
    yield { start, end, text: text.slice(start, end) };
    start = end + 1;
  }
}

export const wholeText = (text: string): Span => ({ start: 0, end: text.length });

export interface Pair {
  readonly key: string;
  readonly value: string;
  /** Whether the key is padded with tabs, as the kernel does. */
  readonly tabbed: boolean;
}

const MAX_KEY = 60;

/** `key : value`, where the key is short; undefined for any other line. */
export function pairIn(line: string): Pair | undefined {
  const colon = line.indexOf(':');
  if (colon < 1 || colon > MAX_KEY) return undefined;
  const before = line.slice(0, colon);
  const key = before.trim();
  return key === '' ? undefined : { key, value: line.slice(colon + 1).trim(), tabbed: before.endsWith('\t') };
}

/** A whole number from 0 to `max`; undefined for anything else. */
export function smallNumber(text: string, max: number): number | undefined {
  if (!/^\d{1,9}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= max ? value : undefined;
}

/** A value, short enough for a sentence. */
export function shown(value: string): string {
  const short = value.length > 40 ? `${value.slice(0, 39)}…` : value;
  return `'${short.replace(/\s+/g, ' ')}'`;
}

/** A stretch that was claimed says what became of it, whatever it held. */
export function orNotUnderstood(reading: FormatReading, offset: number, what: string): FormatReading {
  const { hosts, guests = [], problems } = reading;
  if (hosts.length + guests.length + problems.length > 0) return reading;
  const notUnderstood: FormatProblem = {
    code: 'not-understood',
    offset,
    say: (subject, line) => `Line ${line} of ${subject} looks like ${what} but contains no CPU.`,
  };
  return { hosts: [], problems: [notUnderstood] };
}

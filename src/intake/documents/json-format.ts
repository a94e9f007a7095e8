import type { Fingerprint, Format, FormatReading, Span } from '../format.ts';
import { type JsonSpan, jsonSpans } from './json-spans.ts';
import { alternatives } from './openings.ts';

/** One or more JSON values that are read together, in order: where they are and how far they reach. */
export interface JsonFound extends Span {
  readonly values: readonly JsonSpan[];
}

/** Documents of one kind among a text's JSON. */
export interface JsonKind {
  readonly fingerprint: Fingerprint;
  /** Those of the values that are its, given all that no earlier kind has claimed. */
  find(text: string, values: readonly JsonSpan[]): readonly JsonFound[];
  read(text: string, found: JsonFound): FormatReading;
}

interface Claimed extends JsonFound {
  readonly kind: JsonKind;
}

/** JSON of all kinds, found in one scan of the text. A value is for the first kind that claims it. */
export function createJsonFormat(kinds: readonly JsonKind[]): Format<Claimed> {
  const keys = kinds.flatMap(({ fingerprint }) => fingerprint.jsonKey ?? []);
  return {
    name: 'JSON',
    fingerprint: merged(kinds.map(({ fingerprint }) => fingerprint)),
    find(text) {
      if (!keys.some((key) => key.test(text))) return [];
      const claimed: Claimed[] = [];
      let free: readonly JsonSpan[] = jsonSpans(text);
      for (const kind of kinds) {
        const found = free.length === 0 ? [] : kind.find(text, free);
        for (const one of found) claimed.push({ ...one, kind });
        const taken = new Set(found.flatMap(({ values }) => values));
        free = taken.size === 0 ? free : free.filter((value) => !taken.has(value));
      }
      return claimed.sort((a, b) => a.start - b.start);
    },
    read: (text, found) => found.kind.read(text, found),
  };
}

function merged(fingerprints: readonly Fingerprint[]): Fingerprint {
  const keys = fingerprints.flatMap(({ jsonKey }) => jsonKey?.source ?? []);
  const lines = fingerprints.flatMap(({ commandLine }) => commandLine?.source ?? []);
  return {
    jsonKey: new RegExp(alternatives(keys)),
    commandLine: new RegExp(alternatives(lines)),
    programs: fingerprints.flatMap(({ programs = [] }) => programs),
    words: fingerprints.flatMap(({ words = [] }) => words),
    fileWords: fingerprints.flatMap(({ fileWords = [] }) => fileWords),
  };
}

/** Each value that `isOwn`, by itself; `isOwn` is asked about the value's text. */
export function eachValue(
  text: string,
  values: readonly JsonSpan[],
  isOwn: (json: string) => boolean,
): JsonFound[] {
  return values
    .filter(({ start, end }) => isOwn(text.slice(start, end)))
    .map((value) => ({ start: value.start, end: value.end, values: [value] }));
}

import type { FormatProblem, Span } from '../format.ts';
import { MAX_DEPTH } from '../limits.ts';

/** A JSON object or array in a text, from its bracket on. */
export interface JsonSpan extends Span {
  /** Whether its brackets are closed; if not, it ends where the text or something else begins. */
  readonly closed: boolean;
  /** How deep brackets are nested, the first counting as 1. */
  readonly depth: number;
}

const NEWLINE = 10;
const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Every object or array that begins a line, in one pass over the text. Brackets inside strings do not count.
 * Text that is not JSON but begins like it ends at the first line that can't belong to it.
 */
export function jsonSpans(text: string): JsonSpan[] {
  const spans: JsonSpan[] = [];
  let at = nextStart(text, 0);
  while (at !== undefined) {
    const span = spanFrom(text, at);
    spans.push(span);
    at = nextStart(text, span.end);
  }
  return spans;
}

export type JsonResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: FormatProblem };

/**
 * `what` completes the sentences: `The QMP reply`. A string that a screen's edge has broken is joined; with
 * `keepBreaks` it has a line end there.
 */
export function parseJson(
  text: string,
  span: JsonSpan,
  what: string,
  { keepBreaks = false }: { readonly keepBreaks?: boolean } = {},
): JsonResult {
  if (span.depth > MAX_DEPTH) return { ok: false, problem: tooDeep(span, what) };
  if (!span.closed) return { ok: false, problem: cut(text, span, what) };
  const body = text.slice(span.start, span.end);
  const parsed = (json: string): JsonResult => {
    const value: unknown = JSON.parse(json);
    const isWhole = membersIn(value) === colonsOutside(json);
    return isWhole ? { ok: true, value } : { ok: false, problem: namedTwice(span, what) };
  };
  try {
    return parsed(body);
  } catch (error) {
    const joined = joinStrings(body, keepBreaks ? '\\n' : '');
    try {
      if (joined !== body) return parsed(joined);
    } catch {
      // Broken lines were not what is wrong with it: the first error says more.
    }
    return { ok: false, problem: malformed(span, what, error) };
  }
}

/** Members that were kept: of those with one name an object keeps the last. */
function membersIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inside = Object.values(value);
  const own = Array.isArray(value) ? 0 : inside.length;
  return inside.reduce<number>((sum, one) => sum + membersIn(one), own);
}

/** At most as many as JSON has members. */
function colonsOutside(json: string): number {
  let count = 0;
  for (let i = 0; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (code === QUOTE) i = endOfString(json, i);
    else if (code === 58) count++;
  }
  return count;
}

/** An object's own members: a Map, so that no name means more than itself. */
export function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value));
}

export function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Bracket at the beginning of a line, also after QEMU's manual's arrows and Ansible's; a prompt's `[root@…` is none. */
const start = /(?:^[ \t]*(?:(?:<-|->)[ \t]*)?|(?<==> ))(?=\{\s{0,200}["}]|\[\s{0,200}["{[\]])/gm;

function nextStart(text: string, from: number): number | undefined {
  start.lastIndex = from;
  const found = start.exec(text);
  return found === null ? undefined : found.index + found[0].length;
}

function spanFrom(text: string, from: number): JsonSpan {
  let depth = 0;
  let deepest = 0;
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      const end = endOfString(text, i);
      if (text.charCodeAt(end) !== QUOTE) return { start: from, end, closed: false, depth: deepest };
      i = end;
    } else if (code === 123 || code === 91) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (code === 125 || code === 93) {
      depth--;
      if (depth === 0) return { start: from, end: i + 1, closed: true, depth: deepest };
    } else if (code === NEWLINE && breaksOff(text, i + 1)) {
      return { start: from, end: i, closed: false, depth: deepest };
    }
  }
  return { start: from, end: text.length, closed: false, depth: deepest };
}

/** Index of the closing quote, or of where the text or something else begins. */
function endOfString(text: string, quote: number): number {
  for (let i = quote + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) return i;
    if (code === BACKSLASH) i++;
    else if (code === NEWLINE && breaksOff(text, i + 1)) return i;
  }
  return text.length;
}

const foreign = /<[?!/a-zA-Z]|\[?[\w.-]{1,64}@[\w.-]{1,64}[ :~]|={2,}/y;

/** Whether a line begins something that is not inside the JSON before it. */
function breaksOff(text: string, lineStart: number): boolean {
  foreign.lastIndex = lineStart;
  if (foreign.test(text)) return true;
  if (!text.startsWith('{"', lineStart)) return false;
  let before = lineStart - 1;
  while (before > 0 && text.charCodeAt(before) <= 32) before--;
  return !',[:'.includes(text.charAt(before));
}

/** Line breaks inside strings, which JSON has none of, are a terminal's. */
function joinStrings(body: string, between: string): string {
  let joined = '';
  let from = 0;
  for (let i = 0; i < body.length; i++) {
    if (body.charCodeAt(i) !== QUOTE) continue;
    const end = endOfString(body, i);
    const inside = body.slice(i, end + 1);
    if (inside.includes('\n')) {
      joined += body.slice(from, i) + inside.replaceAll('\n', between);
      from = end + 1;
    }
    i = end;
  }
  return joined + body.slice(from);
}

function tooDeep({ start: offset, depth }: JsonSpan, what: string): FormatProblem {
  return {
    code: 'too-deep',
    offset,
    say: (subject, line) =>
      `${what} of ${subject} (line ${line}) is nested ${depth} deep; the limit is ${MAX_DEPTH}.`,
  };
}

function cut(text: string, span: JsonSpan, what: string): FormatProblem {
  const offset = span.start + text.slice(span.start, span.end).trimEnd().length - 1;
  return {
    code: 'cut',
    offset,
    say: (subject, line) => `${what} of ${subject} ends in line ${line} before its brackets are closed.`,
    hint: 'the JSON ends here; a closing bracket is missing',
  };
}

function namedTwice({ start: offset }: JsonSpan, what: string): FormatProblem {
  return {
    code: 'malformed',
    offset,
    say: (subject, line) =>
      `${what} of ${subject} (line ${line}) has one name twice in the same braces: parts of two texts may be ` +
      'mixed. Paste it again, whole.',
  };
}

function malformed(span: JsonSpan, what: string, error: unknown): FormatProblem {
  const message = error instanceof Error ? error.message : String(error);
  const at = /position (\d{1,9})/.exec(message)?.[1];
  return {
    code: 'malformed',
    offset: span.start + (at === undefined ? 0 : Math.min(Number(at), span.end - span.start - 1)),
    say: (subject, line) => `${what} of ${subject} is not valid JSON in or near line ${line}.`,
  };
}

import type { Openings } from '../documents/openings.ts';
import { nameFromFile } from '../host-names/file-name.ts';
import { hostName } from '../host-names/host-name.ts';
import type { NameWords } from '../host-names/name-words.ts';
import { MAX_HOSTS } from '../limits.ts';
import { type MappedText, originOf } from '../text/mapped-text.ts';

/** `kvm-01: `, `kvm-01 | `, `[kvm-01] out: `, `kvm-01<tab>` before every line, as pdsh and the like write. */
const prefix =
  /^(?:\[([^\]\s:]{1,253})\](?: out:)? ?|([\p{L}\p{N}_][\p{L}\p{N}._-]{0,252})(?::(?=[\s<]|$) ?|\t| {0,20}\|(?=\s|$) ?))/u;

/** JSON's first line, and what can follow it: `name: {` alone is also YAML's, and many a configuration's. */
const openingJson = /^\s*(?:\{\s*(?:"|$)|\[\s*(?:\{|$))/;
const nextInJson = /^\s*["{[\]}]/;

/** Takes prefixes off: a function, because its patterns are made once from the formats. */
export function prefixSplitter({ source }: Openings, words: NameWords): (mapped: MappedText) => MappedText[] {
  const patterns = {
    anywhere: new RegExp(
      `[^\\s<>=]{1,260}(?:: ?|\\t| {0,20}\\| ?| (?:out: )?)[ \\t]*(?:${source}|[{[])`,
      'y',
    ),
    opening: new RegExp(`^\\s*(?:${source})`),
  };
  return (mapped) => splitByPrefix(mapped, patterns, words);
}

interface Patterns {
  /** At the start of a line: something that may be a prefix, and a document's first line behind it. */
  readonly anywhere: RegExp;
  readonly opening: RegExp;
}

/**
 * Lines of several hosts, each with its host before it, in any order: one text for each host, and one for
 * the lines that are nobody's.
 */
function splitByPrefix(sheet: MappedText, patterns: Patterns, words: NameWords): MappedText[] {
  if (!hasPrefixedOpening(sheet.text, patterns)) return [sheet];
  const lines = sheet.text.split('\n');
  const found = lines.map((line) => prefixOf(line, words));
  const hosts = prefixedHosts(lines, found, patterns);
  if (hosts.size === 0 || hosts.size > MAX_HOSTS) return [sheet];
  const sheets = new Map<string, { lines: string[]; origin: number[] }>();
  const isBroken = brokenLines(lines);
  let host = '';
  lines.forEach((line, i) => {
    const before = found[i];
    const isOwn = before !== undefined && hosts.has(before.host);
    // A part that a screen has broken off belongs to its line, without the prefix.
    if (isOwn) host = before.host;
    else if (!isBroken(i)) host = '';
    const own = sheets.get(host) ?? { lines: [], origin: [] };
    sheets.set(host, own);
    own.lines.push(isOwn ? line.slice(before.length) : line);
    own.origin.push(originOf(sheet, i));
  });
  const last = [...sheets.values()].find(({ origin }) => origin.at(-1) === originOf(sheet, lines.length - 1));
  return [...sheets].map(([host, own]) => ({
    // Only the text's own last line may lack its end: formats tell a cut by that.
    text: own.lines.join('\n') + (own === last ? '' : '\n'),
    origin: own.origin,
    ...(host === '' ? {} : { host }),
  }));
}

/** Screens are wider than this. */
const NARROWEST = 60;

/** Whether a line is the rest of the one before it, which is as wide as the widest, or one less for a lost blank. */
function brokenLines(lines: readonly string[]): (index: number) => boolean {
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  return (index) => {
    const before = lines[index - 1]?.length ?? 0;
    return width >= NARROWEST && before >= width - 1 && lines[index]?.trim() !== '';
  };
}

interface Prefix {
  readonly host: string;
  readonly length: number;
}

function prefixOf(line: string, words: NameWords): Prefix | undefined {
  const match = prefix.exec(line);
  const word = match?.[1] ?? match?.[2] ?? '';
  const host =
    match === null || /^\d{1,7}$/.test(word)
      ? undefined
      : /\.(?:xml|txt|json|log)$/i.test(word)
        ? nameFromFile(word, words)
        : hostName(word, words);
  return match === null || host === undefined ? undefined : { host, length: match[0].length };
}

/** Most lines of a document begin with a blank or `<`: those cost a look at one character. */
function hasPrefixedOpening(text: string, { anywhere }: Patterns): boolean {
  for (let at = 0; ; ) {
    const code = text.charCodeAt(at);
    if (code > 32 && code !== 60) {
      anywhere.lastIndex = at;
      if (anywhere.test(text)) return true;
    }
    const next = text.indexOf('\n', at);
    if (next === -1) return false;
    at = next + 1;
  }
}

/** Prefixes under which a document begins and goes on in the next line, or which come before a whole JSON text. */
function prefixedHosts(
  lines: readonly string[],
  found: readonly (Prefix | undefined)[],
  { opening }: Patterns,
): Set<string> {
  const counts = new Map<string, number>();
  const opened = new Set<string>();
  const whole = new Set<string>();
  /** Their last line may have been the first of a JSON text. */
  const json = new Set<string>();
  for (let i = 0; i < lines.length; i++) {
    const before = found[i];
    if (before === undefined) continue;
    counts.set(before.host, (counts.get(before.host) ?? 0) + 1);
    const line = (lines[i] ?? '').slice(before.length);
    const waiting = json.has(before.host);
    json.delete(before.host);
    if (waiting && nextInJson.test(line)) opened.add(before.host);
    if (openingJson.test(line)) {
      if (/[}\]]\s*$/.test(line.slice(-100))) whole.add(before.host);
      else json.add(before.host);
    }
    if (!opening.test(line)) continue;
    // With no prefix on the next line, this one's is a heading that shares the document's first line.
    if (found[i + 1] !== undefined) opened.add(before.host);
  }
  return new Set([...whole, ...[...opened].filter((host) => (counts.get(host) ?? 0) >= 2)]);
}

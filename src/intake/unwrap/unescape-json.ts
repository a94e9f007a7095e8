import type { Openings } from '../documents/openings.ts';
import type { NameWords } from '../host-names/name-words.ts';
import { type MappedText, mapLines } from '../text/mapped-text.ts';
import { JsonPath } from './json-path.ts';

/** Keys that other programs give to what a command printed: its text, or a list of its lines. */
const outputKey = /"[\w.]{0,60}stdout(?:_lines)?"\s*:|"[\w.]{0,60}msg"\s*:\s*\[/i;
const listStart = /"[\w.]{0,60}(?:stdout_lines|_lines|msg)"\s*:\s*\[\s*$/;
const outputName = /(?:^|\.)stdout$/;
const listName = /(?:_lines|^msg)$/;

/** Ansible's results and other programs' JSON around what was printed: the printed text takes its place. */
export function jsonUnescaper(openings: Openings, words: NameWords): (mapped: MappedText) => MappedText {
  const hidden = hiddenDocuments(openings);
  return (mapped) => {
    const { text } = mapped;
    if (!['\\n', '\\"'].some((sign) => text.includes(sign)) && !outputKey.test(text)) return mapped;
    const state = newState(0, words, hidden);
    return mapLines(mapped, (line) => unescapeLine(line, state));
  };
}

/** Whether text that was escaped in JSON holds a document. */
interface Hidden {
  readonly inString: (decoded: string) => boolean;
  /** The start of a document in a line that has others after it, as Ansible's one-line form; -1 for nowhere. */
  readonly inLine: (decoded: string) => number;
}

function hiddenDocuments({ source, anyLine, jsonKey }: Openings): Hidden {
  const isJson = new RegExp(`^\\s*[{[]\\s{0,40}(?:\\{\\s{0,40})?(?:${jsonKey.source})`);
  const first = new RegExp(`(?<=^|[\\s>])(?:${source})`);
  return {
    inString: (decoded) => (decoded.includes('\n') && anyLine.test(decoded)) || isJson.test(decoded),
    inLine: (decoded) => {
      const end = decoded.indexOf('\n');
      if (end === -1) return -1;
      const head = decoded.slice(0, end);
      const at = head.search(first);
      if (at !== -1) return at;
      const json = head.search(/(?<=^|\s)[{[]/);
      return json !== -1 && isJson.test(decoded.slice(json, json + 400)) ? json : -1;
    },
  };
}

/** Whether a line has anything in it that is worth a closer look. */
function mayHide(line: string): boolean {
  return line.includes('\\n') || line.includes('\\"') || outputKey.test(line);
}

interface State {
  /** A document of this result was there as one string: the same as a list of lines is skipped. */
  seen: boolean;
  /** In a list of strings, one a line. */
  list: 'none' | 'taken' | 'passed over';
  /** Whose the last document was. */
  owner: string | undefined;
  readonly path: JsonPath;
  readonly depth: number;
  readonly words: NameWords;
  readonly hidden: Hidden;
}

function newState(depth: number, words: NameWords, hidden: Hidden): State {
  return { seen: false, list: 'none', owner: undefined, path: new JsonPath(words), depth, words, hidden };
}

function unescapeLine(line: string, state: State): string[] {
  if (/=> ?\{|^\S+ \| [A-Z]/.test(line.slice(0, 600))) state.seen = false;
  if (state.list !== 'none') {
    const item = /^\s*"(.*)",?\s*$/.exec(line)?.[1];
    if (item !== undefined) return state.list === 'taken' ? decode(item).split('\n') : [''];
    state.list = 'none';
    pass(line, state.path);
    return [line];
  }
  if (/^[[{]/.test(line)) state.path.clear();
  if (listStart.test(line.slice(-200))) {
    pass(line, state.path);
    const heading = headingFor(state);
    state.list = state.seen ? 'passed over' : 'taken';
    return [line, heading];
  }
  const unescaped = mayHide(line) ? unescapeStrings(line, state) : undefined;
  if (unescaped !== undefined) return unescaped;
  if (/^\s*["{}[\]]/.test(line)) pass(line, state.path);
  return [line];
}

function pass(line: string, path: JsonPath): void {
  const found = [...strings(line)];
  for (let i = 0; i <= found.length; i++) passUpTo(line, found, i, path);
}

/** The text between the string at `index` and the string before it. */
function passUpTo(line: string, found: readonly Place[], index: number, path: JsonPath): void {
  const before = found[index - 1];
  const between = line.slice(before === undefined ? 0 : before.stop + 1, found[index]?.start);
  path.pass(
    between,
    before === undefined ? '' : line.slice(before.start + 1, Math.min(before.stop, before.start + 300)),
  );
}

/** Stands before what was printed: no JSON goes on over it, and a name in it is whose the text is. */
function headingFor(state: State): string {
  const owner = state.path.owner();
  if (owner !== state.owner) state.seen = false;
  state.owner = owner;
  return owner === undefined ? '==' : `== ${owner} ==`;
}

/**
 * Every string of the line that holds a document is put on lines of its own; a list of strings is one. Undefined
 * where no document is hidden.
 */
function unescapeStrings(line: string, state: State): string[] | undefined {
  let result = '';
  let end = 0;
  const found = [...strings(line)];
  const printed = printedIn(line, found, state);
  if (printed.size === 0) return unescapeOneLine(line, state);
  for (let i = 0; i < found.length; i++) {
    passUpTo(line, found, i, state.path);
    const { start, stop } = found[i] ?? { start: 0, stop: 0 };
    const text = printed.get(i);
    if (text === undefined) continue;
    const heading = headingFor(state);
    result += `${line.slice(end, start)}\n${heading}\n${text.count !== undefined && state.seen ? '' : text.text}\n`;
    i += (text.count ?? 1) - 1;
    end = (found[i]?.stop ?? stop) + 1;
    state.seen = true;
  }
  passUpTo(line, found, found.length, state.path);
  return (result + line.slice(end)).split('\n');
}

interface Printed {
  readonly text: string;
  /** The strings of a list. */
  readonly count?: number;
}

/** Printed text, by the index of the string that holds it or begins the list of its lines. */
function printedIn(line: string, found: readonly Place[], state: State): Map<number, Printed> {
  const printed = new Map<number, Printed>();
  for (let i = 0; i < found.length; i++) {
    const { start, stop } = found[i] ?? { start: 0, stop: 0 };
    const key = keyOf(line, found[i - 1], start);
    if (key?.list === true && listName.test(key.name)) {
      const list = listFrom(line, found, i);
      printed.set(i, list);
      i += list.count - 1;
      continue;
    }
    const isOutput = key !== undefined && !key.list && outputName.test(key.name);
    const text = stringOf(line.slice(start + 1, stop), isOutput, state);
    if (text !== undefined) printed.set(i, { text });
  }
  return printed;
}

/** `kvm-01 | CHANGED | rc=0 | (stdout) processor\t: 0\nvendor_id …` */
function unescapeOneLine(line: string, state: State): string[] | undefined {
  if (!line.includes('\\n')) return undefined;
  const text = decode(line);
  const at = state.hidden.inLine(text);
  if (at !== -1) return [text.slice(0, at), ...decodeDeeply(text.slice(at), state).split('\n')];
  return /^\S+ \| [A-Z]/.test(line) && state.hidden.inString(text) ? text.split('\n') : undefined;
}

function stringOf(content: string, isOutput: boolean, state: State): string | undefined {
  if (!content.includes('\\')) return undefined;
  const text = decode(content);
  if (state.hidden.inString(text) || (isOutput && text.includes('\n'))) return decodeDeeply(text, state);
  // JSON of another program's, which may hold it deeper.
  const deep = /^\s*[{[]/.test(text) ? decodeDeeply(text, state) : text;
  return deep === text ? undefined : deep;
}

/** The string before, when it is the key of this one or of the list that this one begins. */
function keyOf(line: string, before: Place | undefined, start: number): Key | undefined {
  if (before === undefined || start - before.stop > 20 || before.stop - before.start > 80) return undefined;
  const between = /^\s*:\s*(\[?)\s*$/.exec(line.slice(before.stop + 1, start));
  if (between === null) return undefined;
  return { name: line.slice(before.start + 1, before.stop), list: between[1] === '[' };
}

interface Key {
  readonly name: string;
  readonly list: boolean;
}

interface Place {
  readonly start: number;
  readonly stop: number;
}

/** The strings that follow each other with nothing but a comma between. */
function listFrom(line: string, places: readonly Place[], first: number): { text: string; count: number } {
  const items: string[] = [];
  for (let i = first; i < places.length; i++) {
    const { start, stop } = places[i] ?? { start: 0, stop: 0 };
    const between =
      i === first
        ? ','
        : line.slice((places[i - 1]?.stop ?? 0) + 1, Math.min(start, (places[i - 1]?.stop ?? 0) + 20));
    if (between.trim() !== ',') break;
    items.push(decode(line.slice(start + 1, stop)));
  }
  return { text: items.join('\n'), count: items.length };
}

/** Places of the quotes around each string. */
function* strings(line: string): Generator<Place> {
  for (let start = line.indexOf('"'); start !== -1; ) {
    let stop = line.indexOf('"', start + 1);
    while (stop !== -1 && isEscaped(line, stop)) stop = line.indexOf('"', stop + 1);
    if (stop === -1) return;
    yield { start, stop };
    start = line.indexOf('"', stop + 1);
  }
}

/** No string that is looked for has a longer run of backslashes before a quote. */
const LONGEST_RUN = 64;

function isEscaped(line: string, at: number): boolean {
  let count = 0;
  while (count < LONGEST_RUN && line[at - count - 1] === '\\') count++;
  return count % 2 === 1;
}

/** JSON may hold JSON that holds the text. */
const DEEPEST = 4;

function decodeDeeply(text: string, { depth, words, hidden }: State): string {
  if (depth >= DEEPEST || !mayHide(text)) return text;
  const state = newState(depth + 1, words, hidden);
  return text
    .split('\n')
    .flatMap((line) => unescapeLine(line, state))
    .join('\n');
}

const plain = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', ''],
  ['b', ''],
  ['f', ''],
]);

function decode(content: string): string {
  return content.replace(
    /\\(?:u([\da-fA-F]{4})|([^u]))/g,
    (_whole, code: string | undefined, char: string | undefined) => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      return plain.get(char ?? '') ?? char ?? '';
    },
  );
}

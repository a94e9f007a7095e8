import type { Sheet } from '../text/mapped-text.ts';
import { JsonPath } from './json-path.ts';

/** A document in a JSON string, or in Ansible's one-line form: its line feeds are a backslash and an n. */
const hidden = new RegExp(
  [
    String.raw`(?:<|\\u003c)(?:\?xml|capabilities|domainCapabilities|domain|cpudata|cpu)[^\n]{0,200}?\\n`,
    String.raw`(?:processor|vendor_id)(?:\\t|[ \t]){0,20}: [^\n]{1,200}?\\n`,
    String.raw`Architecture: {1,60}[\w-]{1,20}\\n`,
    String.raw`CPU(?: \d{1,5})?: {0,3}\\n {0,9}0x[\da-f]{8} `,
    String.raw`\{(?:\\n|[ \t]){0,40}\\"(?:return|lscpu)\\"`,
    String.raw`\{(?:\\n|[ \t]){1,40}"(?:return|lscpu)"`,
    String.raw`"[\w.]{0,60}stdout(?:_lines)?"\s*:`,
    String.raw`"[\w.]{0,60}msg"\s*:\s*\[`,
  ].join('|'),
  'i',
);
const listStart = /"[\w.]{0,60}(?:stdout_lines|_lines|msg)"\s*:\s*\[\s*$/;
const outputName = /(?:^|\.)stdout$/;
const listName = /(?:_lines|^msg)$/;

/** Ansible's results and other programs' JSON around what virsh printed: the printed text takes its place. */
export function unescapeJson(sheet: Sheet): Sheet {
  const { text: whole } = sheet;
  if (!['\\n', '\\"', 'stdout', 'msg"'].some((sign) => whole.includes(sign))) return sheet;
  if (!hidden.test(whole)) return sheet;
  const lines = sheet.text.split('\n');
  const text: string[] = [];
  const origin: number[] = [];
  const state = newState(0);
  lines.forEach((line, i) => {
    for (const piece of unescapeLine(line, state)) {
      text.push(piece);
      origin.push(sheet.origin?.[i] ?? i + 1);
    }
  });
  return { ...sheet, text: text.join('\n'), origin };
}

interface State {
  /** A document of this result was there as one string: the same as a list of lines is passed over. */
  seen: boolean;
  /** In a list of strings, one a line. */
  list: 'none' | 'taken' | 'passed over';
  /** Whose the last document was. */
  owner: string | undefined;
  readonly path: JsonPath;
  readonly depth: number;
}

function newState(depth: number): State {
  return { seen: false, list: 'none', owner: undefined, path: new JsonPath(), depth };
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
  if (hidden.test(line)) return unescapeStrings(line, state);
  if (/^\s*["{}[\]]/.test(line)) pass(line, state.path);
  return [line];
}

function pass(line: string, path: JsonPath): void {
  const found = [...strings(line)];
  for (let i = 0; i <= found.length; i++) passUpTo(line, found, i, path);
}

/** What stands before the string at `index`, after the one before it. */
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

/** Every string of the line that holds a document is put on lines of its own; a list of strings is one. */
function unescapeStrings(line: string, state: State): string[] {
  let result = '';
  let end = 0;
  const found = [...strings(line)];
  for (let i = 0; i < found.length; i++) {
    passUpTo(line, found, i, state.path);
    const { start, stop } = found[i] ?? { start: 0, stop: 0 };
    const key = keyOf(line, found[i - 1], start);
    const list =
      key !== undefined && listName.test(key.name) && key.list ? listFrom(line, found, i) : undefined;
    const named = key !== undefined && !key.list && outputName.test(key.name);
    const printed =
      list === undefined ? stringOf(line.slice(start + 1, stop), named, state.depth) : list.text;
    if (printed === undefined) continue;
    const heading = headingFor(state);
    result += `${line.slice(end, start)}\n${heading}\n${list !== undefined && state.seen ? '' : printed}\n`;
    i += (list?.count ?? 1) - 1;
    end = (found[i]?.stop ?? stop) + 1;
    state.seen = true;
  }
  passUpTo(line, found, found.length, state.path);
  if (end > 0) return (result + line.slice(end)).split('\n');
  const at = line.search(hidden);
  return `${line.slice(0, at)}\n${decodeDeeply(line.slice(at), state.depth)}`.split('\n');
}

function stringOf(content: string, named: boolean, depth: number): string | undefined {
  const printed = (named && content.includes('\\n')) || hidden.test(content);
  return printed ? decodeDeeply(content, depth) : undefined;
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

function decodeDeeply(content: string, depth: number): string {
  const text = decode(content);
  if (depth >= DEEPEST || !hidden.test(text)) return text;
  const state = newState(depth + 1);
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

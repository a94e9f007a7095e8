import type { Sheet } from './sheet.ts';

/** A document in a JSON string, or in Ansible's one-line form: its line feeds are a backslash and an n. */
const hidden =
  /(?:<|\\u003c)(?:\?xml|capabilities|domainCapabilities|domain|cpudata|cpu)[^\n]{0,200}?\\n|"[\w.]{0,60}stdout(?:_lines)?"\s*:|"[\w.]{0,60}msg"\s*:\s*\[/i;
const listStart = /"[\w.]{0,60}(?:stdout_lines|_lines|msg)"\s*:\s*\[\s*$/;
const outputName = /(?:^|\.)stdout$/;
const listName = /(?:_lines|^msg)$/;

/** Ansible's results and other programs' JSON around what virsh printed: the printed text takes its place. */
export function unescapeJson(sheet: Sheet): Sheet {
  const { text: whole } = sheet;
  if (!whole.includes('\\n') && !whole.includes('stdout') && !whole.includes('msg"')) return sheet;
  if (!hidden.test(whole)) return sheet;
  const lines = sheet.text.split('\n');
  const text: string[] = [];
  const origin: number[] = [];
  const state: State = { seen: false, list: 'none', depth: 0 };
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
  readonly depth: number;
}

function unescapeLine(line: string, state: State): string[] {
  if (/=> ?\{|^\S+ \| [A-Z]/.test(line.slice(0, 600))) state.seen = false;
  if (state.list !== 'none') {
    const item = /^\s*"(.*)",?\s*$/.exec(line)?.[1];
    if (item !== undefined) return state.list === 'taken' ? decode(item).split('\n') : [''];
    state.list = 'none';
    return [line];
  }
  if (listStart.test(line.slice(-200))) {
    state.list = state.seen ? 'passed over' : 'taken';
    return [line];
  }
  return hidden.test(line) ? unescapeStrings(line, state) : [line];
}

/** Every string of the line that holds a document is put on lines of its own; a list of strings is one. */
function unescapeStrings(line: string, state: State): string[] {
  let result = '';
  let end = 0;
  const found = [...strings(line)];
  for (let i = 0; i < found.length; i++) {
    const { start, stop } = found[i] ?? { start: 0, stop: 0 };
    const key = keyOf(line, found[i - 1], start);
    const list =
      key !== undefined && listName.test(key.name) && key.list ? listFrom(line, found, i) : undefined;
    const named = key !== undefined && !key.list && outputName.test(key.name);
    const printed =
      list === undefined ? stringOf(line.slice(start + 1, stop), named, state.depth) : list.text;
    if (printed === undefined) continue;
    result += `${line.slice(end, start)}\n${list !== undefined && state.seen ? '' : printed}\n`;
    i += (list?.count ?? 1) - 1;
    end = (found[i]?.stop ?? stop) + 1;
    state.seen = true;
  }
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
  const state: State = { seen: false, list: 'none', depth: depth + 1 };
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

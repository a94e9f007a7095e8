import type { Span } from '../../format.ts';
import { linesIn } from '../../text/text-lines.ts';

/*
 * YAML as kubectl prints it: a key or an item a line, blocks by indentation. Texts in blocks (`|`), flow lists and
 * anchors are skipped: nothing that is wanted is in them.
 */

interface Line {
  readonly indent: number;
  readonly text: string;
}

/** Objects without a prototype, arrays and texts. */
export type YamlValue = string | YamlValue[] | { [key: string]: YamlValue };

const MAX_LEVELS = 64;

export function yamlTree(text: string, span: Span): YamlValue {
  const lines: Line[] = [];
  for (const { text: line } of linesIn(text, span)) {
    const content = line.trimEnd();
    if (content.trim() === '' || /^\s*#/.test(content) || /^---/.test(content)) continue;
    lines.push({ indent: content.length - content.trimStart().length, text: content.trimStart() });
  }
  return new Reader(lines).block(lines[0]?.indent ?? 0, 0);
}

const pair = /^(?:"([^"]{1,300})"|'([^']{1,300})'|([^\s:#"'][^:]{0,300}?)):(?:\s+(.*))?$/;

class Reader {
  readonly #lines: Line[];
  #at = 0;

  constructor(lines: Line[]) {
    this.#lines = lines;
  }

  /** The lines at this indentation, and deeper. */
  block(indent: number, level: number): YamlValue {
    const first = this.#lines[this.#at];
    if (first === undefined || level > MAX_LEVELS) return '';
    return isItem(first.text) ? this.#list(indent, level) : this.#object(indent, level);
  }

  #list(indent: number, level: number): YamlValue[] {
    const items: YamlValue[] = [];
    for (let line = this.#lines[this.#at]; line !== undefined; line = this.#lines[this.#at]) {
      if (line.indent !== indent || !isItem(line.text)) break;
      const rest = line.text.replace(/^-\s*/, '');
      if (rest === '') {
        this.#at++;
        items.push(this.#below(indent, level));
      } else if (pair.test(rest)) {
        // The item's own keys stand as deep as what follows its dash.
        const depth = indent + line.text.length - rest.length;
        this.#lines[this.#at] = { indent: depth, text: rest };
        items.push(this.#object(depth, level + 1));
      } else {
        this.#at++;
        items.push(unquoted(rest));
      }
    }
    return items;
  }

  #object(indent: number, level: number): { [key: string]: YamlValue } {
    const object: { [key: string]: YamlValue } = Object.create(null);
    for (let line = this.#lines[this.#at]; line !== undefined; line = this.#lines[this.#at]) {
      if (line.indent < indent || (line.indent === indent && isItem(line.text))) break;
      this.#at++;
      const found = line.indent === indent ? pair.exec(line.text) : null;
      // A text of several lines, or what is not understood: skipped.
      if (found === null) continue;
      const [, double, single, plain, value = ''] = found;
      object[double ?? single ?? plain ?? ''] = value === '' ? this.#below(indent, level) : unquoted(value);
    }
    return object;
  }

  /** A key's list may stand as deep as the key. */
  #below(indent: number, level: number): YamlValue {
    const next = this.#lines[this.#at];
    if (next === undefined) return '';
    const isBelow = next.indent > indent || (next.indent === indent && isItem(next.text));
    return isBelow ? this.block(next.indent, level + 1) : '';
  }
}

function isItem(text: string): boolean {
  return text === '-' || text.startsWith('- ');
}

function unquoted(value: string): string {
  const bare = value.replace(/\s+#.*$/, '').trim();
  return /^"[^"]*"$|^'[^']*'$/.test(bare) ? bare.slice(1, -1) : bare;
}

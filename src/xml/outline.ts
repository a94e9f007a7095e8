import { MAX_XML_DEPTH } from './xml.ts';

/** From `start`, up to but not including `end`. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Which documents there are to outline, and which of their elements are wanted. */
export interface DocumentRoots {
  /** The root whose tag is at `text[at]`, which is `<`. */
  readonly rootAt: (text: string, at: number) => string | undefined;
  /** By root: paths below it, no longer than two. */
  readonly wanted: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether `inner` inside of `outer` begins another document, rather than being a part. */
  readonly isOther: (outer: string, inner: string) => boolean;
}

/**
 * One document's outline, from one pass over its tags: where it ends, whether they nest, and where the few
 * elements stand that are wanted. Ten times as fast as a parse of the whole, which is then needed for the
 * CPU alone: most of a capabilities document describes NUMA cells.
 */
export interface Walk {
  readonly root: string;
  readonly start: number;
  /** After `</root>`; for a document without it, where its stretch of the text ends. */
  readonly end: number;
  readonly outcome:
    | 'complete'
    | 'text-ends'
    | 'document-begins'
    | 'mismatch'
    | 'too-deep'
    | 'doctype'
    | 'too-many';
  /** Offset of what stopped the walk. */
  readonly at: number;
  /** Elements open there, outermost first. */
  readonly open: readonly OpenElement[];
  /** Something that only a whole, validating parse can judge. */
  readonly doubt: boolean;
  /** Tags inside the root. */
  readonly tags: number;
  /** By path below the root (`host/cpu`): the first such element, tags included. */
  readonly sections: ReadonlyMap<string, Stretch>;
}

export interface OpenElement {
  readonly name: string;
  readonly offset: number;
}

/** In an attribute's value, besides its quote: a bare `<`, and what XML 1.0 forbids anywhere. */
const notInValue = String.raw`<\u0000-\u0008\u000b-\u001f\ufffe\uffff`;
const attribute = String.raw`[ \t\r\n]+[A-Za-z_][\w.:-]*[ \t]*=[ \t]*(?:'[^'${notInValue}]*'|"[^"${notInValue}]*")`;
const simpleTag = new RegExp(String.raw`<[A-Za-z_][\w.-]*(?:${attribute})*[ \t\r\n]*\/?>`, 'y');
const badEntity = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/;

/** The next place of a needle, at or after a place; Infinity when nowhere. Asked with growing places. */
interface Finder {
  readonly find: (needle: string, from: number) => number;
}

interface WalkInput {
  readonly roots: DocumentRoots;
  readonly text: string;
  readonly next: Finder;
  readonly start: number;
  /** The walk reads nothing from here on. */
  readonly limit: number;
}

type Ending = Pick<Walk, 'outcome' | 'at'>;

/** `start` is a place where `roots.rootAt` gives a name. */
export function walkDocument(input: WalkInput): Walk {
  return new Walker(input).walk();
}

class Walker {
  readonly #roots: DocumentRoots;
  readonly #text: string;
  readonly #next: Finder;
  readonly #start: number;
  readonly #limit: number;
  readonly #root: string;
  readonly #names: string[] = [];
  readonly #offsets: number[] = [];
  readonly #sections = new Map<string, Stretch>();
  #position: number;
  #tags = -1;
  #doubt = false;

  constructor({ roots, text, next, start, limit }: WalkInput) {
    this.#roots = roots;
    this.#text = text;
    this.#next = next;
    this.#start = start;
    this.#limit = limit;
    this.#position = start;
    this.#root = roots.rootAt(text, start) ?? '';
  }

  walk(): Walk {
    const { outcome, at } = this.#run();
    const open = this.#names.map((name, i) => ({ name, offset: this.#offsets[i] ?? 0 }));
    const end = this.#position;
    if (this.#next.find('\0', this.#start) < end) this.#doubt = true;
    const ampersand =
      this.#next.find('&', this.#start) < end && badEntity.test(this.#text.slice(this.#start, end));
    return {
      root: this.#root,
      start: this.#start,
      end,
      outcome,
      at,
      open,
      doubt: this.#doubt || ampersand,
      tags: this.#tags,
      sections: this.#sections,
    };
  }

  #run(): Ending {
    const text = this.#text;
    for (;;) {
      const at = this.#next.find('<', this.#position);
      if (at >= this.#limit) return this.#stop('text-ends', this.#limit);
      const code = text.charCodeAt(at + 1);
      const ending =
        code === 47 ? this.#close(at) : code === 33 || code === 63 ? this.#skip(at) : this.#open(at);
      if (ending !== undefined) return ending;
    }
  }

  #stop(outcome: Ending['outcome'], at: number): Ending {
    if (outcome !== 'complete') this.#position = at;
    return { outcome, at };
  }

  #close(at: number): Ending | undefined {
    const text = this.#text;
    const name = this.#names.at(-1) ?? '';
    let end = at + 2 + name.length;
    if (!text.startsWith(name, at + 2)) return this.#closeOther(at);
    while (isBlank(text.charCodeAt(end))) end++;
    if (end >= this.#limit) return this.#stop('text-ends', this.#limit);
    if (text.charCodeAt(end) !== 62) return this.#closeOther(at);
    this.#position = end + 1;
    this.#endElement();
    return this.#names.length === 0 ? this.#stop('complete', this.#position) : undefined;
  }

  /** A closing tag of something else; of nothing yet when the text ends in it. */
  #closeOther(at: number): Ending {
    return this.#next.find('>', at) < this.#next.find('<', at + 1)
      ? this.#stop('mismatch', at)
      : this.#cutTag(at);
  }

  /** A tag without its end before the next `<`, or before the text's end. */
  #cutTag(at: number): Ending {
    const next = this.#next.find('<', at + 1);
    if (next >= this.#limit) return this.#stop('text-ends', this.#limit);
    const atLineStart = this.#text[next - 1] === '\n' && this.#roots.rootAt(this.#text, next) !== undefined;
    const other = atLineStart || this.#beginsDocument(next);
    return other ? this.#stop('document-begins', next) : this.#stop('mismatch', at);
  }

  #endElement(): void {
    const start = this.#offsets.pop() ?? 0;
    const name = this.#names.pop() ?? '';
    if (this.#names.length <= 2) this.#note(name, { start, end: this.#position });
  }

  #note(name: string, span: Stretch): void {
    const parents = this.#names.slice(1);
    const path = [...parents, name].join('/');
    if (this.#names.length === 0 || this.#roots.wanted.get(this.#root)?.has(path) !== true) return;
    if (!this.#sections.has(path)) this.#sections.set(path, span);
  }

  /** Comment, CDATA section, processing instruction; a declaration means that a new document begins. */
  #skip(at: number): Ending | undefined {
    const text = this.#text;
    if (/^<\?xml\s/.test(text.slice(at, at + 6))) return this.#stop('document-begins', at);
    const mark = text.startsWith('<!--', at)
      ? '-->'
      : text.startsWith('<![CDATA[', at)
        ? ']]>'
        : text.startsWith('<?', at)
          ? '?>'
          : '>';
    if (mark === '>') this.#doubt = true;
    const end = this.#next.find(mark, at + (mark === '-->' ? 4 : 2));
    if (end >= this.#limit) return this.#stop('text-ends', this.#limit);
    this.#position = end + mark.length;
    return undefined;
  }

  #open(at: number): Ending | undefined {
    if (at !== this.#start && this.#beginsDocument(at)) return this.#stop('document-begins', at);
    const end = this.#tagEnd(at);
    if (end === undefined) return this.#cutTag(at);
    const text = this.#text;
    this.#tags++;
    const name = text.slice(at + 1, nameEnd(text, at + 1));
    this.#position = end;
    if (this.#names.length >= MAX_XML_DEPTH) return this.#stop('too-deep', at);
    this.#names.push(name);
    this.#offsets.push(at);
    if (text.charCodeAt(end - 2) !== 47) return undefined;
    this.#endElement();
    return this.#names.length === 0 ? this.#stop('complete', end) : undefined;
  }

  #beginsDocument(at: number): boolean {
    const inner = this.#roots.rootAt(this.#text, at);
    return inner === undefined ? this.#text.startsWith('<?xml', at) : this.#roots.isOther(this.#root, inner);
  }

  #tagEnd(at: number): number | undefined {
    const text = this.#text;
    simpleTag.lastIndex = at;
    if (simpleTag.test(text)) return simpleTag.lastIndex <= this.#limit ? simpleTag.lastIndex : undefined;
    this.#doubt = true;
    // A bare `<` is never part of a tag, not even in quotes.
    const bound = Math.min(this.#next.find('<', at + 1), this.#limit);
    const end = this.#next.find('>', at + 1);
    return end < bound ? end + 1 : undefined;
  }
}

function nameEnd(text: string, from: number): number {
  let at = from;
  for (
    let code = text.charCodeAt(at);
    code !== 62 && code !== 47 && !isBlank(code);
    code = text.charCodeAt(at)
  ) {
    if (Number.isNaN(code)) break;
    at++;
  }
  return at;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 13;
}

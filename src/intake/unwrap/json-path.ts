import { hostName } from '../host-names/host-name.ts';
import type { NameWords } from '../host-names/name-words.ts';

/** No JSON that is looked for is nested deeper. */
const DEEPEST = 64;

/** Keys of programs' JSON around what was printed, which name nobody, as no format's words do. */
const wrappers = new Set(
  (
    'a b x plays tasks task hosts results result item items contacted all stdout stdout_lines stderr output out msg ' +
    'message return ret retval data value content contents body text lines response payload command cmd local ' +
    'hostvars ansible_facts'
  ).split(' '),
);

/** The keys that lead to a place in JSON, told the text piece by piece; whose the value there is. */
export class JsonPath {
  readonly #words: NameWords;
  readonly #keys: string[] = [];
  #deeper = 0;
  #key = '';

  constructor(words: NameWords) {
    this.#words = words;
  }

  clear(): void {
    this.#keys.length = 0;
    this.#deeper = 0;
    this.#key = '';
  }

  /** The text between two strings, the one before it given without its quotes. */
  pass(between: string, before: string): void {
    if (/^\s*:/.test(between)) this.#key = before;
    for (let i = 0; i < between.length; i++) {
      const char = between.charAt(i);
      if (char === '{' || char === '[') this.#open();
      else if (char === '}' || char === ']') this.#close();
      else if (char === ',') this.#key = '';
    }
  }

  /** The innermost key that can be a host's name: that of the value that comes next, or of one around it. */
  owner(): string | undefined {
    const names = [...this.#keys, this.#key].map((key) =>
      isWrapper(key, this.#words) ? undefined : hostName(key, this.#words),
    );
    return names.findLast((name) => name !== undefined);
  }

  #open(): void {
    if (this.#keys.length < DEEPEST) this.#keys.push(this.#key);
    else this.#deeper++;
    this.#key = '';
  }

  #close(): void {
    if (this.#deeper > 0) this.#deeper--;
    else this.#keys.pop();
    this.#key = '';
  }
}

function isWrapper(key: string, { formatWords }: NameWords): boolean {
  const lower = key.toLowerCase();
  if (wrappers.has(lower) || formatWords.has(lower)) return true;
  return /(?:[._]|^)(?:stdout|stderr|out|output|result|lines)$/i.test(key);
}

/**
 * `indexOf` that remembers its last answer for each needle: asked with growing positions, all questions
 * together cost one pass over the text, however many there are and however far apart the answers lie.
 */
export class NextIndex {
  readonly #text: string;
  readonly #answers = new Map<string, { readonly from: number; readonly at: number }>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The same for a pattern with flag `g`. */
  findPattern(pattern: RegExp, from: number): number {
    const before = this.#answers.get(`/${pattern.source}`);
    if (before !== undefined && before.from <= from && from <= before.at) return before.at;
    pattern.lastIndex = from;
    const at = pattern.exec(this.#text)?.index ?? Number.POSITIVE_INFINITY;
    this.#answers.set(`/${pattern.source}`, { from, at });
    return at;
  }

  /** The first place of `needle` at or after `from`; Infinity when there is none. */
  find(needle: string, from: number): number {
    const before = this.#answers.get(needle);
    if (before !== undefined && before.from <= from && from <= before.at) return before.at;
    const found = this.#text.indexOf(needle, from);
    const at = found === -1 ? Number.POSITIVE_INFINITY : found;
    this.#answers.set(needle, { from, at });
    return at;
  }
}

/** Levels of the deepest workspace there is, and room. */
const MAX_DEPTH = 64;
/** A pool of 20,000 hosts, each with a CPU of its own, has a tenth of it. */
const MAX_LISTS = 4_000_000;
const MAX_VALUES = 32_000_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/**
 * Why a text is not given to `JSON.parse`: 50 MB of `[` would take the whole tab with them, not only their worker. One
 * walk without memory; whether it is JSON is not asked. A sentence that begins with a verb.
 */
export function objectionToJson(text: string): string | undefined {
  let depth = 0;
  let lists = 0;
  let values = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === QUOTE) {
      i = endOfText(text, i);
    } else if (unit === COMMA) {
      if (++values > MAX_VALUES) return 'is damaged: it has more values than any workspace';
    } else if (unit === 0x5b || unit === 0x7b) {
      if (++depth > MAX_DEPTH) return `is damaged: it is nested more than ${MAX_DEPTH} deep`;
      if (++lists > MAX_LISTS) return 'is damaged: it has more lists than any workspace';
    } else if (unit === 0x5d || unit === 0x7d) depth--;
  }
  return undefined;
}

/** The place of the quote that ends the string beginning at `from`. */
function endOfText(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}

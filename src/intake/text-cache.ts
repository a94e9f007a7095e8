import { copyText } from './copy.ts';

/** Texts kept at most, in characters: what is distinct beyond that is read again. */
const MAX_KEPT = 32 * 1024 * 1024;

/** What was read from a text, read once: most hosts of a fleet have one of a few CPUs. */
export class TextCache {
  readonly #readings = new Map<string, unknown>();
  #size = 0;

  /** `kind` tells readers apart; `read` is given a copy that holds no larger text in memory. */
  get<T>(kind: { readonly name: string; readonly read: (text: string) => T }, text: string): T {
    const key = `${kind.name}\n${text}`;
    const known = this.#readings.get(key);
    // One name, one reader: the type of what it gave is its own.
    if (known !== undefined) return known as T;
    const copy = copyText(text);
    const reading = kind.read(copy);
    if (this.#size > MAX_KEPT) this.clear();
    this.#readings.set(copyText(key), reading);
    this.#size += key.length;
    return reading;
  }

  clear(): void {
    this.#readings.clear();
    this.#size = 0;
  }
}

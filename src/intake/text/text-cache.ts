/** Texts kept at most, in characters: what is distinct beyond that is read again. */
const MAX_KEPT = 32 * 1024 * 1024;

/** A cache of what was read from a text: most hosts of a fleet have one of a few CPUs. */
export class TextCache {
  readonly #readings = new Map<string, unknown>();
  #size = 0;

  /** `kind` tells readers apart. */
  get<T>(kind: { readonly name: string; readonly read: (text: string) => T }, text: string): T {
    // Joined, the key is a string of its own: a slice of `text` would keep the whole file in memory.
    const key = `${kind.name}\n${text}`;
    const known = this.#readings.get(key);
    // One name, one reader: the type of what it gave is its own.
    if (known !== undefined) return known as T;
    const reading = kind.read(key.slice(kind.name.length + 1));
    if (this.#size > MAX_KEPT) this.clear();
    this.#readings.set(key, reading);
    this.#size += key.length;
    return reading;
  }

  clear(): void {
    this.#readings.clear();
    this.#size = 0;
  }
}

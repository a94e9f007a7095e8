import { Damaged } from './entries.ts';

/** The rest of the unpacking limit: one for all archives that lie in each other. */
export interface Budget {
  bytes: number;
  entries: number;
}

/** Bytes that come in chunks, read in pieces of any size; keeps no more than one piece. */
export class ByteSource {
  failure: 'too-large' | Damaged | undefined;
  readonly #chunks: Iterator<Uint8Array>;
  readonly #budget: Budget;
  #queue: Uint8Array[] = [];
  #queued = 0;

  constructor(chunks: Iterable<Uint8Array>, budget: Budget) {
    this.#chunks = chunks[Symbol.iterator]();
    this.#budget = budget;
  }

  /** Up to `size` bytes, which stay. */
  peek(size: number): Uint8Array {
    this.#fill(size);
    const bytes = this.#take(size);
    this.#queue.unshift(bytes);
    this.#queued += bytes.length;
    return bytes;
  }

  /** Up to `size` bytes: fewer at the end, or where it fails. */
  readUpTo(size: number): Uint8Array {
    this.#fill(size);
    return this.#take(size);
  }

  /** How many of the next `most` bytes are gone now: 0 at the end, or where it fails. */
  drop(most: number): number {
    this.#fill(1);
    return this.#take(Math.min(most, this.#queue[0]?.length ?? 0)).length;
  }

  /** False when there are not so many. */
  skip(size: number): boolean {
    for (let left = size; left > 0; ) {
      const gone = this.drop(left);
      if (gone === 0) return false;
      left -= gone;
    }
    return true;
  }

  #fill(size: number): void {
    while (this.#queued < size && this.failure === undefined) {
      const chunk = this.#pull();
      if (chunk === undefined) return;
      this.#queue.push(chunk);
      this.#queued += chunk.length;
      this.#budget.bytes -= chunk.length;
      if (this.#budget.bytes < 0) this.failure = 'too-large';
    }
  }

  #pull(): Uint8Array | undefined {
    try {
      const next = this.#chunks.next();
      return next.done === true ? undefined : next.value;
    } catch (error) {
      // Data that a person gave; whatever else an unpacker stumbles over is bad data too.
      this.failure = error instanceof Damaged ? error : new Damaged('wrong', 'its data is corrupt');
      return undefined;
    }
  }

  #take(size: number): Uint8Array {
    const bytes = new Uint8Array(Math.min(size, this.#queued));
    let at = 0;
    while (at < bytes.length) {
      const chunk = this.#queue[0];
      if (chunk === undefined) break;
      const part = chunk.subarray(0, bytes.length - at);
      bytes.set(part, at);
      at += part.length;
      if (part.length === chunk.length) this.#queue.shift();
      else this.#queue[0] = chunk.subarray(part.length);
    }
    this.#queued -= bytes.length;
    return bytes;
  }
}

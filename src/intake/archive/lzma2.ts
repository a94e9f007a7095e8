import { Damaged } from './entries.ts';

/*
 * LZMA2, as .xz files have it. Plain indexed code over typed arrays: it runs for each bit of what is packed. Names
 * are those of the format's own description.
 */

const STATES = 12;
const POS_STATES = 16;
const HALF = 1024;
const MIN_MATCH = 2;
/** The largest window that is kept; `xz -9` asks for 64 MB. */
const MAX_WINDOW = 128 * 1024 * 1024;
/** Unpacked bytes that one chunk of LZMA2 may have. */
const MAX_CHUNK = 2 * 1024 * 1024;

function probabilities(count: number): Uint16Array {
  return new Uint16Array(count).fill(HALF);
}

interface LengthCoder {
  readonly choice: Uint16Array;
  readonly low: Uint16Array;
  readonly mid: Uint16Array;
  readonly high: Uint16Array;
}

function lengthCoder(): LengthCoder {
  return {
    choice: probabilities(2),
    low: probabilities(POS_STATES * 8),
    mid: probabilities(POS_STATES * 8),
    high: probabilities(256),
  };
}

/** All that a reset of the state brings back to its beginning. */
function models(literals: number) {
  return {
    isMatch: probabilities(STATES * POS_STATES),
    isRep: probabilities(STATES),
    isRepG0: probabilities(STATES),
    isRepG1: probabilities(STATES),
    isRepG2: probabilities(STATES),
    isRep0Long: probabilities(STATES * POS_STATES),
    posSlot: probabilities(4 * 64),
    special: probabilities(128),
    align: probabilities(16),
    lengths: lengthCoder(),
    repLengths: lengthCoder(),
    literal: probabilities(0x300 << literals),
  };
}

/** The LZMA2 data of one block. After `chunks` has come to its end, `at` is behind it. */
export class LzmaBlock {
  at: number;
  readonly #bytes: Uint8Array;
  readonly #dictionary: number;
  /** The window, and what is unpacked behind it. */
  #out = new Uint8Array(64 * 1024);
  #pos = 0;
  /** Bytes before `#pos` that a match may reach. */
  #reach = 0;
  /** With `#pos`: bytes since the window was last emptied, of which the models know the lowest bits. */
  #shift = 0;
  #lc = 0;
  #lp = 0;
  #pb = 0;
  #hasProperties = false;
  #needsState = true;
  #models = models(0);
  #state = 0;
  #rep0 = 0;
  #rep1 = 0;
  #rep2 = 0;
  #rep3 = 0;
  #range = 0;
  #code = 0;

  constructor(bytes: Uint8Array, at: number, dictionary: number) {
    this.#bytes = bytes;
    this.at = at;
    this.#dictionary = dictionary;
  }

  *chunks(): Generator<Uint8Array> {
    if (this.#dictionary > MAX_WINDOW) {
      throw new Damaged('unknown', 'it is packed with a window of more than 128 MB');
    }
    let isFirst = true;
    for (;;) {
      const control = this.#byte();
      if (control === 0) return;
      if (control === 1 || control >= 0xe0) {
        this.#reach = 0;
        this.#shift = -this.#pos;
      } else if (isFirst) throw wrong();
      isFirst = false;
      const from = control >= 0x80 ? this.#packed(control) : this.#stored(control);
      yield this.#out.slice(from, this.#pos);
    }
  }

  /** A chunk that is not packed. Gives where it begins. */
  #stored(control: number): number {
    if (control > 2) throw wrong();
    const size = (this.#byte() << 8) + this.#byte() + 1;
    this.#makeRoom(size);
    const from = this.#pos;
    if (this.at + size > this.#bytes.length) throw cut();
    this.#out.set(this.#bytes.subarray(this.at, this.at + size), from);
    this.at += size;
    this.#pos += size;
    this.#reach = Math.min(this.#reach + size, this.#dictionary);
    return from;
  }

  #packed(control: number): number {
    const size = ((control & 0x1f) << 16) + (this.#byte() << 8) + this.#byte() + 1;
    const packedSize = (this.#byte() << 8) + this.#byte() + 1;
    const reset = (control >> 5) & 3;
    if (reset >= 2) this.#setProperties(this.#byte());
    if (reset >= 1) this.#resetState();
    if (!this.#hasProperties || this.#needsState) throw wrong();
    const end = this.at + packedSize;
    if (end > this.#bytes.length) throw cut();
    this.#makeRoom(size);
    const from = this.#pos;
    if (this.#byte() !== 0) throw wrong();
    this.#range = 0xffffffff;
    this.#code = 0;
    for (let i = 0; i < 4; i++) this.#code = ((this.#code << 8) | this.#byte()) >>> 0;
    this.#decode(from + size);
    if (this.at !== end || this.#code !== 0) throw wrong();
    return from;
  }

  #setProperties(properties: number): void {
    if (properties >= 225) throw wrong();
    this.#lc = properties % 9;
    this.#lp = Math.floor(properties / 9) % 5;
    this.#pb = Math.floor(properties / 45);
    if (this.#lc + this.#lp > 4) throw wrong();
    this.#hasProperties = true;
  }

  #resetState(): void {
    this.#models = models(this.#lc + this.#lp);
    this.#state = 0;
    this.#rep0 = 0;
    this.#rep1 = 0;
    this.#rep2 = 0;
    this.#rep3 = 0;
    this.#needsState = false;
  }

  /** For `size` bytes more; what no match may reach any more makes room. */
  #makeRoom(size: number): void {
    if (this.#pos + size <= this.#out.length) return;
    const wanted = this.#reach + Math.max(this.#reach, MAX_CHUNK) + size;
    const next = wanted > this.#out.length ? new Uint8Array(wanted) : this.#out;
    const window = this.#out.subarray(this.#pos - this.#reach, this.#pos);
    if (next === this.#out) next.copyWithin(0, this.#pos - this.#reach, this.#pos);
    else next.set(window);
    this.#out = next;
    this.#shift += this.#pos - this.#reach;
    this.#pos = this.#reach;
  }

  #byte(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) throw cut();
    return byte;
  }

  /** Until the window is filled up to `end`. */
  #decode(end: number): void {
    const { isMatch, isRep, isRepG0, isRepG1, isRepG2, isRep0Long, lengths, repLengths } = this.#models;
    const posMask = (1 << this.#pb) - 1;
    const reachBefore = this.#reach;
    const start = this.#pos;
    let state = this.#state;
    while (this.#pos < end) {
      const posState = (this.#pos + this.#shift) & posMask;
      const reach = reachBefore + this.#pos - start;
      if (this.#bit(isMatch, (state << 4) + posState) === 0) {
        this.#literal(state, reach);
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
        continue;
      }
      let length: number;
      if (this.#bit(isRep, state) === 0) {
        this.#rep3 = this.#rep2;
        this.#rep2 = this.#rep1;
        this.#rep1 = this.#rep0;
        length = this.#length(lengths, posState);
        state = state < 7 ? 7 : 10;
        this.#rep0 = this.#distance(length);
      } else if (this.#bit(isRepG0, state) === 0) {
        if (this.#bit(isRep0Long, (state << 4) + posState) === 0) {
          this.#copy(1, end, reach);
          state = state < 7 ? 9 : 11;
          continue;
        }
        length = this.#length(repLengths, posState);
        state = state < 7 ? 8 : 11;
      } else {
        let distance = this.#rep1;
        if (this.#bit(isRepG1, state) !== 0) {
          distance = this.#rep2;
          if (this.#bit(isRepG2, state) !== 0) {
            distance = this.#rep3;
            this.#rep3 = this.#rep2;
          }
          this.#rep2 = this.#rep1;
        }
        this.#rep1 = this.#rep0;
        this.#rep0 = distance;
        length = this.#length(repLengths, posState);
        state = state < 7 ? 8 : 11;
      }
      this.#copy(length + MIN_MATCH, end, reach);
    }
    this.#state = state;
    this.#normalize();
    this.#reach = Math.min(reachBefore + end - start, this.#dictionary);
  }

  #literal(state: number, reach: number): void {
    const out = this.#out;
    const probs = this.#models.literal;
    const before = reach > 0 ? (out[this.#pos - 1] ?? 0) : 0;
    const total = this.#pos + this.#shift;
    const row = ((total & ((1 << this.#lp) - 1)) << this.#lc) + (before >> (8 - this.#lc));
    const base = 0x300 * row;
    let symbol = 1;
    if (state >= 7) {
      if (this.#rep0 >= reach) throw wrong();
      let match = out[this.#pos - this.#rep0 - 1] ?? 0;
      while (symbol < 0x100) {
        const matchBit = (match >> 7) & 1;
        match <<= 1;
        const bit = this.#bit(probs, base + ((1 + matchBit) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (matchBit !== bit) break;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | this.#bit(probs, base + symbol);
    out[this.#pos++] = symbol;
  }

  #copy(length: number, end: number, reach: number): void {
    if (this.#rep0 >= reach || this.#rep0 >= this.#dictionary || this.#pos + length > end) throw wrong();
    const out = this.#out;
    const back = this.#rep0 + 1;
    let pos = this.#pos;
    for (const stop = pos + length; pos < stop; pos++) out[pos] = out[pos - back] ?? 0;
    this.#pos = pos;
  }

  #length({ choice, low, mid, high }: LengthCoder, posState: number): number {
    if (this.#bit(choice, 0) === 0) return this.#tree(low, posState << 3, 3);
    if (this.#bit(choice, 1) === 0) return 8 + this.#tree(mid, posState << 3, 3);
    return 16 + this.#tree(high, 0, 8);
  }

  #distance(length: number): number {
    const slot = this.#tree(this.#models.posSlot, Math.min(length, 3) << 6, 6);
    if (slot < 4) return slot;
    const direct = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) * 2 ** direct;
    if (slot < 14) return base + this.#reverse(this.#models.special, base - slot, direct);
    return base + this.#plain(direct - 4) * 16 + this.#reverse(this.#models.align, 0, 4);
  }

  #tree(probs: Uint16Array, base: number, bits: number): number {
    let symbol = 1;
    for (let i = 0; i < bits; i++) symbol = (symbol << 1) | this.#bit(probs, base + symbol);
    return symbol - (1 << bits);
  }

  #reverse(probs: Uint16Array, base: number, bits: number): number {
    let symbol = 1;
    let value = 0;
    for (let i = 0; i < bits; i++) {
      const bit = this.#bit(probs, base + symbol);
      symbol = (symbol << 1) | bit;
      value |= bit << i;
    }
    return value;
  }

  #plain(bits: number): number {
    let value = 0;
    for (let i = 0; i < bits; i++) {
      this.#normalize();
      this.#range >>>= 1;
      const isSet = this.#code >= this.#range;
      if (isSet) this.#code -= this.#range;
      value = value * 2 + (isSet ? 1 : 0);
    }
    return value;
  }

  #bit(probs: Uint16Array, index: number): 0 | 1 {
    this.#normalize();
    const probability = probs[index] ?? HALF;
    const bound = (this.#range >>> 11) * probability;
    if (this.#code < bound) {
      this.#range = bound;
      probs[index] = probability + ((2048 - probability) >> 5);
      return 0;
    }
    this.#range -= bound;
    this.#code -= bound;
    probs[index] = probability - (probability >> 5);
    return 1;
  }

  #normalize(): void {
    if (this.#range >= 0x1000000) return;
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | this.#byte()) >>> 0;
  }
}

function wrong(): Damaged {
  return new Damaged('wrong', 'its xz data is corrupt');
}

function cut(): Damaged {
  return new Damaged('cut', 'its xz data ends too soon');
}

import { Damaged } from './entries.ts';

/* The two codes of zstd (RFC 8878, 4): FSE and Huffman. Each table is checked whole before anything is read by it. */

export function wrong(): Damaged {
  return new Damaged('wrong', 'its zstd data is corrupt');
}

/** A byte that must be there. */
export function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw wrong();
  return byte;
}

/** Bits that are read from the end to the beginning; the highest bit that is set in the last byte marks the end. */
export class BackwardBits {
  /** Bits that are not taken yet. */
  left: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    const last = bytes.at(-1) ?? 0;
    if (last === 0) throw wrong();
    this.#bytes = bytes;
    this.left = bytes.length * 8 - Math.clz32(last) + 23;
  }

  /** At most 24; zeros before the beginning. */
  peek(count: number): number {
    const from = this.left - count;
    if (from < 0) return this.#at(0, this.left) << -from;
    return this.#at(from, count);
  }

  take(count: number): number {
    if (count > this.left) throw wrong();
    if (count > 24) return this.take(count - 16) * 65536 + this.take(16);
    const bits = this.peek(count);
    this.left -= count;
    return bits;
  }

  #at(from: number, count: number): number {
    const bytes = this.#bytes;
    const at = from >> 3;
    const word =
      (bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24);
    return (word >>> (from & 7)) & ((1 << count) - 1);
  }
}

/** For each state: its symbol, and the bits and the base of the next state. */
export interface FseTable {
  readonly log: number;
  readonly symbols: Uint8Array;
  readonly bits: Uint8Array;
  readonly bases: Uint16Array;
}

/** One symbol, always. */
export function repeatedSymbol(symbol: number): FseTable {
  return { log: 0, symbols: Uint8Array.of(symbol), bits: new Uint8Array(1), bases: new Uint16Array(1) };
}

export interface FseLimits {
  readonly log: number;
  /** The largest symbol. */
  readonly symbol: number;
}

/** The table that is described at `start`, and where its description ends. */
export function readFseTable(
  bytes: Uint8Array,
  start: number,
  limits: FseLimits,
): { readonly table: FseTable; readonly end: number } {
  const log = (byteAt(bytes, start) & 15) + 5;
  if (log > limits.log) throw wrong();
  let at = start * 8 + 4;
  const peek = (count: number) => {
    const word =
      (bytes[at >> 3] ?? 0) | ((bytes[(at >> 3) + 1] ?? 0) << 8) | ((bytes[(at >> 3) + 2] ?? 0) << 16);
    return (word >>> (at & 7)) & ((1 << count) - 1);
  };
  const counts: number[] = [];
  for (let left = 1 << log; left > 0; ) {
    const width = 32 - Math.clz32(left + 1);
    const short = (1 << width) - 2 - left;
    let value = peek(width - 1);
    if (value < short) at += width - 1;
    else {
      value = peek(width);
      at += width;
      if (value >= 1 << (width - 1)) value -= short;
    }
    counts.push(value - 1);
    left -= value === 0 ? 1 : value - 1;
    for (let more = value === 1 ? 3 : 0; more === 3; ) {
      more = peek(2);
      at += 2;
      for (let i = 0; i < more; i++) counts.push(0);
      if (counts.length > 256) throw wrong();
    }
    if (left < 0 || counts.length > limits.symbol + 1) throw wrong();
  }
  const end = (at + 7) >> 3;
  if (end > bytes.length) throw wrong();
  return { table: fseTable(counts, log), end };
}

/** `counts`: how many states each symbol has; -1 = less than one. They fill the table. */
export function fseTable(counts: readonly number[], log: number): FseTable {
  const size = 1 << log;
  const symbols = new Uint8Array(size);
  const next = counts.map((count) => Math.abs(count));
  let high = size;
  for (const [symbol, count] of counts.entries()) if (count === -1) symbols[--high] = symbol;
  let place = 0;
  for (const [symbol, count] of counts.entries()) {
    for (let i = 0; i < count; i++) {
      symbols[place] = symbol;
      do place = (place + (size >> 1) + (size >> 3) + 3) & (size - 1);
      while (place >= high);
    }
  }
  const bits = new Uint8Array(size);
  const bases = new Uint16Array(size);
  for (let state = 0; state < size; state++) {
    const symbol = symbols[state] ?? 0;
    const index = next[symbol] ?? 1;
    next[symbol] = index + 1;
    const width = log - 31 + Math.clz32(index);
    bits[state] = width;
    bases[state] = (index << width) - size;
  }
  return { log, symbols, bits, bases };
}

/** For each of the next `log` bits: the symbol, and how many of the bits are its. */
export interface HuffmanTable {
  readonly log: number;
  readonly symbols: Uint8Array;
  readonly bits: Uint8Array;
}

const MAX_HUFFMAN = 11;

export function readHuffmanTable(
  bytes: Uint8Array,
  start: number,
): { readonly table: HuffmanTable; readonly end: number } {
  const head = byteAt(bytes, start);
  const length = head < 128 ? head : (head - 126) >> 1;
  const end = start + 1 + length;
  if (end > bytes.length) throw wrong();
  const described = bytes.subarray(start + 1, end);
  const weights = head < 128 ? packedWeights(described) : plainWeights(described, head - 127);
  return { table: huffmanTable(weights), end };
}

function plainWeights(bytes: Uint8Array, count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    const byte = bytes[i >> 1] ?? 0;
    return i % 2 === 0 ? byte >> 4 : byte & 15;
  });
}

/** Two states take turns until the bits are used up. */
function packedWeights(bytes: Uint8Array): number[] {
  const { table, end } = readFseTable(bytes, 0, { log: 6, symbol: 255 });
  const bits = new BackwardBits(bytes.subarray(end));
  const states = [bits.take(table.log), bits.take(table.log)];
  const weights: number[] = [];
  for (let turn = 0; weights.length < 255; turn ^= 1) {
    const state = states[turn] ?? 0;
    weights.push(table.symbols[state] ?? 0);
    const width = table.bits[state] ?? 0;
    if (width > bits.left) {
      weights.push(table.symbols[states[turn ^ 1] ?? 0] ?? 0);
      return weights;
    }
    states[turn] = (table.bases[state] ?? 0) + bits.take(width);
  }
  throw wrong();
}

/** The last symbol's weight is not told: it fills the table. */
function huffmanTable(told: readonly number[]): HuffmanTable {
  let sum = 0;
  for (const weight of told) {
    if (weight > MAX_HUFFMAN) throw wrong();
    sum += (1 << weight) >> 1;
  }
  const log = 32 - Math.clz32(sum);
  const left = (1 << log) - sum;
  if (sum === 0 || log > MAX_HUFFMAN || (left & (left - 1)) !== 0 || told.length > 255) throw wrong();
  const weights = [...told, 32 - Math.clz32(left)];
  const symbols = new Uint8Array(1 << log);
  const bits = new Uint8Array(1 << log);
  let place = 0;
  for (let weight = 1; weight <= log; weight++) {
    for (const [symbol, other] of weights.entries()) {
      if (other !== weight) continue;
      const end = place + (1 << (weight - 1));
      symbols.fill(symbol, place, end);
      bits.fill(log + 1 - weight, place, end);
      place = end;
    }
  }
  return { log, symbols, bits };
}

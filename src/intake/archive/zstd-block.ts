import {
  BackwardBits,
  byteAt,
  type FseLimits,
  type FseTable,
  fseTable,
  type HuffmanTable,
  readFseTable,
  readHuffmanTable,
  repeatedSymbol,
  wrong,
} from './zstd-entropy.ts';

/* A compressed block of zstd (RFC 8878, 3.1.1.3): its literals, and the sequences that mix them with what came before. */

/** The most that a block unpacks to. */
export const MAX_BLOCK = 128 * 1024;

/** State that a block passes to the next one of its frame. */
export interface Remembered {
  huffman: HuffmanTable | undefined;
  /** Lengths of literals, offsets, lengths of matches. */
  tables: readonly [FseTable, FseTable, FseTable] | undefined;
  offsets: [number, number, number];
}

export function remembersNothing(): Remembered {
  return { huffman: undefined, tables: undefined, offsets: [1, 4, 8] };
}

/** The unpacked output: each method throws if it would exceed the limit. */
export interface Output {
  append(bytes: Uint8Array): void;
  /** `length` bytes from `distance` before the end. */
  repeat(distance: number, length: number): void;
}

export function unpackBlock(block: Uint8Array, remembered: Remembered, output: Output): void {
  const { literals, end } = readLiterals(block, remembered);
  const { count, at } = sequenceCount(block, end);
  if (count === 0) {
    if (at !== block.length) throw wrong();
    output.append(literals);
  } else {
    const { tables, at: bitsAt } = readTables(block, at, remembered);
    remembered.tables = tables;
    runSequences({ bits: new BackwardBits(block.subarray(bitsAt)), count, literals, remembered, output });
  }
}

/** The literals and the place where they end. */
function readLiterals(
  block: Uint8Array,
  remembered: Remembered,
): { readonly literals: Uint8Array; readonly end: number } {
  const head = byteAt(block, 0);
  const type = head & 3;
  const format = (head >> 2) & 3;
  if (type < 2) {
    const width = [1, 2, 1, 3][format] ?? 1;
    const size = littleEndian(block, 0, width) >>> (width === 1 ? 3 : 4);
    if (size > MAX_BLOCK) throw wrong();
    if (type === 1) return { literals: new Uint8Array(size).fill(byteAt(block, width)), end: width + 1 };
    if (width + size > block.length) throw wrong();
    return { literals: block.subarray(width, width + size), end: width + size };
  }
  const width = [3, 3, 4, 5][format] ?? 3;
  const sizeBits = [10, 10, 14, 18][format] ?? 10;
  const sizes = Math.floor(littleEndian(block, 0, width) / 16);
  const size = sizes % 2 ** sizeBits;
  const end = width + Math.floor(sizes / 2 ** sizeBits);
  if (size > MAX_BLOCK || end > block.length) throw wrong();
  const packed = block.subarray(width, end);
  let start = 0;
  if (type === 2) ({ table: remembered.huffman, end: start } = readHuffmanTable(packed, 0));
  if (remembered.huffman === undefined) throw wrong();
  const literals = new Uint8Array(size);
  const streams = packed.subarray(start);
  if (format === 0) readStream(streams, literals, remembered.huffman);
  else readFourStreams(streams, literals, remembered.huffman);
  return { literals, end };
}

function readFourStreams(packed: Uint8Array, literals: Uint8Array, table: HuffmanTable): void {
  const size = (literals.length + 3) >> 2;
  if (3 * size > literals.length) throw wrong();
  let at = 6;
  for (let stream = 0; stream < 4; stream++) {
    const end = stream === 3 ? packed.length : at + littleEndian(packed, 2 * stream, 2);
    if (end > packed.length) throw wrong();
    const upTo = stream === 3 ? literals.length : (stream + 1) * size;
    readStream(packed.subarray(at, end), literals.subarray(stream * size, upTo), table);
    at = end;
  }
}

function readStream(packed: Uint8Array, literals: Uint8Array, table: HuffmanTable): void {
  const bits = new BackwardBits(packed);
  for (let i = 0; i < literals.length; i++) {
    const code = bits.peek(table.log);
    literals[i] = table.symbols[code] ?? 0;
    bits.left -= table.bits[code] ?? 0;
    if (bits.left < 0) throw wrong();
  }
  if (bits.left !== 0) throw wrong();
}

function sequenceCount(block: Uint8Array, at: number): { readonly count: number; readonly at: number } {
  const first = byteAt(block, at);
  if (first < 128) return { count: first, at: at + 1 };
  if (first < 255) return { count: ((first - 128) << 8) + byteAt(block, at + 1), at: at + 2 };
  return { count: littleEndian(block, at + 1, 2) + 0x7f00, at: at + 3 };
}

interface Code extends FseLimits {
  readonly usual: FseTable;
  /** A symbol's meaning: a base, and how many bits are added. */
  readonly bases: readonly number[];
  readonly extra: readonly number[];
}

/** Runs of [how many symbols, how many extra bits]; the bases follow one another. */
function code(limits: FseLimits, usual: FseTable, first: number, runs: readonly (readonly number[])[]): Code {
  const extra = runs.flatMap(([count = 0, bits = 0]) => new Array<number>(count).fill(bits));
  let base = first;
  const bases = extra.map((bits) => {
    const own = base;
    base += 2 ** bits;
    return own;
  });
  return { ...limits, usual, bases, extra };
}

function counts(text: string): number[] {
  return text.split(' ').map(Number);
}

const usualLiterals = '4 3 2 2 2 2 2 2 2 2 2 2 2 1 1 1 2 2 2 2 2 2 2 2 2 3 2 1 1 1 1 1 -1 -1 -1 -1';
const usualOffsets = '1 1 1 1 1 1 2 2 2 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 -1 -1 -1 -1 -1';
const usualMatches =
  '1 4 3 2 2 2 2 2 2 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 -1 -1 -1 -1 -1 -1 -1';

const literalRuns = [
  16, 0, 4, 1, 2, 2, 2, 3, 1, 4, 1, 6, 1, 7, 1, 8, 1, 9, 1, 10, 1, 11, 1, 12, 1, 13, 1, 14, 1, 15, 1, 16,
];
const matchRuns = [
  32, 0, 4, 1, 2, 2, 2, 3, 2, 4, 1, 5, 1, 7, 1, 8, 1, 9, 1, 10, 1, 11, 1, 12, 1, 13, 1, 14, 1, 15, 1, 16,
];

function pairs(numbers: readonly number[]): number[][] {
  return Array.from({ length: numbers.length / 2 }, (_, i) => numbers.slice(2 * i, 2 * i + 2));
}

const literalCode = code({ log: 9, symbol: 35 }, fseTable(counts(usualLiterals), 6), 0, pairs(literalRuns));
const offsetCode = code(
  { log: 8, symbol: 31 },
  fseTable(counts(usualOffsets), 5),
  1,
  Array.from({ length: 32 }, (_, bits) => [1, bits]),
);
const matchCode = code({ log: 9, symbol: 52 }, fseTable(counts(usualMatches), 6), 3, pairs(matchRuns));

type Tables = readonly [FseTable, FseTable, FseTable];

function readTables(
  block: Uint8Array,
  start: number,
  { tables: before }: Remembered,
): { readonly tables: Tables; readonly at: number } {
  const modes = byteAt(block, start);
  if ((modes & 3) !== 0) throw wrong();
  let at = start + 1;
  const tableOf = (index: 0 | 1 | 2, of: Code): FseTable => {
    const mode = (modes >> (6 - 2 * index)) & 3;
    if (mode === 0) return of.usual;
    if (mode === 1) {
      const symbol = byteAt(block, at++);
      if (symbol > of.symbol) throw wrong();
      return repeatedSymbol(symbol);
    }
    if (mode === 3) {
      if (before === undefined) throw wrong();
      return before[index];
    }
    const { table, end } = readFseTable(block, at, of);
    at = end;
    return table;
  };
  const tables: Tables = [tableOf(0, literalCode), tableOf(1, offsetCode), tableOf(2, matchCode)];
  return { tables, at };
}

interface Run {
  readonly bits: BackwardBits;
  readonly count: number;
  readonly literals: Uint8Array;
  readonly remembered: Remembered;
  readonly output: Output;
}

/** Every sequence appends three bytes or more, and the output bounds them all: it ends soon on any data. */
function runSequences({ bits, count, literals, remembered, output }: Run): void {
  const [forLiterals, forOffsets, forMatches] = remembered.tables ?? readNone();
  let literalState = bits.take(forLiterals.log);
  let offsetState = bits.take(forOffsets.log);
  let matchState = bits.take(forMatches.log);
  let used = 0;
  for (let i = 0; i < count; i++) {
    const told = amount(offsetCode, forOffsets.symbols[offsetState] ?? 0, bits);
    const matched = amount(matchCode, forMatches.symbols[matchState] ?? 0, bits);
    const literal = amount(literalCode, forLiterals.symbols[literalState] ?? 0, bits);
    if (i + 1 < count) {
      literalState = next(forLiterals, literalState, bits);
      matchState = next(forMatches, matchState, bits);
      offsetState = next(forOffsets, offsetState, bits);
    }
    if (used + literal > literals.length) throw wrong();
    output.append(literals.subarray(used, used + literal));
    used += literal;
    output.repeat(distance(told, literal, remembered.offsets), matched);
  }
  if (bits.left !== 0) throw wrong();
  output.append(literals.subarray(used));
}

function readNone(): never {
  throw wrong();
}

function amount({ bases, extra }: Code, symbol: number, bits: BackwardBits): number {
  return (bases[symbol] ?? 0) + bits.take(extra[symbol] ?? 0);
}

function next(table: FseTable, state: number, bits: BackwardBits): number {
  return (table.bases[state] ?? 0) + bits.take(table.bits[state] ?? 0);
}

/** 1 to 3 name one of the last three distances, moved by one where no literals come before it. */
function distance(told: number, literal: number, offsets: Remembered['offsets']): number {
  const [first, second, third] = offsets;
  if (told > 3) {
    offsets.splice(0, 3, told - 3, first, second);
    return told - 3;
  }
  const place = literal === 0 ? told : told - 1;
  if (place === 0) return first;
  const found = place === 1 ? second : place === 2 ? third : first - 1;
  offsets.splice(0, 3, found, first, place === 1 ? third : second);
  return found;
}

function littleEndian(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let i = width - 1; i >= 0; i--) value = value * 256 + byteAt(bytes, at + i);
  return value;
}

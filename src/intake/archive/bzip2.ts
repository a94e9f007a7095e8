import { Damaged } from './entries.ts';

/* bzip2: own lines, for the known libraries want Node's buffers or streams. Names are those of the format. */

const BLOCK = 0x314159265359;
const END = 0x177245385090;
const GROUP_SIZE = 50;
const MAX_BITS = 20;
const PIECE = 64 * 1024;

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc;
});

export function* unpackBzip2(bytes: Uint8Array): Generator<Uint8Array> {
  const bits = new Bits(bytes);
  do {
    if (bits.take(24) !== 0x425a68) throw wrong();
    const level = bits.take(8) - 0x30;
    if (level < 1 || level > 9) throw wrong();
    let combined = 0;
    let magic = bits.takeLong();
    for (; magic === BLOCK; magic = bits.takeLong()) {
      const stored = bits.take(32);
      const crc = yield* runsOf(readBlock(bits, level * 100_000));
      if (crc !== stored) throw new Damaged('wrong', 'its checksum is wrong');
      combined = (((combined << 1) | (combined >>> 31)) ^ crc) >>> 0;
    }
    if (magic !== END) throw wrong();
    if (bits.take(32) !== combined) throw new Damaged('wrong', 'its checksum is wrong');
    bits.alignToByte();
  } while (!bits.isAtEnd);
}

interface Block {
  /** For each place of the sorted block: the byte, and above it the place that follows. */
  readonly links: Uint32Array;
  readonly first: number;
}

function readBlock(bits: Bits, most: number): Block {
  if (bits.take(1) !== 0) throw new Damaged('unknown', 'it is packed by a bzip2 before 1997');
  const origin = bits.take(24);
  const used = usedBytes(bits);
  const alphabet = used.length + 2;
  const groups = bits.take(3);
  const selectorCount = bits.take(15);
  if (groups < 2 || groups > 6 || selectorCount === 0 || used.length === 0) throw wrong();
  const selectors = readSelectors(bits, groups, selectorCount);
  const tables = Array.from({ length: groups }, () => readTable(bits, alphabet));
  const { sorted, length } = readSymbols({ bits, most, used, selectors, tables });
  if (origin >= length) throw wrong();
  return { ...linked(sorted, length, origin) };
}

function usedBytes(bits: Bits): number[] {
  const rows = bits.take(16);
  const used: number[] = [];
  for (let row = 0; row < 16; row++) {
    const columns = rows & (0x8000 >> row) ? bits.take(16) : 0;
    for (let column = 0; column < 16; column++) {
      if (columns & (0x8000 >> column)) used.push(row * 16 + column);
    }
  }
  return used;
}

function readSelectors(bits: Bits, groups: number, count: number): Uint8Array {
  const order = Array.from({ length: groups }, (_, index) => index);
  const selectors = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    let at = 0;
    while (bits.take(1) === 1) if (++at >= groups) throw wrong();
    const [group = 0] = order.splice(at, 1);
    order.unshift(group);
    selectors[i] = group;
  }
  return selectors;
}

/** A canonical Huffman code. */
interface CodeTable {
  /** For each length: the largest code, and what leads from a code to its place in `symbols`. */
  readonly limits: Int32Array;
  readonly bases: Int32Array;
  readonly symbols: Uint16Array;
}

function readTable(bits: Bits, alphabet: number): CodeTable {
  const lengths = new Uint8Array(alphabet);
  let length = bits.take(5);
  for (let symbol = 0; symbol < alphabet; symbol++) {
    for (;;) {
      if (length < 1 || length > MAX_BITS) throw wrong();
      if (bits.take(1) === 0) break;
      length += bits.take(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  const limits = new Int32Array(MAX_BITS + 2).fill(-1);
  const bases = new Int32Array(MAX_BITS + 2);
  const symbols = new Uint16Array(alphabet);
  let code = 0;
  let place = 0;
  for (let size = 1; size <= MAX_BITS; size++) {
    bases[size] = place - code;
    for (let symbol = 0; symbol < alphabet; symbol++) {
      if (lengths[symbol] !== size) continue;
      symbols[place++] = symbol;
      code++;
    }
    limits[size] = code - 1;
    code <<= 1;
  }
  return { limits, bases, symbols };
}

interface Symbols {
  readonly bits: Bits;
  readonly most: number;
  readonly used: readonly number[];
  readonly selectors: Uint8Array;
  readonly tables: readonly CodeTable[];
}

/** Undoes the codes, the run lengths and the moves to the front. */
function readSymbols({ bits, most, used, selectors, tables }: Symbols): {
  sorted: Uint8Array;
  length: number;
} {
  const sorted = new Uint8Array(most);
  const front = Uint8Array.from(used);
  const end = used.length + 1;
  let length = 0;
  let run = 0;
  let weight = 1;
  for (let count = 0; ; count++) {
    const table = tables[selectors[Math.floor(count / GROUP_SIZE)] ?? -1];
    if (table === undefined) throw wrong();
    const symbol = readSymbol(bits, table);
    if (symbol <= 1) {
      run += weight << symbol;
      weight <<= 1;
      if (run > most) throw wrong();
      continue;
    }
    if (length + run > most) throw wrong();
    sorted.fill(front[0] ?? 0, length, length + run);
    length += run;
    run = 0;
    weight = 1;
    if (symbol === end) return { sorted, length };
    const at = symbol - 1;
    const byte = front[at] ?? 0;
    front.copyWithin(1, 0, at);
    front[0] = byte;
    if (length >= most) throw wrong();
    sorted[length++] = byte;
  }
}

function readSymbol(bits: Bits, { limits, bases, symbols }: CodeTable): number {
  let code = 0;
  for (let size = 1; size <= MAX_BITS; size++) {
    code = (code << 1) | bits.take(1);
    if (code <= (limits[size] ?? -1)) return symbols[code + (bases[size] ?? 0)] ?? 0;
  }
  throw wrong();
}

/** Undoes the sorting of Burrows and Wheeler. */
function linked(sorted: Uint8Array, length: number, origin: number): Block {
  const starts = new Uint32Array(257);
  for (let i = 0; i < length; i++) {
    const next = (sorted[i] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let byte = 0; byte < 256; byte++) starts[byte + 1] = (starts[byte + 1] ?? 0) + (starts[byte] ?? 0);
  const links = new Uint32Array(length);
  for (let i = 0; i < length; i++) {
    const byte = sorted[i] ?? 0;
    const at = starts[byte] ?? 0;
    starts[byte] = at + 1;
    links[at] = ((links[at] ?? 0) & 0xff) | (i << 8);
    links[i] = ((links[i] ?? 0) & 0xffffff00) | byte;
  }
  return { links, first: (links[origin] ?? 0) >>> 8 };
}

/** Undoes the first run lengths: four equal bytes, then how many more. Gives the block's checksum. */
function* runsOf({ links, first }: Block): Generator<Uint8Array, number> {
  let out = new Uint8Array(PIECE);
  let size = 0;
  let crc = -1;
  let place = first;
  let before = -1;
  let equal = 0;
  for (let left = links.length; left > 0; left--) {
    const link = links[place] ?? 0;
    const byte = link & 0xff;
    place = link >>> 8;
    const times = equal === 4 ? byte : 1;
    const value = equal === 4 ? before : byte;
    equal = equal === 4 ? 0 : byte === before ? equal + 1 : 1;
    before = equal === 0 ? -1 : byte;
    for (let i = 0; i < times; i++) {
      crc = (crc << 8) ^ (crcTable[((crc >>> 24) ^ value) & 0xff] ?? 0);
      out[size++] = value;
    }
    if (size < PIECE - 256) continue;
    yield out.subarray(0, size);
    out = new Uint8Array(PIECE);
    size = 0;
  }
  yield out.subarray(0, size);
  return ~crc >>> 0;
}

/** Highest bit first. */
class Bits {
  readonly #bytes: Uint8Array;
  #at = 0;
  #held = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  alignToByte(): void {
    this.#count = 0;
  }

  /** Up to 32. */
  take(count: number): number {
    if (count > 16) return this.take(count - 16) * 65536 + this.take(16);
    while (this.#count < count) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new Damaged('cut', 'its bzip2 data ends too soon');
      this.#held = ((this.#held << 8) | byte) & 0xffffff;
      this.#count += 8;
    }
    this.#count -= count;
    return (this.#held >>> this.#count) & ((1 << count) - 1);
  }

  takeLong(): number {
    return this.take(24) * 2 ** 24 + this.take(24);
  }
}

function wrong(): Damaged {
  return new Damaged('wrong', 'its bzip2 data is corrupt');
}

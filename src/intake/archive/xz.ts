import { crc32, crc64 } from './checksums.ts';
import { Damaged } from './entries.ts';
import { LzmaBlock } from './lzma2.ts';

/*
 * The container of .xz files: streams of blocks, each with a checksum, and an index of them. Own lines: the known
 * libraries are WebAssembly, which the page's policy does not allow.
 */

/** Bytes of a check by its number; -1: not known here. */
const checkSizes = [0, 4, -1, -1, 8];
const HEADER = 12;

export function* unpackXz(bytes: Uint8Array): Generator<Uint8Array> {
  const reader = new Reader(bytes);
  while (reader.at < bytes.length) {
    yield* stream(reader);
    // Streams may follow each other, with zeros between.
    while (reader.at < bytes.length && bytes[reader.at] === 0) reader.at++;
  }
}

interface BlockSizes {
  readonly packed: number;
  readonly unpacked: number;
}

function* stream(reader: Reader): Generator<Uint8Array> {
  const header = reader.take(HEADER);
  const check = (header[7] ?? 0) & 0xf;
  if (header[0] !== 0xfd || header[5] !== 0 || crc32(header.subarray(6, 8)) !== wordAt(header, 8)) {
    throw new Damaged('wrong', 'its xz header is wrong');
  }
  const checkSize = checkSizes[check] ?? -1;
  if (checkSize < 0) throw new Damaged('unknown', 'its xz checksum is of an unknown kind');
  const blocks: BlockSizes[] = [];
  while (reader.peek() !== 0) blocks.push(yield* block(reader, checkSize));
  readIndex(reader, blocks);
  const footer = reader.take(HEADER);
  if (footer[10] !== 0x59 || footer[11] !== 0x5a || crc32(footer.subarray(4, 10)) !== wordAt(footer, 0)) {
    throw new Damaged('wrong', 'its xz footer is wrong');
  }
}

function* block(reader: Reader, checkSize: number): Generator<Uint8Array, BlockSizes> {
  const start = reader.at;
  const dictionary = readBlockHeader(reader);
  const lzma = new LzmaBlock(reader.bytes, reader.at, dictionary);
  let unpacked = 0;
  let crc: readonly [number, number] | number = checkSize === 8 ? [0, 0] : 0;
  for (const chunk of lzma.chunks()) {
    unpacked += chunk.length;
    if (checkSize > 0) crc = typeof crc === 'number' ? crc32(chunk, crc) : crc64(chunk, crc);
    yield chunk;
  }
  reader.at = lzma.at;
  const packed = reader.at - start + checkSize;
  while ((reader.at - start) % 4 !== 0) {
    if (reader.byte() !== 0) throw new Damaged('wrong', 'its xz padding is wrong');
  }
  const stored = reader.take(checkSize);
  const isRight =
    typeof crc === 'number'
      ? checkSize === 0 || wordAt(stored, 0) === crc
      : wordAt(stored, 0) === crc[0] && wordAt(stored, 4) === crc[1];
  if (!isRight) throw new Damaged('wrong', 'its checksum is wrong');
  return { packed, unpacked };
}

/** The size of the dictionary. */
function readBlockHeader(reader: Reader): number {
  const size = (reader.peek() + 1) * 4;
  const header = new Reader(reader.take(size));
  if (crc32(header.bytes.subarray(0, size - 4)) !== wordAt(header.bytes, size - 4)) {
    throw new Damaged('wrong', 'its xz block header is wrong');
  }
  header.at = 1;
  const flags = header.byte();
  if ((flags & 0x40) !== 0) header.number();
  if ((flags & 0x80) !== 0) header.number();
  const filter = header.number();
  const properties = header.number();
  if ((flags & 3) !== 0 || filter !== 0x21 || properties !== 1) {
    throw new Damaged('unknown', 'it is packed with an unknown xz filter');
  }
  const bits = header.byte() & 0x3f;
  return bits >= 40 ? 0xffffffff : (2 | (bits & 1)) * 2 ** ((bits >> 1) + 11);
}

function readIndex(reader: Reader, blocks: readonly BlockSizes[]): void {
  const start = reader.at;
  reader.byte();
  const wrong = () => new Damaged('wrong', 'its xz index does not fit its blocks');
  if (reader.number() !== blocks.length) throw wrong();
  for (const { packed, unpacked } of blocks) {
    if (reader.number() !== packed || reader.number() !== unpacked) throw wrong();
  }
  while ((reader.at - start) % 4 !== 0) if (reader.byte() !== 0) throw wrong();
  const end = reader.at;
  if (wordAt(reader.take(4), 0) !== crc32(reader.bytes.subarray(start, end))) throw wrong();
}

class Reader {
  at = 0;
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  peek(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new Damaged('cut', 'its xz data ends too soon');
    return byte;
  }

  byte(): number {
    const byte = this.peek();
    this.at++;
    return byte;
  }

  take(size: number): Uint8Array {
    if (this.at + size > this.bytes.length) throw new Damaged('cut', 'its xz data ends too soon');
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }

  /** Seven bits a byte, the lowest first. */
  number(): number {
    let value = 0;
    for (let factor = 1; factor < 2 ** 50; factor *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    throw new Damaged('wrong', 'its xz data has a number that is too large');
  }
}

function wordAt(bytes: Uint8Array, at: number): number {
  const byte = (i: number) => bytes[at + i] ?? 0;
  return (byte(0) | (byte(1) << 8) | (byte(2) << 16) | (byte(3) << 24)) >>> 0;
}

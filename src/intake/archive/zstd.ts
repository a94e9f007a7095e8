import { Damaged } from './entries.ts';
import { XxHash64 } from './xxhash64.ts';
import { MAX_BLOCK, type Output, remembersNothing, unpackBlock } from './zstd-block.ts';
import { byteAt, wrong } from './zstd-entropy.ts';

/*
 * zstd: own lines, for fzstd 0.1.1 compares no checksums and some damaged data keeps it busy for ever. Here no step
 * goes back in what is packed, and no block gives more than its limit.
 */

const MAGIC = 0xfd2fb528;
/** Older output is forgotten; no more than this is unpacked at all. */
const MAX_WINDOW = 256 * 1024 * 1024;

export function* unpackZstd(bytes: Uint8Array): Generator<Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; ) {
    if (at + 8 > bytes.length) throw cut();
    const magic = view.getUint32(at, true);
    if (magic >>> 4 === 0x184d2a5) {
      at += 8 + view.getUint32(at + 4, true);
      if (at > bytes.length) throw cut();
    } else if (magic === MAGIC) at = yield* unpackFrame(bytes, at + 4);
    else throw wrong();
  }
}

interface FrameHeader {
  readonly hasChecksum: boolean;
  readonly window: number;
  /** The size of the unpacked data, if it is stated. */
  readonly size: number | undefined;
  readonly end: number;
}

function readHeader(bytes: Uint8Array, start: number): FrameHeader {
  const descriptor = byteAt(bytes, start);
  if ((descriptor & 8) !== 0) throw wrong();
  if ((descriptor & 3) !== 0) throw new Damaged('unknown', 'it is packed with a dictionary of its own');
  const isSingle = (descriptor & 32) !== 0;
  const width = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const sizeAt = start + (isSingle ? 1 : 2);
  const end = sizeAt + width;
  if (end > bytes.length) throw cut();
  let size = width === 2 ? 256 : 0;
  for (let i = 0; i < width; i++) size += (bytes[sizeAt + i] ?? 0) * 2 ** (8 * i);
  const exponent = byteAt(bytes, start + 1);
  const window = isSingle ? size : 2 ** (10 + (exponent >> 3)) * (1 + (exponent & 7) / 8);
  return { hasChecksum: (descriptor & 4) !== 0, window, size: width > 0 ? size : undefined, end };
}

/** Gives where the frame ends. */
function* unpackFrame(bytes: Uint8Array, start: number): Generator<Uint8Array, number> {
  const { hasChecksum, window, size, end } = readHeader(bytes, start);
  const hash = hasChecksum ? new XxHash64() : undefined;
  const unpacked = new Unpacked(window);
  const remembered = remembersNothing();
  let at = end;
  let total = 0;
  for (let isLast = false; !isLast; ) {
    if (at + 3 > bytes.length) throw cut();
    const header = byteAt(bytes, at) | (byteAt(bytes, at + 1) << 8) | (byteAt(bytes, at + 2) << 16);
    isLast = (header & 1) !== 0;
    const type = (header >> 1) & 3;
    const length = header >> 3;
    const from = at + 3;
    at = from + (type === 1 ? 1 : length);
    if (type === 3 || length > MAX_BLOCK) throw wrong();
    if (at > bytes.length) throw cut();
    unpacked.beginBlock();
    if (type === 0) unpacked.append(bytes.subarray(from, at));
    else if (type === 1) unpacked.append(new Uint8Array(length).fill(byteAt(bytes, from)));
    else unpackBlock(bytes.subarray(from, at), remembered, unpacked);
    const chunk = unpacked.block();
    total += chunk.length;
    hash?.add(chunk);
    if (chunk.length > 0) yield chunk;
  }
  if (size !== undefined && size !== total) throw new Damaged('wrong', 'its length is wrong');
  if (hash === undefined) return at;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + 4 > bytes.length) throw cut();
  if (view.getUint32(at, true) !== hash.low()) throw new Damaged('wrong', 'its checksum is wrong');
  return at + 4;
}

/** A frame's output, as far back as its window goes. */
class Unpacked implements Output {
  readonly #window: number;
  readonly #mostOfBlock: number;
  #bytes = new Uint8Array(2 * MAX_BLOCK);
  #length = 0;
  #blockAt = 0;

  constructor(window: number) {
    this.#window = Math.min(window, MAX_WINDOW);
    this.#mostOfBlock = Math.min(window, MAX_BLOCK);
  }

  /** Makes room for one block: by forgetting what the window has left behind, else by growing. */
  beginBlock(): void {
    if (this.#length + MAX_BLOCK > this.#bytes.length) {
      const forgotten = Math.max(0, this.#length - this.#window);
      const kept = this.#bytes.subarray(forgotten, this.#length);
      const isMostlyKept = 2 * (kept.length + MAX_BLOCK) > this.#bytes.length;
      if (isMostlyKept) this.#bytes = new Uint8Array(2 * this.#bytes.length);
      this.#bytes.set(kept);
      this.#length = kept.length;
    }
    this.#blockAt = this.#length;
  }

  append(bytes: Uint8Array): void {
    this.#grow(bytes.length);
    this.#bytes.set(bytes, this.#length - bytes.length);
  }

  repeat(distance: number, length: number): void {
    const at = this.#length;
    if (distance < 1 || distance > at || distance > this.#window) throw wrong();
    this.#grow(length);
    const bytes = this.#bytes;
    for (let i = at; i < at + length; i++) bytes[i] = bytes[i - distance] ?? 0;
  }

  /** The block's output. */
  block(): Uint8Array {
    return this.#bytes.slice(this.#blockAt, this.#length);
  }

  #grow(by: number): void {
    this.#length += by;
    if (this.#length - this.#blockAt > this.#mostOfBlock) throw wrong();
  }
}

function cut(): Damaged {
  return new Damaged('cut', 'its zstd data ends too soon');
}

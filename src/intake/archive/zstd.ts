import { Decompress } from 'fzstd';
import { Damaged } from './entries.ts';
import { XxHash64 } from './xxhash64.ts';

/*
 * The library unpacks and compares no checksums: the frames are walked here, each is unpacked for itself and held to
 * the checksum behind it, where there is one.
 */

const MAGIC = 0xfd2fb528;
/** Small pieces in, so that a bomb is seen before it has unpacked. */
const PIECE = 16 * 1024;

export function* unpackZstd(bytes: Uint8Array): Generator<Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; ) {
    if (at + 8 > bytes.length) throw cut();
    const magic = view.getUint32(at, true);
    if (magic >>> 4 === 0x184d2a5) {
      at += 8 + view.getUint32(at + 4, true);
      continue;
    }
    if (magic !== MAGIC) throw new Damaged('wrong', 'its zstd data breaks');
    const frame = frameAt(bytes, at);
    const hash = yield* unpackFrame(bytes.subarray(at, frame.end));
    if (frame.hasChecksum) {
      if (frame.end + 4 > bytes.length) throw cut();
      if (view.getUint32(frame.end, true) !== hash.low()) {
        throw new Damaged('wrong', 'its checksum is wrong');
      }
    }
    at = frame.end + (frame.hasChecksum ? 4 : 0);
  }
}

/** `end`: of its last block; what follows is the checksum. */
function frameAt(bytes: Uint8Array, start: number): { end: number; hasChecksum: boolean } {
  const descriptor = bytes[start + 4] ?? 0;
  const isSingle = (descriptor >> 5) & 1;
  const dictionaryId = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const sizeBytes = [isSingle, 2, 4, 8][descriptor >> 6] ?? 0;
  if (dictionaryId > 0) throw new Damaged('unknown', 'it is packed with a dictionary of its own');
  let at = start + 5 + (1 - isSingle) + sizeBytes;
  for (;;) {
    if (at + 3 > bytes.length) throw cut();
    const header = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
    const isRepeated = ((header >> 1) & 3) === 1;
    at += 3 + (isRepeated ? 1 : header >> 3);
    if (at > bytes.length) throw cut();
    if ((header & 1) === 1) return { end: at, hasChecksum: (descriptor & 4) !== 0 };
  }
}

function* unpackFrame(frame: Uint8Array): Generator<Uint8Array, XxHash64> {
  const hash = new XxHash64();
  let chunks: Uint8Array[] = [];
  // Without the mark of a checksum, which the library would wait for.
  const bare = frame.slice();
  bare[4] = (bare[4] ?? 0) & ~4;
  const stream = new Decompress((chunk) => {
    if (chunk.length > 0) chunks.push(chunk);
  });
  for (let at = 0; at < bare.length; at += PIECE) {
    try {
      stream.push(bare.subarray(at, at + PIECE), at + PIECE >= bare.length);
    } catch {
      // The library throws where data that a person gave is none of its own.
      throw new Damaged('wrong', 'its zstd data breaks');
    }
    for (const chunk of chunks) {
      hash.add(chunk);
      yield chunk;
    }
    chunks = [];
  }
  return hash;
}

function cut(): Damaged {
  return new Damaged('cut', 'its zstd data ends too soon');
}

import { Gunzip } from 'fflate';
import { crc32 } from './checksums.ts';
import { Damaged } from './entries.ts';

/** Small pieces in, so that a bomb is seen before it has unpacked: a piece grows a thousandfold at most. */
const PIECE = 16 * 1024;

/** All members of a gzip file, each held to the checksum and length behind it; zeros may follow the last. */
export function* gunzip(bytes: Uint8Array): Generator<Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let chunks: Uint8Array[] = [];
  let crc = 0;
  let length = 0;
  const isEndAt = (at: number) =>
    at >= 0 && view.getUint32(at, true) === crc && view.getUint32(at + 4, true) === length >>> 0;
  const inflate = new Gunzip((chunk) => {
    if (chunk.length === 0) return;
    chunks.push(chunk);
    crc = crc32(chunk, crc);
    length = (length + chunk.length) % 2 ** 32;
  });
  inflate.onmember = (start) => {
    if (!isEndAt(start - 8)) throw new Damaged('wrong', 'its checksum is wrong');
    crc = 0;
    length = 0;
  };
  for (let at = 0; at < bytes.length; at += PIECE) {
    const failure = failureOf(() => inflate.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length));
    yield* chunks;
    chunks = [];
    if (failure === undefined) continue;
    if (failure instanceof Damaged) throw failure;
    if (isEndBeforeZeros(bytes, isEndAt)) return;
    const isCut = failure instanceof Error && 'code' in failure && failure.code === UNEXPECTED_END;
    throw isCut
      ? new Damaged('cut', 'its gzip data ends too soon')
      : new Damaged('wrong', 'its gzip data is corrupt');
  }
  if (!isEndBeforeZeros(bytes, isEndAt)) throw new Damaged('wrong', 'its checksum is missing or wrong');
}

/** The codes of the library's errors. */
const UNEXPECTED_END = 0;

function failureOf(work: () => void): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}

function isEndBeforeZeros(bytes: Uint8Array, isEndAt: (at: number) => boolean): boolean {
  for (let at = bytes.length - 8; at >= 0; at--) {
    if (isEndAt(at)) return true;
    if (bytes[at + 7] !== 0) return false;
  }
  return false;
}

import type { IntakeProblemCode } from '../reading.ts';

export type ArchiveItem =
  | ArchiveEntry
  | ArchiveProblem
  /** Unpacking goes on: a moment to say so, or to stop. */
  | { readonly kind: 'busy' }
  /** Its unpacker must be there before the next item is asked for; without it, a problem follows. */
  | { readonly kind: 'needs'; readonly packing: Packing };

export interface ArchiveEntry {
  readonly kind: 'entry';
  readonly path: string;
  readonly bytes: Uint8Array;
  /** `hostname`: holds the host's name, for the other entries under the same root; nothing to be read. */
  readonly role: 'document' | 'hostname';
}

export interface ArchiveProblem {
  readonly kind: 'problem';
  readonly code: IntakeProblemCode;
  readonly path: string;
  /** A whole sentence, the path in it. */
  readonly sentence: string;
}

/** Packings whose unpackers are loaded on demand. */
export const packings = ['xz', 'bzip2', 'zstd'] as const;
export type Packing = (typeof packings)[number];

/** The unpacked data, piece by piece; throws `Damaged` if it breaks or its checksum is wrong. */
export type Unpack = (packed: Uint8Array) => Iterable<Uint8Array>;

/** `cut`: what came before is as it was packed. `wrong`: it may not be. `unknown`: packed in a way not known here. */
export class Damaged extends Error {
  readonly how: 'cut' | 'wrong' | 'unknown';

  /** `detail` continues `X is damaged:` or, where it is unknown, `X can't be unpacked:`. */
  constructor(how: Damaged['how'], detail: string) {
    super(detail);
    this.how = how;
  }
}

export interface ArchiveLimits {
  /** Bytes of everything unpacked, wanted or not. */
  readonly total: number;
  /** Bytes of one entry. */
  readonly file: number;
  readonly entries: number;
  /** Archives in archives. */
  readonly depth: number;
}

export function tooLarge(path: string, limit: number): ArchiveProblem {
  return problem(
    'too-large',
    path,
    `${shown(path)} is larger than ${megabytes(limit)} when unpacked and was not read.`,
  );
}

export function tooMany(name: string, limit: number): ArchiveProblem {
  return problem('too-many', name, `${shown(name)} has more than ${limit} entries; the rest was not read.`);
}

export function tooMuch(name: string, limit: number): ArchiveProblem {
  return problem(
    'too-large',
    name,
    `${shown(name)} unpacks to more than ${megabytes(limit)}; the rest was not read.`,
  );
}

export function problem(code: IntakeProblemCode, path: string, sentence: string): ArchiveProblem {
  return { kind: 'problem', code, path: shown(path), sentence };
}

/** A path as sentences name it: the end of a long one tells most. */
export function shown(path: string): string {
  return path.length > MAX_SHOWN ? `…${path.slice(-MAX_SHOWN)}` : path;
}

const MAX_SHOWN = 200;

function megabytes(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${Math.floor(bytes / (1024 * 1024))} MB` : `${bytes} bytes`;
}

/** No NUL near the beginning, or every second byte is one. */
export function isText(bytes: Uint8Array): boolean {
  return bytes.length > 0 && (utf16Of(bytes) !== undefined || !bytes.subarray(0, 4096).includes(0));
}

/** By its byte order mark; without one, by the NULs that Latin letters have in it. */
export function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const length = Math.min(bytes.length, 1024) & ~1;
  const nuls = [0, 0];
  for (let i = 0; i < length; i++) if (bytes[i] === 0) nuls[i & 1] = (nuls[i & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  if (length < 8) return undefined;
  if (even === 0 && odd > 0.4 * length) return 'utf-16le';
  return odd === 0 && even > 0.4 * length ? 'utf-16be' : undefined;
}

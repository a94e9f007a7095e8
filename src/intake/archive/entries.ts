import type { IntakeProblemCode } from '../reading.ts';

export type ArchiveItem = ArchiveEntry | ArchiveProblem;

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

export interface ArchiveLimits {
  /** Bytes of everything unpacked, wanted or not. */
  readonly total: number;
  /** Bytes of one entry. */
  readonly file: number;
  readonly entries: number;
}

export function tooLarge(path: string, limit: number): ArchiveProblem {
  const sentence = `${path} is larger than ${megabytes(limit)} when unpacked and is left out.`;
  return { kind: 'problem', code: 'too-large', path, sentence };
}

export function tooMany(name: string, limit: number): ArchiveProblem {
  const sentence = `${name} has more than ${limit} entries; what stands behind is not read.`;
  return { kind: 'problem', code: 'too-many', path: name, sentence };
}

export function tooMuch(name: string, limit: number): ArchiveProblem {
  const sentence = `${name} unpacks to more than ${megabytes(limit)}; what stands behind is not read.`;
  return { kind: 'problem', code: 'too-large', path: name, sentence };
}

function megabytes(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${Math.floor(bytes / (1024 * 1024))} MB` : `${bytes} bytes`;
}

/** No NUL near the beginning. */
export function isText(bytes: Uint8Array): boolean {
  return bytes.length > 0 && !bytes.subarray(0, 4096).includes(0);
}

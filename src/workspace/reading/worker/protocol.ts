import type { ErrorReading, IntakeProblem } from '../../../intake/reading.ts';
import type { PackedReadings } from './transfer-packing.ts';

/** A file or a pasted text that is to be read. */
export interface ReadItem {
  readonly id: number;
  /** The name in places and problems: a path as it was dropped, or `paste 1`. */
  readonly path: string;
  readonly content: Blob | string;
  /** From a folder: then it is no problem that there is no host in it. */
  readonly nested: boolean;
}

export interface ToReader {
  readonly kind: 'read';
  readonly items: readonly ReadItem[];
}

export type FromReader =
  /** Before each file and archive member: says that the reader lives, and whom to blame if it dies. */
  { readonly kind: 'reading'; readonly id: number; readonly path: string } | ReadResults;

export interface ReadResults {
  readonly kind: 'results';
  /** Items that are read to the end. */
  readonly done: readonly number[];
  readonly readings: PackedReadings;
  readonly errors: readonly ErrorReading[];
  readonly problems: readonly IntakeProblem[];
  readonly skipped: number;
}

export interface ReaderError {
  readonly message: string;
  /** The reader's own script could not be loaded: there is no other way to read. */
  readonly isMissing?: boolean;
}

/** A worker, or what stands in for it. */
export interface ReaderPort {
  postMessage(message: ToReader): void;
  terminate(): void;
  onmessage: ((event: { readonly data: FromReader }) => void) | null;
  onerror: ((event: ReaderError) => void) | null;
}

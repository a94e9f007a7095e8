import { strFromU8 } from 'fflate';
import type { ByteSource } from './byte-source.ts';

const BLOCK = 512;
const MAX_NAME = 64 * 1024;
/** Bytes of an entry that are skipped between two steps. */
const STRIDE = 4 * 1024 * 1024;

export type TarItem =
  /** Wanted: its bytes. */
  | { readonly kind: 'file'; readonly path: string; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large'; readonly path: string }
  | { readonly kind: 'busy' };

/** `cut`: within an entry or before the mark of the end. `broken`: what stands where an entry should begin is none. */
export type TarEnd = 'end' | 'cut' | 'broken' | 'too many';

export interface TarOptions {
  readonly isWanted: (path: string) => boolean;
  /** Bytes of the largest file that is read. */
  readonly largest: number;
  /** Whether another entry may be looked at. */
  readonly mayGoOn: () => boolean;
}

/** POSIX, GNU and pax tar. Own lines, not a library: limits must act while it is read, and entries come one by one. */
export function* readTar(source: ByteSource, options: TarOptions): Generator<TarItem, TarEnd> {
  let given: string | undefined;
  for (;;) {
    const header = source.readUpTo(BLOCK);
    if (header.length < BLOCK) return 'cut';
    if (header.every((byte) => byte === 0)) return 'end';
    const entry = parseHeader(header);
    if (entry === undefined) return 'broken';
    const { size, type } = entry;
    if (type === 'L' || type === 'x') {
      if (size > MAX_NAME) return 'broken';
      const bytes = source.readUpTo(size);
      if (bytes.length !== size || !source.skip(padding(size))) return 'cut';
      given = type === 'L' ? text(bytes) : (paxPath(text(bytes)) ?? given);
      continue;
    }
    const path = given ?? entry.path;
    given = undefined;
    if (!options.mayGoOn()) return 'too many';
    const isFile = type === '0' || type === '\0' || type === '7';
    if (isFile && size <= options.largest && options.isWanted(path)) {
      const bytes = source.readUpTo(size);
      if (bytes.length !== size) return 'cut';
      yield { kind: 'file', path, bytes };
      if (!source.skip(padding(size))) return 'cut';
    } else {
      if (isFile && options.isWanted(path)) yield { kind: 'too-large', path };
      if (!(yield* passOver(source, size + padding(size)))) return 'cut';
    }
  }
}

/** False when there is not so much. */
function* passOver(source: ByteSource, size: number): Generator<TarItem, boolean> {
  for (let left = size; left > 0; left -= STRIDE) {
    if (!source.skip(Math.min(left, STRIDE))) return false;
    if (left > STRIDE) yield { kind: 'busy' };
  }
  return true;
}

export function isTar(bytes: Uint8Array): boolean {
  return bytes.length >= BLOCK && text(bytes.subarray(257, 262)) === 'ustar';
}

function parseHeader(header: Uint8Array): { path: string; size: number; type: string } | undefined {
  const size = numberAt(header, 124, 12);
  const sum = numberAt(header, 148, 8);
  let found = 0;
  for (let i = 0; i < BLOCK; i++) found += i >= 148 && i < 156 ? 32 : (header[i] ?? 0);
  if (size === undefined || sum !== found) return undefined;
  const prefix =
    text(header.subarray(257, 262)) === 'ustar' && header[262] === 0 ? field(header, 345, 155) : '';
  const path = field(header, 0, 100);
  return {
    path: prefix === '' ? path : `${prefix}/${path}`,
    size,
    type: String.fromCharCode(header[156] ?? 0),
  };
}

function field(header: Uint8Array, at: number, length: number): string {
  return text(header.subarray(at, at + length));
}

/** Octal digits; GNU tar's binary form for large files. undefined for neither. */
function numberAt(header: Uint8Array, at: number, length: number): number | undefined {
  if ((header[at] ?? 0) === 0x80) {
    let value = 0;
    for (let i = at + 1; i < at + length; i++) value = value * 256 + (header[i] ?? 0);
    return Number.isSafeInteger(value) ? value : undefined;
  }
  const digits = field(header, at, length).trim();
  return /^[0-7]{1,12}$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}

/** UTF-8 up to the first NUL. */
function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return strFromU8(end === -1 ? bytes : bytes.subarray(0, end));
}

function paxPath(records: string): string | undefined {
  return /(?:^|\n)\d{1,7} path=([^\n]*)\n/.exec(records)?.[1];
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

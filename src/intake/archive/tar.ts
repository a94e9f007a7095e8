import { strFromU8 } from 'fflate';
import { type ArchiveItem, type ArchiveLimits, isText, tooLarge, tooMany, tooMuch } from './entries.ts';
import { archiveRole } from './paths.ts';

/** Bytes that come in chunks, read in pieces of any size; keeps no more than one piece. */
export class ByteSource {
  failure: 'too-large' | 'damaged' | undefined;
  readonly #chunks: Iterator<Uint8Array>;
  readonly #limit: number;
  #queue: Uint8Array[] = [];
  #queued = 0;
  #total = 0;

  constructor(chunks: Iterable<Uint8Array>, limit: number) {
    this.#chunks = chunks[Symbol.iterator]();
    this.#limit = limit;
  }

  /** Up to `size` bytes, which stay. */
  peek(size: number): Uint8Array {
    this.#fill(size);
    const bytes = this.#take(size);
    this.#queue.unshift(bytes);
    this.#queued += bytes.length;
    return bytes;
  }

  /** Up to `size` bytes: fewer at the end, or where it fails. */
  readUpTo(size: number): Uint8Array {
    this.#fill(size);
    return this.#take(size);
  }

  /** False when there are not so many. */
  skip(size: number): boolean {
    let left = size;
    while (left > 0) {
      this.#fill(1);
      if (this.#queued === 0) return false;
      left -= this.#take(Math.min(left, this.#queue[0]?.length ?? 0)).length;
    }
    return true;
  }

  #fill(size: number): void {
    while (this.#queued < size && this.failure === undefined) {
      const chunk = this.#pull();
      if (chunk === undefined) return;
      this.#queue.push(chunk);
      this.#queued += chunk.length;
      this.#total += chunk.length;
      if (this.#total > this.#limit) this.failure = 'too-large';
    }
  }

  #pull(): Uint8Array | undefined {
    try {
      const next = this.#chunks.next();
      return next.done === true ? undefined : next.value;
    } catch {
      // The library throws where data that a person gave is no gzip.
      this.failure = 'damaged';
      return undefined;
    }
  }

  #take(size: number): Uint8Array {
    const bytes = new Uint8Array(Math.min(size, this.#queued));
    let at = 0;
    while (at < bytes.length) {
      const chunk = this.#queue[0];
      if (chunk === undefined) break;
      const part = chunk.subarray(0, bytes.length - at);
      bytes.set(part, at);
      at += part.length;
      if (part.length === chunk.length) this.#queue.shift();
      else this.#queue[0] = chunk.subarray(part.length);
    }
    this.#queued -= bytes.length;
    return bytes;
  }
}

const BLOCK = 512;
const MAX_NAME = 64 * 1024;

/** POSIX, GNU and pax tar. Own lines, not a library: limits must act while it is read, and entries come one by one. */
export function* readTar(name: string, source: ByteSource, limits: ArchiveLimits): Generator<ArchiveItem> {
  let given: string | undefined;
  let count = 0;
  for (;;) {
    const header = source.readUpTo(BLOCK);
    if (
      header.every((byte) => byte === 0) &&
      (header.length === BLOCK || count > 0) &&
      source.failure === undefined
    )
      return;
    const entry = header.length === BLOCK ? parseHeader(header) : undefined;
    if (entry === undefined) return yield stopped(name, source, limits);
    const { size, type } = entry;
    if (type === 'L' || type === 'x') {
      const bytes = size > MAX_NAME ? undefined : source.readUpTo(size);
      if (bytes?.length !== size || !source.skip(padding(size))) return yield stopped(name, source, limits);
      given = type === 'L' ? text(bytes) : (paxPath(text(bytes)) ?? given);
      continue;
    }
    const path = given ?? entry.path;
    given = undefined;
    if (++count > limits.entries) return yield tooMany(name, limits.entries);
    const role = type === '0' || type === '\0' || type === '7' ? archiveRole(path) : undefined;
    if (role === undefined || size > limits.file) {
      if (role !== undefined) yield tooLarge(path, limits.file);
      if (!source.skip(size + padding(size))) return yield stopped(name, source, limits);
      continue;
    }
    const bytes = source.readUpTo(size);
    if (bytes.length !== size) return yield stopped(name, source, limits);
    if (isText(bytes)) yield { kind: 'entry', path, bytes, role };
    source.skip(padding(size));
  }
}

function stopped(name: string, source: ByteSource, limits: ArchiveLimits): ArchiveItem {
  if (source.failure === 'too-large') return tooMuch(name, limits.total);
  const sentence = `${name} is damaged: the archive ends or breaks inside an entry. What stood before is read.`;
  return { kind: 'problem', code: 'malformed', path: name, sentence };
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

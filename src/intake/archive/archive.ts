import { MAX_BATCH_SIZE, MAX_FILE_SIZE, MAX_TEXT } from '../limits.ts';
import { type Budget, ByteSource } from './byte-source.ts';
import {
  type ArchiveEntry,
  type ArchiveItem,
  type ArchiveLimits,
  type ArchiveProblem,
  isText,
  type Packing,
  packings,
  problem,
  shown,
  tooLarge,
  tooMany,
  tooMuch,
  type Unpack,
} from './entries.ts';
import { gunzip } from './gzip.ts';
import { archiveRole, isArchiveName } from './paths.ts';
import { isTar, readTar, type TarEnd, type TarItem } from './tar.ts';
import { ZipReader, zipEntries } from './zip.ts';

export const archiveLimits: ArchiveLimits = {
  total: MAX_BATCH_SIZE,
  file: MAX_FILE_SIZE,
  entries: 20_000,
  depth: 3,
};

type ArchiveKind = 'gzip' | 'tar' | 'zip' | '7z' | 'rar' | 'lzip' | Packing;

/** By its first bytes: names lie. undefined = no archive. */
export function archiveKind(bytes: Uint8Array): ArchiveKind | undefined {
  for (const [kind, magic] of magics) {
    if (magic.every((byte, i) => bytes[i] === byte)) return kind;
  }
  return isTar(bytes) ? 'tar' : undefined;
}

const magics: readonly (readonly [ArchiveKind, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b, 8]],
  ['zip', [0x50, 0x4b, 3, 4]],
  ['zip', [0x50, 0x4b, 5, 6]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 7]],
  ['lzip', [0x4c, 0x5a, 0x49, 0x50]],
];

export type Unpackers = Partial<Record<Packing, Unpack>>;

interface Opening {
  readonly limits: ArchiveLimits;
  readonly unpackers: Unpackers;
  readonly left: Budget;
  /** 1 = the archive that was given. */
  readonly depth: number;
  /** Entries and problems so far, and entries that hold nothing to read. */
  readonly tally: { told: number; passedOver: number };
}

/**
 * The files worth reading in an archive and in archives in it, one after the other: stop asking to stop unpacking.
 * Other files of a sos report or must-gather are skipped silently. The caller that gets `needs` puts the unpacker
 * into `unpackers`. Never throws on any bytes.
 */
export function* openArchive(
  name: string,
  bytes: Uint8Array,
  { limits = archiveLimits, unpackers = {} }: { limits?: ArchiveLimits; unpackers?: Unpackers } = {},
): Generator<ArchiveItem> {
  const left = { bytes: limits.total, entries: limits.entries };
  const tally = { told: 0, passedOver: 0 };
  for (const item of openAt(name, bytes, { limits, unpackers, left, depth: 1, tally })) {
    if (item.kind === 'entry' || item.kind === 'problem') tally.told++;
    yield item;
  }
  if (tally.told > 0) return;
  const count = tally.passedOver === 1 ? 'its one entry is' : `its ${tally.passedOver} entries are`;
  const why = tally.passedOver === 0 ? 'it has no entries' : `${count} not text about a host`;
  yield problem('not-understood', name, `Nothing was read in ${shown(name)}: ${why}.`);
}

function* openAt(name: string, bytes: Uint8Array, opening: Opening): Generator<ArchiveItem> {
  const kind = archiveKind(bytes);
  const { limits, left, depth, unpackers } = opening;
  if (depth > limits.depth) {
    const sentence = `${shown(name)} was not read: it is nested more than ${limits.depth} archives deep.`;
    yield problem('too-deep', name, sentence);
  } else if (kind === 'zip') {
    yield* readZip(name, bytes, opening);
  } else if (kind === 'tar') {
    yield* tarItems(name, new ByteSource([bytes], left), opening);
  } else if (kind === 'gzip') {
    yield* readPacked(name, gunzip(bytes), opening);
  } else if (isPacking(kind)) {
    if (unpackers[kind] === undefined) yield { kind: 'needs', packing: kind };
    const unpack = unpackers[kind];
    if (unpack === undefined) yield problem('not-understood', name, notSupported(name, kind));
    else yield* readPacked(name, unpack(bytes), opening);
  } else yield problem('not-understood', name, notSupported(name, kind));
}

function isPacking(kind: string | undefined): kind is Packing {
  return packings.some((known) => known === kind);
}

function notSupported(name: string, kind: ArchiveKind | undefined): string {
  const read = 'gzip, tar, zip, xz, bzip2 and zstd archives are read';
  if (kind === undefined) return `${shown(name)} is not an archive; ${read}.`;
  return `${shown(name)} is packed with ${kind}, which is not unpacked here: ${read}. Unpack it and drop the directory.`;
}

/** One packed stream: a tar archive, a text, or another archive. */
function* readPacked(name: string, chunks: Iterable<Uint8Array>, opening: Opening): Generator<ArchiveItem> {
  const { limits, left } = opening;
  const source = new ByteSource(chunks, left);
  if (isTar(source.peek(512))) {
    yield* checkedTar(name, source, opening);
    return;
  }
  const path = withoutPacking(name);
  const content = source.readUpTo(limits.file + 1);
  if (source.failure === 'too-large' || content.length > limits.file) yield tooLarge(path, limits.file);
  else if (source.failure !== undefined) yield damagedStream(name, source.failure);
  else if (archiveKind(content) !== undefined) yield* inner(path, content, opening);
  else if (isText(content)) yield { kind: 'entry', path, bytes: content, role: 'document' };
  else yield problem('not-understood', path, `${shown(path)} contains no text.`);
}

/** `kvm-01.xml.gz` → `kvm-01.xml`, `hosts.tgz` → `hosts.tar`. */
export function withoutPacking(name: string): string {
  return name.replace(/\.t(?:[gx]z|bz2?|zst)$/i, '.tar').replace(/\.(?:gz|xz|bz2|zst)$/i, '');
}

/** The stream's checksum is at its end: before it was compared, no entry is as it was packed for sure. */
function* checkedTar(name: string, source: ByteSource, opening: Opening): Generator<ArchiveItem> {
  const found: ArchiveItem[] = [];
  for (const item of tarItems(name, source, opening)) {
    if (item.kind === 'busy' || item.kind === 'needs') yield item;
    else found.push(item);
  }
  while (source.failure === undefined && source.drop(PIECE) > 0) yield { kind: 'busy' };
  const { failure } = source;
  if (failure === undefined || failure === 'too-large' || failure.how === 'cut') yield* found;
  else yield damagedStream(name, failure);
}

const PIECE = 4 * 1024 * 1024;

function damagedStream(
  name: string,
  { how, message }: Exclude<ByteSource['failure'], 'too-large' | undefined>,
): ArchiveProblem {
  if (how === 'unknown') {
    return problem('not-understood', name, `${shown(name)} can't be unpacked here: ${message}.`);
  }
  return problem('malformed', name, `${shown(name)} is damaged: ${message}. Nothing in it was read.`);
}

function* tarItems(name: string, source: ByteSource, opening: Opening): Generator<ArchiveItem> {
  const { limits, left, tally } = opening;
  const end = yield* mapped(
    readTar(source, {
      isWanted: (path) => {
        const isWanted = archiveRole(path) !== undefined || isArchiveName(path);
        if (!isWanted) tally.passedOver++;
        return isWanted;
      },
      largest: limits.file,
      mayGoOn: () => --left.entries >= 0,
    }),
    opening,
  );
  if (source.failure === 'too-large') yield tooMuch(name, limits.total);
  else if (end === 'too many') yield tooMany(name, limits.entries);
  else if (end !== 'end') yield problem(end === 'cut' ? 'cut' : 'malformed', name, brokenOff(name, end));
}

function* mapped(items: Generator<TarItem, TarEnd>, opening: Opening): Generator<ArchiveItem, TarEnd> {
  for (;;) {
    const { done, value } = items.next();
    if (done === true) return value;
    if (value.kind === 'file') yield* fileItems(value.path, value.bytes, opening);
    else if (value.kind === 'too-large') yield tooLarge(value.path, opening.limits.file);
    else yield value;
  }
}

function brokenOff(name: string, end: 'cut' | 'broken'): string {
  return end === 'cut'
    ? `${shown(name)} ends too soon: its end mark is missing. Entries before that were read; others may be missing.`
    : `${shown(name)} is damaged: an entry does not begin where it should. Entries before that were read.`;
}

/** The kind of one file of an archive: a text, another archive, or nothing to read. */
function* fileItems(path: string, bytes: Uint8Array, opening: Opening): Generator<ArchiveItem> {
  const role = archiveRole(path);
  if (path.length > MAX_TEXT) {
    const sentence = `${shown(path)} was not read: its path has ${path.length} characters; the limit is ${MAX_TEXT}.`;
    yield problem('too-large', path, sentence);
  } else if (archiveKind(bytes) !== undefined && (isArchiveName(path) || role === 'document')) {
    yield* inner(path, bytes, opening);
  } else if (role !== undefined && isText(bytes)) yield { kind: 'entry', path, bytes, role };
  else opening.tally.passedOver++;
}

/** An archive in an archive: its entries are named below it. */
function* inner(path: string, bytes: Uint8Array, opening: Opening): Generator<ArchiveItem> {
  for (const item of openAt(path, bytes, { ...opening, depth: opening.depth + 1 })) {
    yield item.kind === 'entry' && item.path !== withoutPacking(path) ? below(path, item) : item;
  }
}

function below(path: string, entry: ArchiveEntry): ArchiveEntry {
  return { ...entry, path: `${path}/${entry.path}` };
}

function* readZip(name: string, bytes: Uint8Array, opening: Opening): Generator<ArchiveItem> {
  const { limits, left, tally } = opening;
  const entries = zipEntries(bytes, left.entries + 1);
  if (entries === undefined) {
    yield problem('malformed', name, `${shown(name)} is damaged: its list of entries is cut or corrupt.`);
    return;
  }
  const reader = new ZipReader(bytes);
  const seen = new Map<string, (typeof entries)[number]>();
  const doubled = doubledPaths(entries);
  for (const entry of entries) {
    const { path, size } = entry;
    if (--left.entries < 0) return yield tooMany(name, limits.entries);
    if (archiveRole(path) === undefined && !isArchiveName(path)) {
      tally.passedOver++;
      continue;
    }
    const before = seen.get(path);
    seen.set(path, entry);
    if (doubled.has(path)) {
      if (before === undefined) yield doubledEntry(name, path);
    } else if (before !== undefined) {
      // The same again.
    } else if (size > limits.file) yield tooLarge(path, limits.file);
    else if (size > left.bytes) return yield tooMuch(name, limits.total);
    else {
      left.bytes -= size;
      const content = reader.read(entry);
      if (content instanceof Uint8Array) yield* fileItems(path, content, opening);
      else yield content;
    }
  }
}

function doubledEntry(name: string, path: string): ArchiveProblem {
  const sentence = `${shown(path)} was not read: ${shown(name)} has several entries of that name, and they differ.`;
  return problem('malformed', path, sentence);
}

/** Paths of entries that are there more than once, and not the same. */
function doubledPaths(entries: NonNullable<ReturnType<typeof zipEntries>>): ReadonlySet<string> {
  const first = new Map<string, (typeof entries)[number]>();
  const doubled = new Set<string>();
  for (const entry of entries) {
    const other = first.get(entry.path);
    if (other === undefined) first.set(entry.path, entry);
    else if (other.crc !== entry.crc || other.size !== entry.size) doubled.add(entry.path);
  }
  return doubled;
}

import { Gunzip, unzipSync } from 'fflate';
import { MAX_BATCH_SIZE, MAX_FILE_SIZE } from '../limits.ts';
import {
  type ArchiveItem,
  type ArchiveLimits,
  type ArchiveProblem,
  isText,
  tooLarge,
  tooMany,
  tooMuch,
} from './entries.ts';
import { archiveRole } from './paths.ts';
import { ByteSource, readTar } from './tar.ts';

export const archiveLimits: ArchiveLimits = { total: MAX_BATCH_SIZE, file: MAX_FILE_SIZE, entries: 20_000 };

type ArchiveKind = 'gzip' | 'tar' | 'zip' | 'xz' | 'bzip2' | 'zstd' | '7z';

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
];

/**
 * What is worth reading in an archive, one after the other: stop asking to stop unpacking. Entries that are no
 * text, and what a sos report or must-gather holds besides, are left out silently. Never throws on any bytes.
 */
export function* openArchive(
  name: string,
  bytes: Uint8Array,
  limits: ArchiveLimits = archiveLimits,
): Generator<ArchiveItem> {
  const kind = archiveKind(bytes);
  if (kind === 'zip') yield* readZip(name, bytes, limits);
  else if (kind === 'tar') yield* readTar(name, new ByteSource([bytes], limits.total), limits);
  else if (kind === 'gzip') yield* readGzip(name, bytes, limits);
  else yield { kind: 'problem', code: 'not-understood', path: name, sentence: notSupported(name, kind) };
}

function notSupported(name: string, kind: ArchiveKind | undefined): string {
  const read = 'gzip, tar and zip archives are read';
  if (kind === undefined) return `${name} is no archive; ${read}.`;
  return `${name} is packed with ${kind}, which is not unpacked here: ${read}. Unpack it and drop the directory.`;
}

function isTar(bytes: Uint8Array): boolean {
  return bytes.length >= 512 && latin(bytes.subarray(257, 262)) === 'ustar';
}

function* readGzip(name: string, bytes: Uint8Array, limits: ArchiveLimits): Generator<ArchiveItem> {
  const source = new ByteSource(gunzip(bytes), limits.total);
  if (isTar(source.peek(512))) {
    yield* readTar(name, source, limits);
    return;
  }
  const path = name.replace(/\.gz$/i, '');
  const content = source.readUpTo(limits.file + 1);
  if (source.failure === 'damaged') {
    yield {
      kind: 'problem',
      code: 'malformed',
      path: name,
      sentence: `${name} is damaged: gzip data ends or breaks.`,
    };
  } else if (content.length > limits.file || source.failure === 'too-large') {
    yield tooLarge(path, limits.file);
  } else if (isText(content)) yield { kind: 'entry', path, bytes: content, role: 'document' };
  else yield { kind: 'problem', code: 'not-understood', path, sentence: `${path} holds no text.` };
}

/** Small pieces in, so that a bomb is seen before it has unpacked: a piece grows a thousandfold at most. */
const PIECE = 16 * 1024;

function* gunzip(bytes: Uint8Array): Generator<Uint8Array> {
  let chunks: Uint8Array[] = [];
  const inflate = new Gunzip((chunk) => {
    if (chunk.length > 0) chunks.push(chunk);
  });
  for (let at = 0; at < bytes.length; at += PIECE) {
    inflate.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
    yield* chunks;
    chunks = [];
  }
}

function* readZip(name: string, bytes: Uint8Array, limits: ArchiveLimits): Generator<ArchiveItem> {
  const problems: ArchiveProblem[] = [];
  const roles = new Map<string, 'document' | 'hostname'>();
  let total = 0;
  let count = 0;
  const isWanted = (path: string, size: number, compression: number): boolean => {
    const role = archiveRole(path);
    if (++count > limits.entries || role === undefined) return false;
    if (compression !== 0 && compression !== 8) problems.push(packedOddly(path));
    else if (size > limits.file) problems.push(tooLarge(path, limits.file));
    else if (total + size <= limits.total) roles.set(path, role);
    total += size;
    return roles.has(path);
  };
  try {
    // The size that an entry claims bounds what is unpacked of it.
    const files = unzipSync(bytes, {
      filter: ({ name: path, originalSize, compression }) => isWanted(path, originalSize, compression),
    });
    for (const [path, content] of Object.entries(files)) {
      const role = roles.get(path);
      if (role !== undefined && isText(content)) yield { kind: 'entry', path, bytes: content, role };
    }
  } catch {
    problems.push({
      kind: 'problem',
      code: 'malformed',
      path: name,
      sentence: `${name} is damaged: zip data ends or breaks.`,
    });
  }
  if (count > limits.entries) problems.push(tooMany(name, limits.entries));
  if (total > limits.total) problems.push(tooMuch(name, limits.total));
  yield* problems;
}

function packedOddly(path: string): ArchiveProblem {
  const sentence = `${path} is packed in a way that is not unpacked here; deflate is expected.`;
  return { kind: 'problem', code: 'not-understood', path, sentence };
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

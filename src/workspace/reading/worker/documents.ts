import { archiveKind, openArchive, type Unpackers, withoutPacking } from '../../../intake/archive/archive.ts';
import type { ArchiveItem } from '../../../intake/archive/entries.ts';
import { archiveRole } from '../../../intake/archive/paths.ts';
import type { IntakeProblem } from '../../../intake/reading.ts';
import { decodeText } from './decode-text.ts';
import type { ReadItem } from './protocol.ts';

/** One text to be read: a file, a paste, or a member of an archive. */
export type Document =
  | { readonly kind: 'text'; readonly path: string; readonly text: string; readonly nested: boolean }
  /** Names the host of all that is below `root`. */
  | { readonly kind: 'hostname'; readonly root: string; readonly name: string }
  | { readonly kind: 'problem'; readonly problem: IntakeProblem }
  | Extract<ArchiveItem, { readonly kind: 'busy' | 'needs' }>;

/** The documents of an item, one after the other: archives are opened as they are read. */
export function* documentsOf(
  { path, nested }: ReadItem,
  content: Uint8Array | string,
  unpackers: Unpackers,
): Generator<Document> {
  if (typeof content === 'string') {
    yield { kind: 'text', path, text: content, nested };
  } else if (archiveKind(content) === undefined) {
    yield documentOf(path, content, { nested, role: nested ? archiveRole(path) : 'document' });
  } else {
    for (const entry of openArchive(path, content, { unpackers })) {
      if (entry.kind === 'busy' || entry.kind === 'needs') {
        yield entry;
      } else if (entry.kind === 'problem') {
        const { code, sentence } = entry;
        const place = { file: entry.path, line: 1 };
        yield { kind: 'problem', problem: { code, sentence, place, excerpt: [] } };
      } else {
        // A single file that is packed is what the person chose; of several, not each must hold a host.
        const alone = entry.path === withoutPacking(path);
        yield documentOf(entry.path, entry.bytes, { nested: nested || !alone, role: entry.role });
      }
    }
  }
}

function documentOf(
  path: string,
  bytes: Uint8Array,
  { nested, role }: { nested: boolean; role: 'document' | 'hostname' | undefined },
): Document {
  const text = decodeText(bytes);
  const name = text.trim();
  if (role !== 'hostname' || !/^[\w.-]{1,255}$/.test(name)) return { kind: 'text', path, text, nested };
  return { kind: 'hostname', root: path.replace(/(?:etc\/)?hostname$/, ''), name };
}

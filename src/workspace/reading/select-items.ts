import { archiveRole, isArchiveName } from '../../intake/archive/paths.ts';
import { MAX_BATCH_SIZE, MAX_FILE_SIZE } from '../../intake/limits.ts';
import type { IntakeProblem } from '../../intake/reading.ts';
import type { FileToRead } from '../file-format/files.ts';
import type { ReadItem } from './worker/protocol.ts';

export interface SelectedItems {
  readonly items: readonly ReadItem[];
  readonly problems: readonly IntakeProblem[];
  readonly skipped: number;
}

/**
 * Files that are worth reading, within the limits. In a folder anything may lie, so there a file that can't hold a host
 * is skipped; a file that the person chose is named when it is not read.
 */
export function selectItems(files: readonly FileToRead[]): SelectedItems {
  const items: ReadItem[] = [];
  const problems: IntakeProblem[] = [];
  let skipped = 0;
  let bytes = 0;
  for (const [id, { file, path }] of files.entries()) {
    const nested = path.includes('/');
    // An archive's members are held to the limit of a file when it is opened.
    const limit = isArchiveName(path) ? MAX_BATCH_SIZE : MAX_FILE_SIZE;
    if (nested && (file.size > limit || (archiveRole(path) === undefined && !isArchiveName(path)))) {
      skipped++;
    } else if (file.size > limit) {
      problems.push(tooLarge(path, `${path} is larger than ${megabytes(limit)} and was not read.`));
    } else if (bytes + file.size > MAX_BATCH_SIZE) {
      problems.push(tooLarge(path, tooMuch(path, files.length - id)));
      break;
    } else {
      bytes += file.size;
      items.push({ id, path, content: file, nested });
    }
  }
  return { items: hostNamesFirst(items), problems, skipped };
}

/** A sos report names its host in a file of its own. */
function hostNamesFirst(items: readonly ReadItem[]): readonly ReadItem[] {
  const isName = ({ nested, path }: ReadItem) => nested && archiveRole(path) === 'hostname';
  const names = items.filter(isName);
  return names.length === 0 ? items : [...names, ...items.filter((item) => !isName(item))];
}

function tooMuch(path: string, rest: number): string {
  const after = rest === 2 ? 'the file' : `the ${rest - 1} files`;
  const what = rest === 1 ? `${path} was` : `${path} and ${after} after it were`;
  return `${what} not read: all files together are larger than ${megabytes(MAX_BATCH_SIZE)}. Add them in a second step.`;
}

function tooLarge(file: string, sentence: string): IntakeProblem {
  return { code: 'too-large', sentence, place: { file, line: 1 }, excerpt: [] };
}

function megabytes(bytes: number): string {
  return `${bytes / 1024 / 1024} MB`;
}

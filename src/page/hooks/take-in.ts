import type { IntakeProblem } from '../../intake/reading.ts';
import { readFiles, readText } from '../../workspace/reading/reader.ts';
import { addProblems } from '../../workspace/stores/store.ts';
import { askForFiles, type Dropped, filesOfDrop, filesOfInput } from './files.ts';

/** Gives a paste or drop to the reader; false if there is nothing to read in it. */
export function takeIn(transfer: DataTransfer | null): boolean {
  if (transfer === null) return false;
  if (Array.from(transfer.types).includes('Files') && transfer.items.length > 0) {
    void filesOfDrop(transfer).then(readDropped);
    return true;
  }
  if (transfer.files.length > 0) {
    void readFiles(filesOfInput(transfer.files));
    return true;
  }
  if (isOnlyAddresses(transfer)) {
    addProblems([addressesOnly(transfer.getData('text/uri-list'))]);
    return true;
  }
  const text = transfer.getData('text/plain');
  if (text.trim() === '') return false;
  void readText(text);
  return true;
}

/** WebKit on Linux hands over files of another program as their addresses, which a page may not open. */
function isOnlyAddresses(transfer: DataTransfer): boolean {
  return /^file:/m.test(transfer.getData('text/uri-list'));
}

function addressesOnly(list: string): IntakeProblem {
  const paths = list.split(/\r?\n/).filter((line) => line.startsWith('file:'));
  const file = decoded(paths[0]?.split('/').at(-1) ?? 'drop');
  const what = paths.length === 1 ? file : `${paths.length.toLocaleString('en')} files`;
  const sentence = `${what} could not be read: this browser passes on only the paths of dropped files. Use Open files.`;
  return { code: 'unreadable', sentence, place: { file, line: 1 }, excerpt: [] };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

async function readDropped({ files, unreadable }: Dropped): Promise<void> {
  addProblems(
    unreadable.map((path) => {
      const sentence = `${path} could not be read: the browser is not allowed to open it. The others were read.`;
      return { code: 'unreadable', sentence, place: { file: path, line: 1 }, excerpt: [] };
    }),
  );
  if (files.length > 0) await readFiles(files);
}

export function openFiles(): void {
  askForFiles('files', (files) => void readFiles(files));
}

export function openFolder(): void {
  askForFiles('folder', (files) => void readFiles(files));
}

import { readFiles, readText } from '../../workspace/reading/reader.ts';
import { addProblems } from '../../workspace/stores/store.ts';
import { askForFiles, type Dropped, filesOfDrop, filesOfInput } from './files.ts';

/** What a paste or drop holds goes to the reader; false when there is nothing in it that could be read. */
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
  const text = transfer.getData('text/plain');
  if (text.trim() === '') return false;
  void readText(text);
  return true;
}

async function readDropped({ files, unreadable }: Dropped): Promise<void> {
  addProblems(
    unreadable.map((path) => {
      const sentence = `${path} could not be read: the browser may not open it. The others were read.`;
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

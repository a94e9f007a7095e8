import type { FileToRead } from '../../workspace/reading/reader.ts';

/** Files of a file dialog; those of a folder carry their path in it. */
export function filesOfInput(list: FileList): FileToRead[] {
  return Array.from(list, (file) => ({ file, path: file.webkitRelativePath || file.name }));
}

export interface Dropped {
  readonly files: readonly FileToRead[];
  /** Paths that the browser may not open: the others are read all the same. */
  readonly unreadable: readonly string[];
}

/** Files and folders of a drop. Must be called in the event itself: afterwards the browser forgets the entries. */
export async function filesOfDrop(transfer: DataTransfer): Promise<Dropped> {
  const entries = Array.from(transfer.items, (item) => item.webkitGetAsEntry()).filter(
    (entry) => entry !== null,
  );
  // A file made by a script or an old browser has no entry.
  if (entries.length === 0) return { files: filesOfInput(transfer.files), unreadable: [] };
  return together(await Promise.all(entries.map(filesOfEntry)));
}

async function filesOfEntry(entry: FileSystemEntry): Promise<Dropped> {
  const path = entry.fullPath.replace(/^\//, '');
  try {
    return await openEntry(entry, path);
  } catch {
    return { files: [], unreadable: [path] };
  }
}

async function openEntry(entry: FileSystemEntry, path: string): Promise<Dropped> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return { files: [{ file, path }], unreadable: [] };
  }
  const inside: Dropped[] = [];
  for (const child of await childrenOf(entry as FileSystemDirectoryEntry))
    inside.push(await filesOfEntry(child));
  return together(inside);
}

function together(drops: readonly Dropped[]): Dropped {
  return {
    files: drops.flatMap(({ files }) => files),
    unreadable: drops.flatMap(({ unreadable }) => unreadable),
  };
}

/** A reader gives at most 100 at a time, and none when it is through. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

/** Asks for files, or for a folder, with the browser's own dialog. */
export function askForFiles(kind: 'files' | 'folder', onFiles: (files: FileToRead[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.webkitdirectory = kind === 'folder';
  input.addEventListener('change', () => {
    if (input.files !== null && input.files.length > 0) onFiles(filesOfInput(input.files));
  });
  input.click();
}

import type { FileToRead } from '../../workspace/reading/reader.ts';

/** Files of a file dialog; those of a folder carry their path in it, and come in the order of their paths. */
export function filesOfInput(list: FileList): FileToRead[] {
  const files = Array.from(list, (file) => ({ file, path: file.webkitRelativePath || file.name }));
  const isFolder = files.some(({ file }) => file.webkitRelativePath !== '');
  return isFolder ? files.sort((a, b) => byName.compare(a.path, b.path)) : files;
}

/** `kvm-2` comes before `kvm-10`. */
const byName = new Intl.Collator('en', { numeric: true });

export interface Dropped {
  readonly files: readonly FileToRead[];
  /** Paths that the browser may not open: the others are read all the same. */
  readonly unreadable: readonly string[];
}

/** Files and folders of a drop. Must be called in the event itself: afterwards the browser forgets the entries. */
export async function filesOfDrop(transfer: DataTransfer): Promise<Dropped> {
  const items = Array.from(transfer.items, (item) => ({
    entry: item.webkitGetAsEntry(),
    file: item.getAsFile(),
  }));
  const entries = items.filter(({ entry }) => entry !== null);
  // A file made by a script or an old browser has no entry.
  if (entries.length === 0) return { files: filesOfInput(transfer.files), unreadable: [] };
  const opened = await Promise.all(entries.map(({ entry, file }) => filesOfEntry(entry, file)));
  return together(opened);
}

/** `file` is what the browser gave beside the entry: WebKit gives entries that it can't open then. */
async function filesOfEntry(entry: FileSystemEntry | null, file: File | null): Promise<Dropped> {
  if (entry === null) return together([]);
  const path = entry.fullPath.replace(/^\//, '');
  try {
    return await openEntry(entry, path);
  } catch {
    if (entry.isFile && file !== null) return { files: [{ file, path }], unreadable: [] };
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
    inside.push(await filesOfEntry(child, null));
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
    // A disk has an order of its own, which means nothing to a person.
    if (some.length === 0) return all.sort((a, b) => byName.compare(a.name, b.name));
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

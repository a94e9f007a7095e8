import { createStore, del, get, keys, setMany, type UseStore } from 'idb-keyval';
import { addNote } from './store.ts';

/** What a browser stores for this page. Never throws: without storage the page works, it just forgets. */
let store: UseStore | undefined;

function database(): UseStore {
  store ??= createStore('commonbits', 'workspace');
  return store;
}

export async function readStored(key: string): Promise<unknown> {
  return attempt(() => get<unknown>(key, database()));
}

/** All or none of them. */
export async function writeStored(values: Readonly<Record<string, unknown>>): Promise<boolean> {
  return (await attempt(() => setMany(Object.entries(values), database()).then(() => true))) ?? false;
}

export async function removeStored(key: string): Promise<void> {
  await attempt(() => del(key, database()));
}

export async function storedKeys(): Promise<readonly string[]> {
  const all = (await attempt(() => keys(database()))) ?? [];
  return all.filter((key) => typeof key === 'string');
}

async function attempt<T>(use: () => Promise<T>): Promise<T | undefined> {
  try {
    return await use();
  } catch (error) {
    addNote(sentenceFor(error));
    return undefined;
  }
}

function sentenceFor(error: unknown): string {
  const isFull = error instanceof Error && error.name === 'QuotaExceededError';
  return isFull
    ? 'The browser’s storage is full: this page will not remember the hosts. Save them as a file to keep them.'
    : 'The browser does not let this page store anything: it will not remember the hosts. Save them as a file to keep them.';
}

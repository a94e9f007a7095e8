import { del, get, keys, promisifyRequest } from 'idb-keyval';
import { addNote } from '../stores/store.ts';
import { objectsOf } from './database.ts';

/* The browser's storage for this page. Never throws: without storage the page works, it just forgets. */

/** By key. Undefined removes what is there. */
export type Values = ReadonlyMap<string, unknown>;

export async function readStored(key: string): Promise<unknown> {
  return attempt(() => get<unknown>(key, objectsOf));
}

export interface Snapshot {
  get(key: string): Promise<unknown>;
}

/** Reads as things are at one moment; undefined when the browser gives none. */
export async function readTogether<T>(read: (at: Snapshot) => Promise<T>): Promise<T | undefined> {
  return attempt(() =>
    objectsOf('readonly', (objects) => read({ get: (key) => promisifyRequest<unknown>(objects.get(key)) })),
  );
}

/** All or none of them; whether they were. */
export async function writeStored(values: Values): Promise<boolean> {
  const written = await attempt(() =>
    objectsOf('readwrite', async (objects) => {
      await putAll(objects, values);
      return true;
    }),
  );
  return written ?? false;
}

export interface StampedWrite {
  /** Key of the stamp that every writer changes. */
  readonly stampKey: string;
  /** Stamps that may be written over. */
  readonly mine: ReadonlySet<unknown>;
  readonly values: Values;
  /** First and last key of stretches that are removed. */
  readonly removed: readonly (readonly [string, string])[];
  /** Written instead where the stamp is another's. */
  readonly otherwise: () => Values;
}

/** All or none, in one transaction, so that no other tab comes between the look at the stamp and the write. */
export async function writeStamped(write: StampedWrite): Promise<'written' | 'not mine' | 'failed'> {
  const { stampKey, mine, values, removed, otherwise } = write;
  const outcome = await attempt(() =>
    objectsOf('readwrite', async (objects) => {
      const isMine = mine.has(await promisifyRequest<unknown>(objects.get(stampKey)));
      if (isMine) for (const [first, last] of removed) objects.delete(IDBKeyRange.bound(first, last));
      await putAll(objects, isMine ? values : otherwise());
      return isMine ? 'written' : 'not mine';
    }),
  );
  return outcome ?? 'failed';
}

export async function removeStored(key: string): Promise<void> {
  await attempt(() => del(key, objectsOf));
}

export async function storedKeys(): Promise<readonly string[]> {
  const all = (await attempt(() => keys(objectsOf))) ?? [];
  return all.filter((key) => typeof key === 'string');
}

/** One after the other: to copy them takes the page's thread, and so it has a pause after each. */
async function putAll(objects: IDBObjectStore, values: Values): Promise<void> {
  const done = promisifyRequest(objects.transaction);
  // The first failure is handled below.
  done.catch(() => undefined);
  for (const [key, value] of values) {
    if (value === undefined) await promisifyRequest(objects.delete(key));
    else await promisifyRequest(objects.put(value, key));
  }
  await done;
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
  const name = error instanceof Error ? error.name : '';
  if (name === 'QuotaExceededError') {
    return "The browser's storage is full: later changes are not saved. Save the hosts as a file to keep them.";
  }
  if (name === 'TimeoutError') {
    return "The browser's storage does not answer, so nothing is saved. Save the hosts as a file to keep them, or close this page's other tabs and reload.";
  }
  return 'The browser does not let this page store anything: it will not remember the hosts. Save them as a file to keep them.';
}

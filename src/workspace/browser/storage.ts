import { createStore, del, get, getMany, keys, promisifyRequest, type UseStore } from 'idb-keyval';
import { addNote } from '../stores/store.ts';

/** What a browser stores for this page. Never throws: without storage the page works, it just forgets. */
let store: UseStore | undefined;

function database(): UseStore {
  store ??= createStore('commonbits', 'workspace');
  return store;
}

/** Undefined removes what is there. */
type Values = Readonly<Record<string, unknown>>;

export async function readStored(key: string): Promise<unknown> {
  return attempt(() => get<unknown>(key, database()));
}

/** As they were at one moment; undefined when the browser gives none. */
export async function readTogether(names: readonly string[]): Promise<readonly unknown[] | undefined> {
  return attempt(() => getMany<unknown>([...names], database()));
}

/** All or none of them; whether they were. */
export async function writeStored(values: Values): Promise<boolean> {
  const written = await attempt(() =>
    database()('readwrite', (objects) => {
      putAll(objects, values);
      return promisifyRequest(objects.transaction).then(() => true);
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
  /** Written instead where the stamp is another's. */
  readonly otherwise: Values;
}

/** All or none, in one transaction, so that no other tab comes between the look at the stamp and the write. */
export async function writeStamped(write: StampedWrite): Promise<'written' | 'not mine' | 'failed'> {
  const { stampKey, mine, values, otherwise } = write;
  const outcome = await attempt(() =>
    database()('readwrite', async (objects) => {
      const isMine = mine.has(await promisifyRequest<unknown>(objects.get(stampKey)));
      putAll(objects, isMine ? values : otherwise);
      await promisifyRequest(objects.transaction);
      return isMine ? 'written' : 'not mine';
    }),
  );
  return outcome ?? 'failed';
}

const LAST_WORDS = 'commonbits-left ';

/*
 * What a page says when it goes. Not in the database: a write to it that is not through by then is dropped. Storage
 * that is absent, forbidden or full (5 MB, some thousand hosts) has none, and nobody is there to be told.
 */

/** By the keys that they were left with, in their order. What is no JSON is left alone. */
export function readLastWords(): readonly (readonly [string, unknown])[] {
  const all =
    attemptNow(() => Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? '')) ?? [];
  const names = all.filter((name) => name.startsWith(LAST_WORDS)).sort();
  return names.flatMap((name) => {
    const words = attemptNow((): unknown => JSON.parse(localStorage.getItem(name) ?? ''));
    return words === undefined ? [] : [[name.slice(LAST_WORDS.length), words] as const];
  });
}

export function writeLastWords(key: string, value: unknown): void {
  attemptNow(() => localStorage.setItem(LAST_WORDS + key, JSON.stringify(value)));
}

export function removeLastWords(names: Iterable<string>): void {
  for (const key of names) attemptNow(() => localStorage.removeItem(LAST_WORDS + key));
}

export async function removeStored(key: string): Promise<void> {
  await attempt(() => del(key, database()));
}

export async function storedKeys(): Promise<readonly string[]> {
  const all = (await attempt(() => keys(database()))) ?? [];
  return all.filter((key) => typeof key === 'string');
}

function putAll(objects: IDBObjectStore, values: Values): void {
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) objects.delete(key);
    else objects.put(value, key);
  }
}

function attemptNow<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
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
    ? "The browser's storage is full: what changed since is not stored. Save the hosts as a file to keep them."
    : 'The browser does not let this page store anything: it will not remember the hosts. Save them as a file to keep them.';
}

import 'fake-indexeddb/auto';
import { clear, entries, promisifyRequest, setMany } from 'idb-keyval';
import { objectsOf } from './browser/database.ts';

/** The page's stored data, for a look from outside; it can be full, forbidden or broken. */
export const database = {
  /** Thrown at each use of the page while it is there. */
  failure: undefined as Error | undefined,
  /** The keys of each transaction that wrote any. */
  writes: [] as string[][],
};

let isOutside = false;
let isSilent = false;

export async function storedNow(): Promise<Map<string, unknown>> {
  return fromOutside(async () => new Map((await entries<string, unknown>(objectsOf)).toSorted()));
}

export async function store(values: Readonly<Record<string, unknown>>): Promise<void> {
  await fromOutside(() => setMany(Object.entries(values), objectsOf));
}

export async function emptyDatabase(): Promise<void> {
  database.failure = undefined;
  isSilent = false;
  await fromOutside(() => clear(objectsOf));
  database.writes.length = 0;
}

/** A database as it can be after a crash: there, and without its table. */
export async function loseTable(): Promise<void> {
  await changeVersion((opened) => opened.deleteObjectStore('workspace'));
}

/** From now on it answers no page that opens it. */
export async function silenceDatabase(): Promise<void> {
  // Pages close what they have open when another changes the version.
  await changeVersion(() => undefined);
  isSilent = true;
}

/** Lets what is under way in the database, and between the page's steps, come to its end. */
export async function databaseIsIdle(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await new Promise((resolve) => setImmediate(resolve));
}

async function changeVersion(change: (opened: IDBDatabase) => void): Promise<void> {
  const before = await promisifyRequest(indexedDB.open('commonbits'));
  before.close();
  const request = indexedDB.open('commonbits', before.version + 1);
  request.onupgradeneeded = () => change(request.result);
  (await promisifyRequest(request)).close();
}

async function fromOutside<T>(use: () => Promise<T>): Promise<T> {
  isOutside = true;
  try {
    return await use();
  } finally {
    isOutside = false;
  }
}

const { open } = IDBFactory.prototype;
IDBFactory.prototype.open = function (...args) {
  const request = open.apply(this, args);
  if (isSilent) Object.defineProperties(request, { onsuccess: { set() {} }, onerror: { set() {} } });
  return request;
};

const { transaction } = IDBDatabase.prototype;
IDBDatabase.prototype.transaction = function (...args) {
  if (!isOutside && database.failure !== undefined) throw database.failure;
  return transaction.apply(this, args);
};

const { put } = IDBObjectStore.prototype;
const keysOf = new WeakMap<IDBTransaction, string[]>();
IDBObjectStore.prototype.put = function (value, key) {
  if (!isOutside) {
    const keys = keysOf.get(this.transaction) ?? [];
    if (keys.length === 0) database.writes.push(keys);
    keys.push(String(key));
    keysOf.set(this.transaction, keys);
  }
  return put.call(this, value, key);
};

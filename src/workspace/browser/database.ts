import { promisifyRequest, type UseStore } from 'idb-keyval';

const NAME = 'commonbits';
const TABLE = 'workspace';
/** Milliseconds in which a database answers that ever will: known browsers have been seen to hang for good. */
const PATIENCE = 5000;

let opening: Promise<IDBDatabase> | undefined;

/** One table of keys and values. Fails where the browser gives no database, or does not answer. */
export const objectsOf: UseStore = async (mode, use) => {
  const database = await inTime(opened());
  try {
    return await use(database.transaction(TABLE, mode).objectStore(TABLE));
  } catch (error) {
    if (!(error instanceof Error && error.name === 'InvalidStateError')) throw error;
    // The browser closed it meanwhile, as it may.
    opening = undefined;
    const again = await inTime(opened());
    return use(again.transaction(TABLE, mode).objectStore(TABLE));
  }
};

/** Resolves when the database is open, however long it takes; never where there is none. */
export async function whenDatabaseAnswers(): Promise<void> {
  await opened();
}

function opened(): Promise<IDBDatabase> {
  opening ??= open().catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

/** Makes the table where it is missing, also in a database that has lost it. */
async function open(version?: number): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, version);
  request.onupgradeneeded = () => {
    if (!request.result.objectStoreNames.contains(TABLE)) request.result.createObjectStore(TABLE);
  };
  const database = await promisifyRequest(request);
  const forget = () => {
    database.close();
    opening = undefined;
  };
  if (!database.objectStoreNames.contains(TABLE)) {
    database.close();
    return open(database.version + 1);
  }
  // Another tab heals it, or the browser clears it.
  database.onversionchange = forget;
  database.onclose = forget;
  return database;
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException('no answer', 'TimeoutError')), PATIENCE);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}

interface Database {
  readonly stored: Map<string, unknown>;
  /** The keys of each write. */
  readonly writes: string[][];
  failure: Error | undefined;
}

/** Stands in for idb-keyval where there is no browser: its database can be full, forbidden or broken. */
export const database: Database = { stored: new Map(), writes: [], failure: undefined };

export function createStore() {
  return (_mode: string, run: (objects: unknown) => unknown) => use(() => run(transaction()));
}

export async function promisifyRequest(result: unknown): Promise<unknown> {
  return result;
}

export function get(key: string): Promise<unknown> {
  return use(() => copyOf(key));
}

export function getMany(keys: readonly string[]): Promise<unknown[]> {
  return use(() => keys.map(copyOf));
}

export function del(key: string): Promise<void> {
  return use(() => void database.stored.delete(key));
}

export function keys(): Promise<string[]> {
  return use(() => [...database.stored.keys()]);
}

async function use<T>(result: () => T): Promise<Awaited<T>> {
  if (database.failure !== undefined) throw database.failure;
  return await result();
}

function copyOf(key: string): unknown {
  return structuredClone(database.stored.get(key));
}

/** An object store within a transaction, as far as storage.ts uses it. */
function transaction() {
  const written: string[] = [];
  database.writes.push(written);
  return {
    get: copyOf,
    put: (value: unknown, key: string) => {
      written.push(key);
      database.stored.set(key, structuredClone(value));
    },
    delete: (key: string) => database.stored.delete(key),
    transaction: undefined,
  };
}

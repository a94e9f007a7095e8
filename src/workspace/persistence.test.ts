import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addHosts, removeHosts, setIncluded } from './actions.ts';
import { keepStored, restoreWorkspace, SAVE_AFTER } from './persistence.ts';
import { sampleHost } from './samples.test-support.ts';
import { edit, startState, workspaceStore } from './store.ts';

/** The browser's database, which Node has not: it can be full, forbidden or broken. */
const database = vi.hoisted(() => ({
  stored: new Map<string, unknown>(),
  writes: [] as string[][],
  failure: undefined as Error | undefined,
}));

vi.mock('idb-keyval', () => {
  const use = async <T>(result: () => T): Promise<T> => {
    if (database.failure !== undefined) throw database.failure;
    return result();
  };
  return {
    createStore: () => () => undefined,
    get: (key: string) => use(() => structuredClone(database.stored.get(key))),
    setMany: (entries: readonly (readonly [string, unknown])[]) =>
      use(() => {
        database.writes.push(entries.map(([key]) => key));
        for (const [key, value] of entries) database.stored.set(key, structuredClone(value));
      }),
    del: (key: string) => use(() => void database.stored.delete(key)),
    keys: () => use(() => [...database.stored.keys()]),
  };
});

let stop = () => {};

beforeEach(() => {
  vi.useFakeTimers();
  database.stored.clear();
  database.writes.length = 0;
  database.failure = undefined;
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  workspaceStore.setState(startState, true);
});

function names(): string[] {
  return workspaceStore.getState().workspace.hosts.map(({ name }) => name);
}

function notes(): string[] {
  return workspaceStore.getState().notes.map(({ sentence }) => sentence);
}

function named(message: string, name: string): Error {
  return Object.assign(new Error(message), { name });
}

describe('persistence', () => {
  test('[P0] a tick in a box stores no CPUs again', async () => {
    stop = keepStored();
    const host = sampleHost('kvm-01', 'vmx');
    edit(addHosts([host, sampleHost('kvm-02')]));
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    edit(setIncluded([host.id], false));
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    edit(removeHosts([host.id]));
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    expect(database.writes).toEqual([
      ['workspace', 'workspace tables'],
      ['workspace'],
      ['workspace', 'workspace tables'],
    ]);
    stop();
    workspaceStore.setState(startState, true);
    await restoreWorkspace();
    expect(names()).toEqual(['kvm-02']);
  });

  test('[P1] what is stored comes back, and is no step to undo', async () => {
    stop = keepStored();
    edit(addHosts([sampleHost('kvm-01', 'vmx')]));
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    stop();
    workspaceStore.setState(startState, true);
    await restoreWorkspace();
    expect(names()).toEqual(['kvm-01']);
    expect(workspaceStore.getState().past).toEqual([]);
  });

  test('[P2] changes in a row are stored once, after the last', async () => {
    stop = keepStored();
    edit(addHosts([sampleHost('kvm-01', 'vmx')]));
    await vi.advanceTimersByTimeAsync(SAVE_AFTER - 1);
    edit(addHosts([sampleHost('kvm-02', 'vmx')]));
    await vi.advanceTimersByTimeAsync(SAVE_AFTER - 1);
    expect(database.stored.size).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(database.stored.get('workspace')).toMatchObject({
      hosts: [{ name: 'kvm-01' }, { name: 'kvm-02' }],
    });
  });

  test('[P3] a broken store is put aside, and said', async () => {
    database.stored.set('workspace', { commonbits: 1, hosts: 'none' });
    await restoreWorkspace();
    expect(names()).toEqual([]);
    expect(notes()).toEqual([expect.stringContaining('could not be read')]);
    expect(database.stored.get('workspace that could not be read')).toMatchObject({ hosts: 'none' });
  });

  test.each([
    [named('full', 'QuotaExceededError'), 'storage is full'],
    [named('no', 'SecurityError'), 'does not let this page store'],
  ])('[P4] a storage that fails is one quiet notice: %s', async (failure, words) => {
    database.failure = failure;
    await restoreWorkspace();
    stop = keepStored();
    for (const name of ['a', 'b', 'c']) {
      edit(addHosts([sampleHost(name, 'vmx')]));
      await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    }
    expect(names()).toEqual(['a', 'b', 'c']);
    expect(notes()).toEqual([expect.stringContaining(words)]);
  });

  test('[P5] hosts that came before the disk answered stay', async () => {
    database.stored.set('workspace', { commonbits: 1, hosts: [], cpus: [], emulators: [], lines: [] });
    edit(addHosts([sampleHost('quick', 'vmx')]));
    await restoreWorkspace();
    expect(names()).toEqual(['quick']);
  });

  test('[P6] nothing is stored while hosts are still coming in', async () => {
    stop = keepStored();
    workspaceStore.setState({ reading: { done: 0, total: 2, current: '' } });
    edit(addHosts([sampleHost('kvm-01', 'vmx')]));
    await vi.advanceTimersByTimeAsync(10 * SAVE_AFTER);
    expect(database.stored.size).toBe(0);
    workspaceStore.setState({ reading: undefined });
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    expect(database.writes).toHaveLength(1);
  });
});

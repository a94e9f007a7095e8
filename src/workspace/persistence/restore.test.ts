import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { database } from '../idb-keyval.test-support.ts';
import { addHosts, removeHosts, setIncluded } from '../model/actions.ts';
import { emptyWorkspace } from '../model/state.ts';
import { openPacked } from '../packing/check-packed.ts';
import { packWorkspace } from '../packing/packed-workspace.ts';
import { runSteps } from '../packing/steps.ts';
import { sampleHost } from '../samples.test-support.ts';
import { edit, startState, undo, workspaceStore } from '../stores/store.ts';
import { keepStored, SAVE_AFTER } from './autosave.ts';
import { answerIncoming } from './merge-question.ts';
import { offerAsides, restoreWorkspace } from './restore.ts';

vi.mock('idb-keyval', () => import('../idb-keyval.test-support.ts'));

const page = new EventTarget();
vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));

/** The browser's small storage. */
const left = new Map<string, string>();
vi.stubGlobal('localStorage', {
  get length() {
    return left.size;
  },
  key: (at: number) => [...left.keys()][at] ?? null,
  getItem: (key: string) => left.get(key) ?? null,
  setItem: (key: string, value: string) => left.set(key, value),
  removeItem: (key: string) => left.delete(key),
});

function openStored(data: unknown) {
  return runSteps(openPacked(data));
}

let stop = () => {};
let stamps = 0;

beforeEach(() => {
  vi.useFakeTimers();
  database.stored.clear();
  left.clear();
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
      ['workspace', 'workspace stamp', 'workspace tables'],
      ['workspace', 'workspace stamp'],
      ['workspace', 'workspace stamp', 'workspace tables'],
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

  test.each([
    ['broken', { commonbits: 1, hosts: 'none' }],
    ['of a later Commonbits', { commonbits: 2, pools: [] }],
    ['no workspace at all', 'text'],
  ])(
    '[P3] a store that is %s is put aside once, said, and outlasts what is stored then',
    async (_what, data) => {
      database.stored.set('workspace', data);
      stop = keepStored(await restoreWorkspace());
      expect(names()).toEqual([]);
      expect(notes()).toEqual([expect.stringContaining('could not be read')]);
      edit(addHosts([sampleHost('new', 'vmx')]));
      await vi.advanceTimersByTimeAsync(SAVE_AFTER);
      stop();
      workspaceStore.setState(startState, true);
      await restoreWorkspace();
      await offerAsides();
      expect(names()).toEqual(['new']);
      const aside = [...database.stored].filter(([key]) => key.startsWith('workspace aside '));
      expect(aside.map(([, value]) => value)).toEqual([data]);
    },
  );

  test('[P7] tables that could not be stored are stored with the next change', async () => {
    stop = keepStored();
    const hosts = [sampleHost('kvm-01', 'vmx'), sampleHost('kvm-02', 'svm')];
    edit(addHosts(hosts));
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    database.failure = named('full', 'QuotaExceededError');
    edit(removeHosts([hosts[0]!.id]));
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    database.failure = undefined;
    edit(setIncluded([hosts[1]!.id], false));
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    stop();
    workspaceStore.setState(startState, true);
    await restoreWorkspace();
    const [host] = workspaceStore.getState().workspace.hosts;
    expect(host).toMatchObject({ name: 'kvm-02', sources: [{ cpu: { cpu: { features: ['svm'] } } }] });
  });

  test('[P8] what can’t be read now is not stored over, and leaving asks', async () => {
    database.stored.set('workspace', 'of the last visit');
    database.failure = named('no', 'UnknownError');
    stop = keepStored(await restoreWorkspace());
    database.failure = undefined;
    edit(addHosts([sampleHost('kvm-01', 'vmx')]));
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    expect(database.stored.get('workspace')).toBe('of the last visit');
    expect(notes()).toEqual([expect.stringContaining('will not remember the hosts')]);
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

  test.each([
    ['replace', ['stored']],
    ['add', ['quick', 'stored']],
    ['skip', ['quick']],
  ] as const)(
    '[P5] hosts that came before the disk answered, and the stored ones: %s',
    async (choice, left) => {
      await storeInAnotherTab('stored');
      edit(addHosts([sampleHost('quick', 'vmx')]));
      stop = keepStored(await restoreWorkspace());
      await vi.advanceTimersByTimeAsync(SAVE_AFTER);
      expect(names()).toEqual(['quick']);
      expect(storedNames()).toEqual(['stored']);
      answerIncoming(choice);
      await vi.advanceTimersByTimeAsync(SAVE_AFTER);
      expect(names()).toEqual(left);
      expect(storedNames()).toEqual(left);
      expect(asides()).toEqual([]);
    },
  );

  test('[P12] what was changed just before the page went is there again, stored, and nothing is asked', async () => {
    stop = keepStored(await restoreWorkspace());
    edit(addHosts([sampleHost('a', 'vmx')]));
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    edit(addHosts([sampleHost('late', 'vmx')]));
    await leavePage();
    expect(storedNames()).toEqual(['a']);
    workspaceStore.setState(startState, true);
    stop = keepStored(await restoreWorkspace());
    await offerAsides();
    expect(names()).toEqual(['a', 'late']);
    expect(workspaceStore.getState().incoming).toEqual([]);
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    expect(storedNames()).toEqual(['a', 'late']);
    expect(left.size).toBe(0);
  });

  test('[P13] what came of a read that the page was left in comes back, even where nothing was stored', async () => {
    stop = keepStored(await restoreWorkspace());
    workspaceStore.setState({ reading: { done: 0, total: 2, current: '' } });
    edit(addHosts([sampleHost('a', 'vmx')]));
    await leavePage();
    workspaceStore.setState(startState, true);
    await restoreWorkspace();
    expect(names()).toEqual(['a']);
  });

  test('[P14] what another tab has stored since is not replaced by it: the person is asked', async () => {
    stop = keepStored(await restoreWorkspace());
    edit(addHosts([sampleHost('late', 'vmx')]));
    await leavePage();
    await storeInAnotherTab('theirs');
    workspaceStore.setState(startState, true);
    stop = keepStored(await restoreWorkspace());
    await offerAsides();
    expect(names()).toEqual(['theirs']);
    expect(workspaceStore.getState().incoming).toMatchObject([{ from: 'aside' }]);
    answerIncoming('add');
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    expect(storedNames()).toEqual(['theirs', 'late']);
    expect(left.size).toBe(0);
  });

  test('[P16] what was left twice in a row is there once, as it was last', async () => {
    stop = keepStored(await restoreWorkspace());
    edit(addHosts([sampleHost('a', 'vmx')]));
    await leavePage();
    workspaceStore.setState(startState, true);
    stop = keepStored(await restoreWorkspace());
    edit(addHosts([sampleHost('b', 'vmx')]));
    await leavePage();
    workspaceStore.setState(startState, true);
    await restoreWorkspace();
    await offerAsides();
    expect(names()).toEqual(['a', 'b']);
    expect(workspaceStore.getState().incoming).toEqual([]);
  });

  test('[P17] last words that are damaged, or no words at all, are left alone', async () => {
    left.set('commonbits-left x', '{"after":[null],"workspace":');
    left.set('commonbits-left y', '{"after":[null],"workspace":{"commonbits":1}}');
    await restoreWorkspace();
    await offerAsides();
    expect(names()).toEqual([]);
    expect(left.size).toBe(2);
  });

  test('[P15] a page that comes back after it was left stores as before', async () => {
    stop = keepStored(await restoreWorkspace());
    edit(addHosts([sampleHost('a', 'vmx')]));
    await leavePage({ forGood: false });
    expect(left.size).toBe(1);
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    expect(storedNames()).toEqual(['a']);
    expect(left.size).toBe(0);
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

/** As the browser says it to the page that goes. */
async function leavePage({ forGood = true } = {}): Promise<void> {
  page.dispatchEvent(new Event('pagehide'));
  await vi.advanceTimersByTimeAsync(0);
  if (!forGood) return;
  stop();
  // The next page is another one.
  const [[key, words] = ['', '']] = left;
  left.delete(key);
  left.set(`commonbits-left by page ${++stamps}`, words);
}

/** As another tab leaves it: with a stamp that this one has not seen. */
async function storeInAnotherTab(...hosts: readonly string[]): Promise<void> {
  const workspace = { ...emptyWorkspace, hosts: hosts.map((name) => sampleHost(name, 'vmx')) };
  database.stored.set('workspace', packWorkspace(workspace));
  database.stored.delete('workspace tables');
  database.stored.set('workspace stamp', `another ${++stamps}`);
}

function namesIn(data: unknown): string[] {
  const result = openStored(data);
  if (!result.ok) throw new Error(result.problem);
  return result.workspace.hosts.map(({ name }) => name);
}

function storedNames(): string[] {
  return namesIn(
    Object.assign({}, database.stored.get('workspace tables'), database.stored.get('workspace')),
  );
}

function asides(): string[][] {
  return [...database.stored].flatMap(([key, data]) =>
    key.startsWith('workspace aside ') ? [namesIn(data)] : [],
  );
}

describe('two tabs', () => {
  test.each([
    ['replace', ['a', 'theirs']],
    ['add', ['a', 'mine', 'theirs']],
    ['skip', ['a', 'mine']],
  ] as const)(
    '[P9] what another tab has stored is not stored over until the person chooses: %s',
    async (choice, left) => {
      stop = keepStored(await restoreWorkspace());
      edit(addHosts([sampleHost('a', 'vmx')]));
      await vi.advanceTimersByTimeAsync(SAVE_AFTER);
      await storeInAnotherTab('a', 'theirs');
      edit(addHosts([sampleHost('mine', 'vmx')]));
      await vi.advanceTimersByTimeAsync(SAVE_AFTER);
      expect(storedNames()).toEqual(['a', 'theirs']);
      expect(asides()).toEqual([['a', 'mine']]);
      expect(workspaceStore.getState().incoming).toMatchObject([{ from: 'tab' }]);
      answerIncoming(choice);
      await vi.advanceTimersByTimeAsync(SAVE_AFTER);
      expect(names()).toEqual(left);
      expect(storedNames()).toEqual(left);
      expect(asides()).toEqual([]);
      undo();
      expect(names()).toEqual(choice === 'skip' ? ['a'] : ['a', 'mine']);
    },
  );

  test('[P10] a tab that is closed before the choice is offered at the next visit', async () => {
    await storeInAnotherTab('theirs');
    database.stored.set(
      'workspace aside of a tab',
      packWorkspace({ ...emptyWorkspace, hosts: [sampleHost('mine', 'vmx')] }),
    );
    stop = keepStored(await restoreWorkspace());
    await offerAsides();
    expect(names()).toEqual(['theirs']);
    expect(asides()).toEqual([['mine']]);
    answerIncoming('add');
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    expect(storedNames()).toEqual(['theirs', 'mine']);
    expect(asides()).toEqual([]);
  });

  test('[P11] two tabs that hold the same have nothing to ask', async () => {
    stop = keepStored(await restoreWorkspace());
    edit(addHosts([sampleHost('a', 'vmx')]));
    await storeInAnotherTab('a');
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    expect(workspaceStore.getState().incoming).toEqual([]);
    expect(asides()).toEqual([]);
  });
});

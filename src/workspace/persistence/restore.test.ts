import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  database,
  databaseIsIdle,
  emptyDatabase,
  loseTable,
  silenceDatabase,
  store,
  storedNow,
} from '../database.test-support.ts';
import { addHosts, removeHosts, setIncluded } from '../model/actions.ts';
import { emptyWorkspace } from '../model/state.ts';
import { openPacked } from '../packing/check-packed.ts';
import { packWorkspace } from '../packing/packed-workspace.ts';
import { runSteps } from '../packing/steps.ts';
import { sampleHost } from '../samples.test-support.ts';
import { edit, startState, undo, workspaceStore } from '../stores/store.ts';
import { keepStored, SAVE_AFTER } from './autosave.ts';
import { answerIncoming } from './merge-question.ts';
import { asideAsText, giveUpAside, offerAsides, restoreWorkspace } from './restore.ts';
import { CHUNK, readChunks } from './stored-chunks.ts';

const page = new EventTarget();
vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));

/** The browser's small storage. */
const smallStorage = { isFull: false };
const left = new Map<string, string>();
vi.stubGlobal('localStorage', {
  get length() {
    return left.size;
  },
  key: (at: number) => [...left.keys()][at] ?? null,
  getItem: (key: string) => left.get(key) ?? null,
  setItem: (key: string, value: string) => {
    if (smallStorage.isFull) throw named('full', 'QuotaExceededError');
    left.set(key, value);
  },
  removeItem: (key: string) => left.delete(key),
});

function openStored(data: unknown) {
  return runSteps(openPacked(data));
}

let stop = () => {};
let stamps = 0;

beforeEach(async () => {
  // The database and the page's own steps go on.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  left.clear();
  smallStorage.isFull = false;
  await emptyDatabase();
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  workspaceStore.setState(startState, true);
});

async function pass(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds);
  await databaseIsIdle();
}

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
    await pass(SAVE_AFTER);
    edit(setIncluded([host.id], false));
    await pass(SAVE_AFTER);
    edit(removeHosts([host.id]));
    await pass(SAVE_AFTER);
    const [hosts, cpus, lines] = ['hosts', 'cpus', 'lines'].map((part) => `workspace ${part} 00000`);
    expect(database.writes).toEqual([
      [hosts, cpus, lines, 'workspace', 'workspace stamp'],
      [hosts, 'workspace', 'workspace stamp'],
      [hosts, 'workspace', 'workspace stamp'],
    ]);
    stop();
    workspaceStore.setState(startState, true);
    await restoreWorkspace();
    expect(names()).toEqual(['kvm-02']);
  });

  test('[P1] what is stored comes back, and is no step to undo', async () => {
    stop = keepStored();
    edit(addHosts([sampleHost('kvm-01', 'vmx')]));
    await pass(SAVE_AFTER);
    stop();
    workspaceStore.setState(startState, true);
    await restoreWorkspace();
    expect(names()).toEqual(['kvm-01']);
    expect(workspaceStore.getState().past).toEqual([]);
  });

  test('[P2] changes in a row are stored once, after the last', async () => {
    stop = keepStored();
    edit(addHosts([sampleHost('kvm-01', 'vmx')]));
    await pass(SAVE_AFTER - 1);
    edit(addHosts([sampleHost('kvm-02', 'vmx')]));
    await pass(SAVE_AFTER - 1);
    expect((await storedNow()).size).toBe(0);
    await pass(1);
    expect(await storedNames()).toEqual(['kvm-01', 'kvm-02']);
  });

  test.each([
    ['broken', { commonbits: 1, hosts: 'none' }],
    ['of a later Commonbits', { commonbits: 2, pools: [] }],
    ['no workspace at all', 'text'],
  ])(
    '[P3] a store that is %s is put aside once, said, and outlasts what is stored then',
    async (_what, data) => {
      await store({ workspace: data });
      stop = keepStored(await restoreWorkspace());
      expect(names()).toEqual([]);
      expect(notes()).toEqual([expect.stringContaining('could not be read')]);
      edit(addHosts([sampleHost('new', 'vmx')]));
      await pass(SAVE_AFTER);
      stop();
      workspaceStore.setState(startState, true);
      await restoreWorkspace();
      await offerAsides();
      expect(names()).toEqual(['new']);
      const aside = [...(await storedNow())].filter(([key]) => key.startsWith('workspace aside '));
      expect(aside.map(([, value]) => value)).toEqual([data]);
    },
  );

  test('[P7] tables that could not be stored are stored with the next change', async () => {
    stop = keepStored();
    const hosts = [sampleHost('kvm-01', 'vmx'), sampleHost('kvm-02', 'svm')];
    edit(addHosts(hosts));
    await pass(SAVE_AFTER);
    database.failure = named('full', 'QuotaExceededError');
    edit(removeHosts([hosts[0]!.id]));
    await pass(SAVE_AFTER);
    database.failure = undefined;
    edit(setIncluded([hosts[1]!.id], false));
    await pass(SAVE_AFTER);
    stop();
    workspaceStore.setState(startState, true);
    await restoreWorkspace();
    const [host] = workspaceStore.getState().workspace.hosts;
    expect(host).toMatchObject({ name: 'kvm-02', sources: [{ cpu: { cpu: { features: ['svm'] } } }] });
  });

  test('[P8] what can’t be read now is not stored over, and leaving asks', async () => {
    await store({ workspace: 'of the last visit' });
    database.failure = named('no', 'UnknownError');
    stop = keepStored(await restoreWorkspace());
    database.failure = undefined;
    edit(addHosts([sampleHost('kvm-01', 'vmx')]));
    await pass(SAVE_AFTER);
    expect((await storedNow()).get('workspace')).toBe('of the last visit');
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
      await pass(SAVE_AFTER);
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
      await pass(SAVE_AFTER);
      expect(names()).toEqual(['quick']);
      expect(await storedNames()).toEqual(['stored']);
      answerIncoming(choice);
      await pass(SAVE_AFTER);
      expect(names()).toEqual(left);
      expect(await storedNames()).toEqual(left);
      expect(await asides()).toEqual([]);
    },
  );

  test('[P12] what was changed just before the page went is there again, stored, and nothing is asked', async () => {
    stop = keepStored(await restoreWorkspace());
    edit(addHosts([sampleHost('a', 'vmx')]));
    await pass(SAVE_AFTER);
    edit(addHosts([sampleHost('late', 'vmx')]));
    await leavePage();
    expect(await storedNames()).toEqual(['a']);
    workspaceStore.setState(startState, true);
    stop = keepStored(await restoreWorkspace());
    await offerAsides();
    expect(names()).toEqual(['a', 'late']);
    expect(workspaceStore.getState().incoming).toEqual([]);
    await pass(SAVE_AFTER);
    expect(await storedNames()).toEqual(['a', 'late']);
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
    await pass(SAVE_AFTER);
    expect(await storedNames()).toEqual(['theirs', 'late']);
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
    await pass(SAVE_AFTER);
    expect(await storedNames()).toEqual(['a']);
    expect(left.size).toBe(0);
  });

  test('[P6] what came is stored each second while more is coming in', async () => {
    stop = keepStored();
    workspaceStore.setState({ reading: { done: 0, total: 2, current: '' } });
    for (let at = 0; at < 12; at++) {
      edit(addHosts([sampleHost(`kvm-${at}`, 'vmx')]));
      await pass(200);
    }
    expect(database.writes.length).toBe(2);
    expect((await storedNames()).length).toBeGreaterThanOrEqual(6);
  });

  test('[P18] what is announced meanwhile holds nothing up', async () => {
    stop = keepStored();
    edit(addHosts([sampleHost('kvm-01', 'vmx')]));
    for (let at = 0; at < 5; at++) {
      await pass(SAVE_AFTER / 5);
      workspaceStore.setState({ announcement: `${at}` });
    }
    expect(await storedNames()).toEqual(['kvm-01']);
  });

  test('[P19] a change among many hosts writes only the chunk that it is in', async () => {
    stop = keepStored();
    const hosts = Array.from({ length: 3 * CHUNK }, (_, i) => sampleHost(`kvm-${i}`, `f${i}`));
    edit(addHosts(hosts));
    await pass(SAVE_AFTER);
    database.writes.length = 0;
    edit(setIncluded([hosts[CHUNK]!.id], false));
    await pass(SAVE_AFTER);
    expect(database.writes).toEqual([['workspace hosts 00001', 'workspace', 'workspace stamp']]);
    edit(removeHosts(hosts.slice(CHUNK).map(({ id }) => id)));
    await pass(SAVE_AFTER);
    expect([...(await storedNow()).keys()].filter((key) => key.includes('hosts'))).toEqual([
      'workspace hosts 00000',
    ]);
    expect(await storedNames()).toHaveLength(CHUNK);
  });

  test('[P20] hosts that are damaged are named and kept aside, the others come back', async () => {
    const hosts = ['a', 'b', 'c'].map((name) => sampleHost(name, `of ${name}`));
    const packed = packWorkspace({ ...emptyWorkspace, hosts });
    const damaged = {
      ...packed,
      cpus: packed.cpus.with(1, { ...packed.cpus[1]!, kind: 'nothing' as never }),
    };
    await store({ workspace: damaged });
    stop = keepStored(await restoreWorkspace());
    expect(names()).toEqual(['a', 'c']);
    const [note] = workspaceStore.getState().notes;
    expect(note?.sentence).toContain('Missing: b.');
    // The same hosts are not told of twice.
    await offerAsides();
    expect(workspaceStore.getState().notes).toEqual([note]);
    expect(JSON.parse((await asideAsText(note?.aside ?? '')) ?? '')).toEqual(damaged);
    await pass(SAVE_AFTER);
    expect(await storedNames()).toEqual(['a', 'c']);
    await giveUpAside(note?.aside ?? '');
    expect(await asideAsText(note?.aside ?? '')).toBeUndefined();
  });

  test('[P21] a choice that is damaged costs no host', async () => {
    const packed = packWorkspace({ ...emptyWorkspace, hosts: [sampleHost('a', 'vmx')] });
    await store({ workspace: { ...packed, guest: { policies: 'all' } } });
    await restoreWorkspace();
    expect(names()).toEqual(['a']);
    expect(notes()).toEqual([expect.stringContaining('Missing: the guest CPU.')]);
  });

  test('[P22] what a Commonbits before chunks has stored comes back', async () => {
    const { cpus, emulators, lines, ...choices } = packWorkspace({
      ...emptyWorkspace,
      hosts: [sampleHost('a', 'vmx')],
    });
    await store({ workspace: choices, 'workspace tables': { cpus, emulators, lines } });
    stop = keepStored(await restoreWorkspace());
    expect(names()).toEqual(['a']);
    edit(addHosts([sampleHost('b', 'vmx')]));
    await pass(SAVE_AFTER);
    expect(await storedNames()).toEqual(['a', 'b']);
    expect((await storedNow()).has('workspace tables')).toBe(false);
  });

  test('[P23] a page that goes where the small storage is full asks, and stores meanwhile', async () => {
    stop = keepStored(await restoreWorkspace());
    expect(asksBeforeLeaving()).toBe(false);
    edit(addHosts([sampleHost('a', 'vmx')]));
    expect(asksBeforeLeaving()).toBe(false);
    smallStorage.isFull = true;
    edit(addHosts([sampleHost('b', 'vmx')]));
    expect(asksBeforeLeaving()).toBe(true);
    await pass(0);
    expect(await storedNames()).toEqual(['a', 'b']);
    expect(asksBeforeLeaving()).toBe(false);
  });

  test('[P24] a host that waits behind a question is asked about again at the next visit', async () => {
    stop = keepStored(await restoreWorkspace());
    const { name, sources } = sampleHost('a', 'svm');
    const incoming = { name, ...sources[0]! };
    edit(addHosts([sampleHost('a', 'vmx')]));
    workspaceStore.setState({ duplicates: { name, incoming, waiting: [incoming] } });
    await pass(SAVE_AFTER);
    stop();
    workspaceStore.setState(startState, true);
    expect(await restoreWorkspace()).toMatchObject({ waiting: [incoming] });
  });

  test('[P26] a database that has lost its table gets a new one', async () => {
    await loseTable();
    stop = keepStored(await restoreWorkspace());
    edit(addHosts([sampleHost('a', 'vmx')]));
    await pass(SAVE_AFTER);
    expect(await storedNames()).toEqual(['a']);
    expect(notes()).toEqual([]);
  });
});

function asksBeforeLeaving(): boolean {
  const event = new Event('beforeunload', { cancelable: true });
  page.dispatchEvent(event);
  return event.defaultPrevented;
}

/** The browser's events to a page that closes. */
async function leavePage({ forGood = true } = {}): Promise<void> {
  page.dispatchEvent(new Event('pagehide'));
  await pass(0);
  if (!forGood) return;
  stop();
  // The next page is another one.
  const [[key, words] = ['', '']] = left;
  left.delete(key);
  left.set(`commonbits-left by page ${++stamps}`, words);
}

/** The store after another tab's write: with a stamp that this one has not seen. */
async function storeInAnotherTab(...hosts: readonly string[]): Promise<void> {
  const workspace = { ...emptyWorkspace, hosts: hosts.map((name) => sampleHost(name, 'vmx')) };
  await emptyDatabase();
  await store({ workspace: packWorkspace(workspace), 'workspace stamp': `another ${++stamps}` });
}

function namesIn(data: unknown): string[] {
  const result = openStored(data);
  if (!result.ok) throw new Error(result.problem);
  return result.workspace.hosts.map(({ name }) => name);
}

async function storedNames(): Promise<string[]> {
  const stored = await storedNow();
  return namesIn(await readChunks({ get: async (key) => stored.get(key) }));
}

async function asides(): Promise<string[][]> {
  return [...(await storedNow())].flatMap(([key, data]) =>
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
      await pass(SAVE_AFTER);
      await storeInAnotherTab('a', 'theirs');
      edit(addHosts([sampleHost('mine', 'vmx')]));
      await pass(SAVE_AFTER);
      expect(await storedNames()).toEqual(['a', 'theirs']);
      expect(await asides()).toEqual([['a', 'mine']]);
      expect(workspaceStore.getState().incoming).toMatchObject([{ from: 'tab' }]);
      answerIncoming(choice);
      await pass(SAVE_AFTER);
      expect(names()).toEqual(left);
      expect(await storedNames()).toEqual(left);
      expect(await asides()).toEqual([]);
      undo();
      expect(names()).toEqual(choice === 'skip' ? ['a'] : ['a', 'mine']);
    },
  );

  test('[P10] a tab that is closed before the choice is offered at the next visit', async () => {
    await storeInAnotherTab('theirs');
    await store({
      'workspace aside of a tab': packWorkspace({ ...emptyWorkspace, hosts: [sampleHost('mine', 'vmx')] }),
    });
    stop = keepStored(await restoreWorkspace());
    await offerAsides();
    expect(names()).toEqual(['theirs']);
    expect(await asides()).toEqual([['mine']]);
    answerIncoming('add');
    await pass(SAVE_AFTER);
    expect(await storedNames()).toEqual(['theirs', 'mine']);
    expect(await asides()).toEqual([]);
  });

  test('[P11] two tabs that hold the same have nothing to ask', async () => {
    stop = keepStored(await restoreWorkspace());
    edit(addHosts([sampleHost('a', 'vmx')]));
    await storeInAnotherTab('a');
    await pass(SAVE_AFTER);
    expect(workspaceStore.getState().incoming).toEqual([]);
    expect(await asides()).toEqual([]);
  });
});

// Last, as it stays so.
describe('a database that never answers', () => {
  test('[P25] is said, and leaving asks', async () => {
    await silenceDatabase();
    const opening = restoreWorkspace();
    await pass(20_000);
    await pass(20_000);
    stop = keepStored(await opening);
    expect(notes()).toEqual([expect.stringContaining('does not answer')]);
    edit(addHosts([sampleHost('a', 'vmx')]));
    expect(asksBeforeLeaving()).toBe(true);
    page.dispatchEvent(new Event('pagehide'));
    expect(left.size).toBe(1);
  });
});

import { yieldAfter } from '../browser/yield-to-page.ts';
import { listOwnMaps } from '../cpu-maps/maps.ts';
import { emptyWorkspace, holdsNothing, type Workspace } from '../model/state.ts';
import { openPacked } from '../packing/check-packed.ts';
import { pauseBetween } from '../packing/steps.ts';
import { addNote, type DuplicateQuestion, type IncomingWorkspace, workspaceStore } from '../stores/store.ts';
import { ask, isSameWorkspace, withKnownMap } from './merge-question.ts';
import type { Contested, Restored } from './restore.ts';
import {
  adopt,
  dropOwnAside,
  leaveWorkspace,
  putAside,
  readWorkspace,
  saveWorkspace,
} from './stored-workspace.ts';

/** Milliseconds after the last change, and after the first that is not stored: then it is, whatever goes on. */
export const SAVE_AFTER = 500;
const SAVE_AT_LATEST = 1000;

/** Milliseconds of the page's thread that opening what is stored takes at a time. */
const BUDGET = 8;

/** Stores each change, half a second after the last, and each second while more come. Returns the way to stop. */
export function keepStored(restored: Restored = { workspace: emptyWorkspace }): () => void {
  const keeper = restored === 'keep off' ? undefined : new Keeper(restored);
  const unsubscribe = workspaceStore.subscribe(() => keeper?.see());
  const { workspace: shown } = workspaceStore.getState();
  const leave = () => {
    const { workspace } = workspaceStore.getState();
    if (keeper !== undefined) keeper.leave();
    else if (workspace !== shown && !holdsNothing(workspace)) leaveWorkspace(workspace);
  };
  const hear = (event: BeforeUnloadEvent) => {
    if (asksSomething() || (keeper === undefined ? hasHosts() : keeper.wouldLose())) event.preventDefault();
  };
  globalThis.addEventListener?.('beforeunload', hear);
  globalThis.addEventListener?.('pagehide', leave);
  keeper?.see();
  return () => {
    keeper?.stop();
    unsubscribe();
    globalThis.removeEventListener?.('beforeunload', hear);
    globalThis.removeEventListener?.('pagehide', leave);
  };
}

/** The data that is stored together: the hosts, and the readings that the person is still asked about. */
interface Kept {
  readonly workspace: Workspace;
  readonly duplicates: DuplicateQuestion | undefined;
}

class Keeper {
  /** The last state that was stored, or that was tried. */
  #stored: Kept;
  /** The last state that is surely stored. */
  #written: Kept | undefined;
  /** The state for which the timer was set. */
  #seen: Kept;
  #contested: Contested | undefined;
  #isLooking = false;
  #saving: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When what is not stored has waited long enough. */
  #dueAt: number | undefined;

  constructor({ workspace, contested }: Exclude<Restored, string>) {
    this.#stored = { workspace, duplicates: undefined };
    this.#seen = this.#stored;
    this.#written = this.#stored;
    this.#contested = contested;
  }

  /** Something in the store has changed. */
  see(): void {
    const now = keptNow();
    const { incoming } = workspaceStore.getState();
    const question = this.#contested?.question;
    if (question !== undefined && !incoming.includes(question)) void this.#settle();
    if (isSame(now, this.#seen)) return;
    this.#seen = now;
    clearTimeout(this.#timer);
    if (isSame(now, this.#stored)) return;
    this.#dueAt ??= performance.now() + SAVE_AT_LATEST;
    const wait = Math.max(0, Math.min(SAVE_AFTER, this.#dueAt - performance.now()));
    this.#timer = setTimeout(() => void this.save(), wait);
  }

  /** One after the other, each of what is there by then. */
  save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#dueAt = undefined;
    this.#saving = this.#saving.then(() => this.#save());
    return this.#saving;
  }

  async #save(): Promise<void> {
    const kept = keptNow();
    if (isSame(kept, this.#stored)) return;
    this.#stored = kept;
    if (this.#contested !== undefined) {
      if (await putAside(kept.workspace)) this.#written = kept;
      return;
    }
    const outcome = await saveWorkspace(kept.workspace, kept.duplicates?.waiting ?? []);
    if (outcome === 'written') this.#written = kept;
    if (outcome === 'failed') this.#stored = nothingStored;
    if (outcome === 'not mine') await this.#lookAtOther();
  }

  /** The page goes, perhaps for good. */
  leave(): void {
    const { workspace } = workspaceStore.getState();
    if (workspace === this.#written?.workspace) return;
    if (this.#contested === undefined) leaveWorkspace(workspace);
    else void putAside(workspace);
  }

  /** Whether a page that goes now takes with it something that is nowhere else. If so, it is stored meanwhile. */
  wouldLose(): boolean {
    const { workspace } = workspaceStore.getState();
    if (workspace === this.#written?.workspace) return false;
    if (this.#contested === undefined && leaveWorkspace(workspace)) return false;
    void this.save();
    return !holdsNothing(workspace) || !holdsNothing(this.#written?.workspace ?? emptyWorkspace);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Another tab has stored: the person chooses between its workspace and this one, which is aside. */
  async #lookAtOther(): Promise<void> {
    if (this.#isLooking || this.#contested !== undefined) return;
    this.#isLooking = true;
    await listOwnMaps();
    const stored = await readWorkspace();
    this.#isLooking = false;
    if (stored.kind === 'unknown') return;
    const result = await pauseBetween(openPacked(stored.data), yieldAfter(BUDGET));
    if (!result.ok || result.faults.length > 0) {
      this.#contested = { stamp: stored.stamp, question: undefined };
      addNote(
        "Another tab has saved hosts in a format that this page can't read. Your hosts here are kept separately; save them as a file to be sure.",
      );
    } else if (await isSameWorkspace(workspaceStore.getState().workspace, result.workspace)) {
      adopt(stored.stamp);
      await dropOwnAside();
    } else {
      const workspace = withKnownMap(result.workspace);
      const question: IncomingWorkspace = { workspace, label: 'another tab', from: 'tab' };
      this.#contested = { stamp: stored.stamp, question };
      ask(question);
    }
  }

  /** The person has chosen: from here on the stored workspace is this tab's. */
  async #settle(): Promise<void> {
    adopt(this.#contested?.stamp);
    this.#contested = undefined;
    this.#stored = nothingStored;
    await this.save();
    if (this.#contested === undefined && this.#stored !== nothingStored) await dropOwnAside();
  }
}

/** Like no workspace that there is. */
const nothingStored: Kept = { workspace: { ...emptyWorkspace }, duplicates: undefined };

function keptNow(): Kept {
  const { workspace, duplicates } = workspaceStore.getState();
  return { workspace, duplicates };
}

function isSame(a: Kept, b: Kept): boolean {
  return a.workspace === b.workspace && a.duplicates === b.duplicates;
}

/** Hosts that are still being read, and questions about hosts, are nowhere else. */
function asksSomething(): boolean {
  const { reading, duplicates, incoming } = workspaceStore.getState();
  const asks = duplicates !== undefined || incoming.some(({ from }) => from === 'file' || from === 'link');
  return reading !== undefined || asks;
}

function hasHosts(): boolean {
  return !holdsNothing(workspaceStore.getState().workspace);
}

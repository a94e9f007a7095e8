import { yieldAfter } from '../browser/yield-to-page.ts';
import { listOwnMaps } from '../cpu-maps/maps.ts';
import { emptyWorkspace, type Workspace } from '../model/state.ts';
import { openPacked } from '../packing/check-packed.ts';
import { pauseBetween } from '../packing/steps.ts';
import { addNote, type IncomingWorkspace, workspaceStore } from '../stores/store.ts';
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

/** Milliseconds of the page's thread that opening what is stored takes at a time. */
const BUDGET = 8;

export const SAVE_AFTER = 500;

/** Stores each change, half a second after the last; not while hosts are still coming in. Returns the way to stop. */
export function keepStored(restored: Restored = { workspace: emptyWorkspace }): () => void {
  if (restored === 'keep off') return askBeforeLeaving(() => true);
  const keeper = new Keeper(restored);
  const unsubscribe = workspaceStore.subscribe(() => keeper.see());
  const leave = () => keeper.leave();
  const stopAsking = askBeforeLeaving(() => keeper.hasFailed);
  globalThis.addEventListener?.('pagehide', leave);
  keeper.see();
  return () => {
    keeper.stop();
    unsubscribe();
    stopAsking();
    globalThis.removeEventListener?.('pagehide', leave);
  };
}

class Keeper {
  /** What was stored last, or tried to be. */
  #stored: Workspace | undefined;
  /** What is stored for sure. */
  #written: Workspace | undefined;
  #contested: Contested | undefined;
  #isLooking = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  hasFailed = false;

  constructor({ workspace, contested }: Exclude<Restored, string>) {
    this.#stored = workspace;
    this.#written = workspace;
    this.#contested = contested;
  }

  /** Something in the store has changed. */
  see(): void {
    const { workspace, reading, incoming } = workspaceStore.getState();
    const question = this.#contested?.question;
    if (question !== undefined && !incoming.includes(question)) void this.#settle();
    if (workspace === this.#stored || reading !== undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), SAVE_AFTER);
  }

  async save(): Promise<void> {
    clearTimeout(this.#timer);
    const { workspace } = workspaceStore.getState();
    if (workspace === this.#stored) return;
    this.#stored = workspace;
    if (this.#contested !== undefined) return putAside(workspace);
    const outcome = await saveWorkspace(workspace);
    this.hasFailed = outcome === 'failed';
    if (outcome === 'written') this.#written = workspace;
    if (outcome === 'failed') this.#stored = undefined;
    if (outcome === 'not mine') await this.#lookAtOther();
  }

  /** The page goes, perhaps for good. */
  leave(): void {
    const { workspace } = workspaceStore.getState();
    if (workspace === this.#written) return;
    if (this.#contested === undefined) leaveWorkspace(workspace);
    else void putAside(workspace);
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
    if (stored.kind === 'nothing' || stored.kind === 'unknown') return;
    const result = await pauseBetween(openPacked(stored.data), yieldAfter(BUDGET));
    if (!result.ok || result.faults.length > 0) {
      this.#contested = { stamp: stored.stamp, question: undefined };
      addNote(
        "Another tab has stored hosts in a way that this page can't read. What is here is kept beside them; save it as a file to be sure.",
      );
    } else if (isSameWorkspace(workspaceStore.getState().workspace, result.workspace)) {
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
    this.#stored = undefined;
    await this.save();
    if (this.#contested === undefined && !this.hasFailed) await dropOwnAside();
  }
}

/** The browser asks before it closes a page whose hosts, or whose questions about hosts, are nowhere else. */
function askBeforeLeaving(isUnstored: () => boolean): () => void {
  const hear = (event: BeforeUnloadEvent) => {
    const { workspace, reading, duplicates, incoming } = workspaceStore.getState();
    const asks = duplicates !== undefined || incoming.some(({ from }) => from === 'file' || from === 'link');
    if (reading !== undefined || asks || (workspace.hosts.length > 0 && isUnstored())) event.preventDefault();
  };
  globalThis.addEventListener?.('beforeunload', hear);
  return () => globalThis.removeEventListener?.('beforeunload', hear);
}

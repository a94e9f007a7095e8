import { yieldAfter } from '../browser/yield-to-page.ts';
import { listOwnMaps } from '../cpu-maps/maps.ts';
import { emptyWorkspace, type Workspace } from '../model/state.ts';
import { openPacked } from '../packing/check-packed.ts';
import { pauseBetween } from '../packing/steps.ts';
import { addNote, type IncomingWorkspace, workspaceStore } from '../stores/store.ts';
import { ask, isSameWorkspace, withKnownMap } from './merge-question.ts';
import { adopt, readAsides, readWorkspace, setUnreadableAside } from './stored-workspace.ts';

/** Milliseconds of the page's thread that opening what is stored takes at a time. */
const BUDGET = 8;

/** The workspace that is stored when the page opens, or that nothing must be stored over it. */
export type Restored = { readonly workspace: Workspace; readonly contested?: Contested } | 'keep off';

/** A stored workspace that this tab has not taken: until the person chooses, this tab's is kept beside it. */
export interface Contested {
  readonly stamp: unknown;
  /** Undefined where this page can't read it: then both stay. */
  readonly question: IncomingWorkspace | undefined;
}

/** Brings back what was there when the page was last open. Not a step to undo. */
export async function restoreWorkspace(): Promise<Restored> {
  // First, as the workspace may use one of them.
  await listOwnMaps();
  const stored = await readWorkspace();
  if (stored.kind === 'unknown') return 'keep off';
  if (stored.kind === 'nothing') return { workspace: emptyWorkspace };
  const result = await pauseBetween(openPacked(stored.data), yieldAfter(BUDGET));
  if (!result.ok || result.faults.length > 0)
    return (await withoutUnreadable(stored.data)) ? { workspace: emptyWorkspace } : 'keep off';
  const workspace = withKnownMap(result.workspace);
  const { workspace: here } = workspaceStore.getState();
  // Whoever was quicker than the disk keeps what they have.
  if (here !== emptyWorkspace && workspace.hosts.length > 0 && !isSameWorkspace(here, workspace)) {
    const question: IncomingWorkspace = { workspace, label: 'the last visit', from: 'visit' };
    ask(question);
    return { workspace: emptyWorkspace, contested: { stamp: stored.stamp, question } };
  }
  adopt(stored.stamp);
  if (here === emptyWorkspace) workspaceStore.setState({ workspace });
  return { workspace: stored.kind === 'left' ? emptyWorkspace : workspace };
}

async function withoutUnreadable(data: unknown): Promise<boolean> {
  const isAside = await setUnreadableAside(data);
  const sentence = isAside
    ? 'It is kept beside what you do now, and offered again once it can be read.'
    : 'It is left as it is, and what you do now is not stored: save the hosts as a file to keep them.';
  addNote(
    `What this browser had stored of your hosts could not be read, so the page starts empty. ${sentence}`,
  );
  return isAside;
}

/** Workspaces that were put aside are offered, and kept until the person has chosen. */
export async function offerAsides(): Promise<void> {
  for (const { data, remove } of await readAsides()) {
    const result = await pauseBetween(openPacked(data), yieldAfter(BUDGET));
    if (!result.ok || result.faults.length > 0) continue;
    const { workspace: here } = workspaceStore.getState();
    if (result.workspace.hosts.length === 0 || isSameWorkspace(here, result.workspace)) {
      await remove();
      continue;
    }
    const workspace = withKnownMap(result.workspace);
    const question: IncomingWorkspace = { workspace, label: 'what was put aside', from: 'aside' };
    ask(question);
    const stop = workspaceStore.subscribe(({ incoming }) => {
      if (incoming.includes(question)) return;
      stop();
      void remove();
    });
  }
}

import type { HostReading } from '../../intake/reading.ts';
import { yieldAfter } from '../browser/yield-to-page.ts';
import { defaultMapKey, listOwnMaps, loadMap } from '../cpu-maps/maps.ts';
import { computeAhead } from '../derived/precompute.ts';
import { emptyWorkspace, holdsNothing, type Workspace } from '../model/state.ts';
import { type Opened, openPacked } from '../packing/check-packed.ts';
import { partWords } from '../packing/choices-schema.ts';
import type { Fault } from '../packing/packed-workspace.ts';
import { pauseBetween } from '../packing/steps.ts';
import { addNote, type IncomingWorkspace, workspaceStore } from '../stores/store.ts';
import { ask, isSameWorkspace, withKnownMap } from './merge-question.ts';
import {
  adopt,
  copyAside,
  moveAside,
  readAsides,
  readWorkspace,
  type Stored,
  takeOver,
} from './stored-workspace.ts';

/** The workspace that is stored when the page opens, or that nothing must be stored over it. */
export type Restored =
  | {
      readonly workspace: Workspace;
      readonly contested?: Contested;
      /** The person was asked about them when the page was last open. */
      readonly waiting?: readonly HostReading[];
    }
  | 'keep off';

/** A stored workspace that this tab has not taken: until the person chooses, this tab's is kept beside it. */
export interface Contested {
  readonly stamp: unknown;
  /** Undefined where this page can't read it: then both stay. */
  readonly question: IncomingWorkspace | undefined;
}

/** Milliseconds of the page's thread that opening what is stored takes at a time. */
const BUDGET = 8;

/** Brings back what was there when the page was last open. Not a step to undo. */
export async function restoreWorkspace(): Promise<Restored> {
  // First, as the workspace may use one of them.
  await listOwnMaps();
  const stored = await readWorkspace();
  if (stored.kind === 'unknown') return 'keep off';
  const left = await leftOver(stored);
  if (left !== undefined) {
    await precompute(left);
    return takeUp(left, stored.stamp, emptyWorkspace);
  }
  if (stored.data === undefined) return { workspace: emptyWorkspace };
  const result = await opened(stored.data);
  if (!result.ok || (holdsNothing(result.workspace) && result.faults.length > 0)) {
    return (await withoutUnreadable(stored.data)) ? { workspace: emptyWorkspace } : 'keep off';
  }
  await precompute(result);
  if (result.faults.length === 0) return takeUp(result, stored.stamp, undefined);
  const aside = await copyAside(stored.data);
  addNote(lostInWords(result.faults, aside !== undefined), aside);
  return aside === undefined ? showOnly(result) : takeUp(result, stored.stamp, emptyWorkspace);
}

type Whole = Extract<Opened, { readonly ok: true }>;

/** Fewer hosts than these are no long task, and are at once where a slow network has to bring the page's parts. */
const MANY = 500;

/** Once it is in the store the page asks for all that follows from it at once. */
async function precompute({ workspace: given }: Whole): Promise<void> {
  const workspace = withKnownMap(given);
  if (workspace.hosts.length < MANY) return;
  await Promise.all([loadMap(workspace.mapKey), loadMap(defaultMapKey)]);
  await computeAhead(workspace, { withModels: true });
}

/** The newest of what earlier pages left that can be read whole. */
async function leftOver({ left }: Extract<Stored, { readonly kind: 'known' }>): Promise<Whole | undefined> {
  for (const leftover of left) {
    const result = await opened(leftover.data);
    if (!result.ok || result.faults.length > 0) continue;
    takeOver(leftover);
    return result;
  }
  return undefined;
}

/** `stored`: what counts as stored; undefined = the workspace itself. */
async function takeUp(
  { workspace: given, waiting }: Whole,
  stamp: unknown,
  stored: Workspace | undefined,
): Promise<Restored> {
  const workspace = withKnownMap(given);
  const { workspace: here } = workspaceStore.getState();
  // A person who was faster than the disk keeps their input.
  if (here !== emptyWorkspace && !holdsNothing(workspace) && !(await isSameWorkspace(here, workspace))) {
    const question: IncomingWorkspace = { workspace, label: 'the last visit', from: 'visit' };
    ask(question);
    return { workspace: emptyWorkspace, contested: { stamp, question } };
  }
  adopt(stamp);
  if (here === emptyWorkspace) workspaceStore.setState({ workspace });
  return { workspace: stored ?? workspace, waiting };
}

/** The readable part, when nothing may be stored over the whole. */
function showOnly({ workspace }: Whole): Restored {
  if (workspaceStore.getState().workspace === emptyWorkspace) {
    workspaceStore.setState({ workspace: withKnownMap(workspace) });
  }
  return 'keep off';
}

function opened(data: unknown): Promise<Opened> {
  return pauseBetween(openPacked(data), yieldAfter(BUDGET));
}

async function withoutUnreadable(data: unknown): Promise<boolean> {
  const aside = await moveAside(data);
  const sentence =
    aside !== undefined
      ? 'They are kept, and offered again once they can be read.'
      : 'They are not changed, and your work now is not saved: save the hosts as a file to keep them.';
  addNote(`The hosts saved in this browser could not be read, so the page starts empty. ${sentence}`, aside);
  return aside !== undefined;
}

const MAX_NAMED = 10;

function lostInWords(faults: readonly Fault[], isAside: boolean): string {
  const lost = new Set(
    faults.flatMap(({ host, part }) => host ?? (part === undefined ? [] : partWords[part])),
  );
  const names = [...lost];
  const more = names.length > MAX_NAMED ? ` and ${(names.length - MAX_NAMED).toLocaleString('en')} more` : '';
  const what =
    names.length === 0
      ? 'A part of the data saved in this browser could not be read'
      : `Only a part of the data saved in this browser could be read. Missing: ${names.slice(0, MAX_NAMED).join(', ')}${more}`;
  const kept = isAside
    ? 'The saved data is kept unchanged.'
    : 'It is not changed, and your work now is not saved: save the hosts as a file to keep them.';
  return `${what}. ${kept}`;
}

/** The value under that key, as the text of a file. */
export async function asideAsText(key: string): Promise<string | undefined> {
  const aside = (await readAsides()).find((found) => found.key === key);
  return aside && `${JSON.stringify(aside.data)}\n`;
}

export async function giveUpAside(key: string): Promise<void> {
  for (const aside of await readAsides()) if (aside.key === key) await aside.remove();
}

/** Workspaces that were kept separately are offered, and kept until the person has chosen. */
export async function offerAsides(): Promise<void> {
  for (const { key, data, remove } of await readAsides()) {
    const result = await opened(data);
    if (!result.ok || result.faults.length > 0) {
      // Set aside by this visit, it has its note.
      const isNoted = workspaceStore.getState().notes.some(({ aside }) => aside === key);
      if (!isNoted) addNote('Hosts that this page could not read are still saved in this browser.', key);
      continue;
    }
    const { workspace: here } = workspaceStore.getState();
    if (holdsNothing(result.workspace) || (await isSameWorkspace(here, result.workspace))) {
      await remove();
      continue;
    }
    const workspace = withKnownMap(result.workspace);
    const question: IncomingWorkspace = { workspace, label: 'the hosts kept separately', from: 'aside' };
    ask(question);
    const stop = workspaceStore.subscribe(({ incoming }) => {
      if (incoming.includes(question)) return;
      stop();
      void remove();
    });
  }
}

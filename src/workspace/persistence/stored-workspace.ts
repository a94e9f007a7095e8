import {
  readLastWords,
  readStored,
  readTogether,
  removeLastWords,
  removeStored,
  storedKeys,
  writeLastWords,
  writeStamped,
  writeStored,
} from '../browser/storage.ts';
import type { HostSource, Workspace } from '../model/state.ts';
import { openPacked } from '../packing/check-packed.ts';
import { packWorkspace } from '../packing/packed-workspace.ts';
import { runSteps } from '../packing/steps.ts';

/*
 * The workspace as the browser stores it, one for all tabs of this page. Whoever stores it changes its stamp, so that
 * a tab sees that another has stored since; then its own goes aside, not over the other's.
 */

const KEY = 'workspace';
/** CPUs and the like, which are most of it and change only when hosts come or go. */
const TABLES_KEY = 'workspace tables';
const STAMP_KEY = 'workspace stamp';
const ASIDE = 'workspace aside ';

export type Stored =
  | { readonly kind: 'nothing' }
  /** There may be one: it must not be written over. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'stored'; readonly data: unknown; readonly stamp: unknown }
  /** Follows what is stored with this stamp, and is not stored itself. */
  | { readonly kind: 'left'; readonly data: unknown; readonly stamp: unknown };

interface Left {
  /** Stamps of what it may be stored over. */
  readonly after: readonly unknown[];
  readonly workspace: unknown;
}

const ownAside = ASIDE + unique();
const ownLeft = unique();
/** Left by pages before this one, and taken over: gone once this page has stored. */
const taken = new Set<string>();
/** Stamps of what this tab has stored or has seen; where there is none, nothing can be written over. */
const mine = new Set<unknown>([undefined]);
/** What the stored tables are of; undefined when that is not known. */
let sources: readonly HostSource[] | undefined;
let latest = '';

export async function readWorkspace(): Promise<Stored> {
  const values = await readTogether([KEY, TABLES_KEY, STAMP_KEY]);
  if (values === undefined) return { kind: 'unknown' };
  const [choices, tables, stamp] = values;
  // Their keys begin with the time.
  const left = readLastWords().findLast(([, words]) => followsOn(words, stamp));
  if (left !== undefined && isLeft(left[1])) {
    taken.add(left[0]);
    return { kind: 'left', data: left[1].workspace, stamp };
  }
  if (choices === undefined) return { kind: 'nothing' };
  const data = isObject(choices) && isObject(tables) ? { ...tables, ...choices } : choices;
  return { kind: 'stored', data, stamp };
}

function followsOn(data: unknown, stamp: unknown): boolean {
  return isLeft(data) && data.after.includes(jsonOf(stamp)) && runSteps(openPacked(data.workspace)).ok;
}

/** What bears this stamp may be written over from now on. */
export function adopt(stamp: unknown): void {
  mine.add(stamp);
  sources = undefined;
}

/** `not mine`: another tab has stored since, and this workspace went aside. */
export async function saveWorkspace(workspace: Workspace): Promise<'written' | 'not mine' | 'failed'> {
  const packed = packWorkspace(workspace);
  const { cpus, emulators, lines, ...choices } = packed;
  const next = workspace.hosts.flatMap((host) => host.sources);
  const stamp = unique();
  // Copying the CPUs of a thousand hosts holds the page up: not for a tick in a box.
  const tables =
    sources !== undefined && sameItems(sources, next) ? {} : { [TABLES_KEY]: { cpus, emulators, lines } };
  sources = undefined;
  mine.add(stamp);
  latest = stamp;
  const outcome = await writeStamped({
    stampKey: STAMP_KEY,
    mine,
    values: { [KEY]: choices, [STAMP_KEY]: stamp, ...tables },
    otherwise: { [ownAside]: packed },
  });
  if (outcome === 'written') removeLastWords([ownLeft, ...taken]);
  if (outcome === 'written' && latest === stamp) sources = next;
  return outcome;
}

/**
 * For the moment in which the page goes: there is no time to look whose the stored one is. The next visit sees
 * whether this follows it.
 */
export function leaveWorkspace(workspace: Workspace): void {
  const left: Left = { after: [...mine].map(jsonOf), workspace: packWorkspace(workspace) };
  removeLastWords(taken);
  writeLastWords(ownLeft, left);
}

/** JSON has no undefined, which is the stamp of what nobody has stored. */
function jsonOf(stamp: unknown): unknown {
  return stamp ?? null;
}

/** Beside the stored one, which stays as it is. */
export async function putAside(workspace: Workspace): Promise<void> {
  await writeStored({ [ownAside]: packWorkspace(workspace) });
}

/** What this tab has put aside is in the stored workspace, or not wanted. */
export async function dropOwnAside(): Promise<void> {
  await removeStored(ownAside);
  removeLastWords([ownLeft, ...taken]);
}

/** Moves what could not be read out of the way of what will be stored; false when that can't be done. */
export async function setUnreadableAside(data: unknown): Promise<boolean> {
  const moved = {
    [KEY]: undefined,
    [TABLES_KEY]: undefined,
    [STAMP_KEY]: undefined,
    [ASIDE + unique()]: data,
  };
  return writeStored(moved);
}

export interface Aside {
  readonly data: unknown;
  readonly remove: () => Promise<void>;
}

/** Those of other tabs and other visits. */
export async function readAsides(): Promise<readonly Aside[]> {
  const names = (await storedKeys()).filter((key) => key.startsWith(ASIDE) && key !== ownAside);
  const asides = names.map(async (key) => ({
    data: await readStored(key),
    remove: () => removeStored(key),
  }));
  const left = readLastWords().filter(([key]) => key !== ownLeft && !taken.has(key));
  const words = left.map(([key, data]) => ({
    data: isLeft(data) ? data.workspace : data,
    remove: async () => removeLastWords([key]),
  }));
  return [...(await Promise.all(asides)), ...words];
}

function isLeft(data: unknown): data is Left {
  return isObject(data) && 'after' in data && Array.isArray(data.after) && 'workspace' in data;
}

/** `crypto.randomUUID` is not for pages that came over plain HTTP. */
function unique(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

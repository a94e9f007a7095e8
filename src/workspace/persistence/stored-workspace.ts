import type { HostReading } from '../../intake/reading.ts';
import { readLastWords, removeLastWords, writeLastWords } from '../browser/last-words.ts';
import {
  readStored,
  readTogether,
  removeStored,
  storedKeys,
  writeStamped,
  writeStored,
} from '../browser/storage.ts';
import { yieldAfter } from '../browser/yield-to-page.ts';
import type { Workspace } from '../model/state.ts';
import { packWorkspace } from '../packing/packed-workspace.ts';
import { pauseBetween } from '../packing/steps.ts';
import { isChunkKey, readChunks, StoredChunks } from './stored-chunks.ts';

/*
 * The workspace as the browser stores it, one for all tabs of this page. Each write changes its stamp, so that
 * a tab sees that another has stored since; then its own goes aside, not over the other's.
 */

const STAMP_KEY = 'workspace stamp';
const ASIDE = 'workspace aside ';
/** Milliseconds of the page's thread that packing takes at a time. */
const BUDGET = 8;

export type Stored =
  /** There may be one: it must not be written over. */
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'known';
      /** Undefined where nothing is stored. */
      readonly data: unknown;
      readonly stamp: unknown;
      /** Later states that are not stored themselves, newest first. */
      readonly left: readonly LeftOver[];
    };

export interface LeftOver {
  readonly key: string;
  readonly data: unknown;
}

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
let chunks = new StoredChunks();

export async function readWorkspace(): Promise<Stored> {
  const found = await readTogether(async (at) => ({
    stamp: await at.get(STAMP_KEY),
    data: await readChunks(at),
  }));
  if (found === undefined) return { kind: 'unknown' };
  const { data, stamp } = found;
  // Their keys begin with the time.
  const left = readLastWords().flatMap(([key, words]) =>
    isLeft(words) && words.after.includes(jsonOf(stamp)) ? [{ key, data: words.workspace }] : [],
  );
  return { kind: 'known', data, stamp, left: left.reverse() };
}

/** That left-over is this tab's now. */
export function takeOver({ key }: LeftOver): void {
  taken.add(key);
}

/** Data with this stamp may be written over from now on. */
export function adopt(stamp: unknown): void {
  mine.add(stamp);
  chunks = new StoredChunks();
}

/** `not mine`: another tab has stored since, and this workspace went aside. One at a time. */
export async function saveWorkspace(
  workspace: Workspace,
  waiting: readonly HostReading[],
): Promise<'written' | 'not mine' | 'failed'> {
  const stamp = unique();
  const known = chunks;
  // The stored state is known again once it is written.
  chunks = new StoredChunks();
  const { values, removed } = await pauseBetween(known.changeTo(workspace, waiting), yieldAfter(BUDGET));
  mine.add(stamp);
  const outcome = await writeStamped({
    stampKey: STAMP_KEY,
    mine,
    values: new Map([...values, [STAMP_KEY, stamp]]),
    removed,
    otherwise: () => new Map([[ownAside, packWorkspace(workspace)]]),
  });
  if (outcome === 'written') {
    chunks = known;
    removeLastWords([ownLeft, ...taken]);
  }
  return outcome;
}

/**
 * For the moment in which the page goes: there is no time to look whose the stored one is. The next visit sees
 * whether this follows it. False where the browser took nothing.
 */
export function leaveWorkspace(workspace: Workspace): boolean {
  const left: Left = { after: [...mine].map(jsonOf), workspace: packWorkspace(workspace) };
  const isLeft = writeLastWords(ownLeft, left);
  if (isLeft) removeLastWords(taken);
  return isLeft;
}

/** JSON has no undefined, which is the stamp of what nobody has stored. */
function jsonOf(stamp: unknown): unknown {
  return stamp ?? null;
}

/** Beside the stored one, which stays as it is. */
export async function putAside(workspace: Workspace): Promise<boolean> {
  return writeStored(new Map([[ownAside, packWorkspace(workspace)]]));
}

/** This tab's kept data is in the stored workspace, or not wanted. */
export async function dropOwnAside(): Promise<void> {
  await removeStored(ownAside);
  removeLastWords([ownLeft, ...taken]);
}

/** Keeps a copy of what can't all be read; undefined when that can't be done, else its key. */
export async function copyAside(data: unknown): Promise<string | undefined> {
  const key = ASIDE + unique();
  return (await writeStored(new Map([[key, data]]))) ? key : undefined;
}

/** Moves what can't be read at all out of the way of what will be stored. */
export async function moveAside(data: unknown): Promise<string | undefined> {
  const gone = (await storedKeys()).filter((key) => isChunkKey(key) || key === STAMP_KEY);
  const key = ASIDE + unique();
  const moved = new Map<string, unknown>([...gone.map((name) => [name, undefined] as const), [key, data]]);
  return (await writeStored(moved)) ? key : undefined;
}

export interface Aside {
  readonly key: string;
  readonly data: unknown;
  readonly remove: () => Promise<void>;
}

/** Those of other tabs and other visits. */
export async function readAsides(): Promise<readonly Aside[]> {
  const names = (await storedKeys()).filter((key) => key.startsWith(ASIDE) && key !== ownAside);
  const asides = names.map(async (key) => ({
    key,
    data: await readStored(key),
    remove: () => removeStored(key),
  }));
  const left = readLastWords().filter(([key]) => key !== ownLeft && !taken.has(key));
  const words = left.map(([key, data]) => ({
    key,
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

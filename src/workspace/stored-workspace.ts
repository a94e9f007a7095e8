import type { HostSource, Workspace } from './state.ts';
import { readStored, readTogether, removeStored, storedKeys, writeStamped, writeStored } from './storage.ts';
import { packWorkspace } from './workspace-file.ts';

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
  | { readonly kind: 'stored'; readonly data: unknown; readonly stamp: unknown };

const ownAside = ASIDE + unique();
/** Stamps of what this tab has stored or has seen; where there is none, nothing can be written over. */
const mine = new Set<unknown>([undefined]);
/** What the stored tables are of; undefined when that is not known. */
let sources: readonly HostSource[] | undefined;
let latest = '';

export async function readWorkspace(): Promise<Stored> {
  const values = await readTogether([KEY, TABLES_KEY, STAMP_KEY]);
  if (values === undefined) return { kind: 'unknown' };
  const [choices, tables, stamp] = values;
  if (choices === undefined) return { kind: 'nothing' };
  const data = isObject(choices) && isObject(tables) ? { ...tables, ...choices } : choices;
  return { kind: 'stored', data, stamp };
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
  if (outcome === 'written' && latest === stamp) sources = next;
  return outcome;
}

/** Beside the stored one, which stays as it is. */
export async function putAside(workspace: Workspace): Promise<void> {
  await writeStored({ [ownAside]: packWorkspace(workspace) });
}

/** What this tab has put aside is in the stored workspace, or not wanted. */
export async function dropOwnAside(): Promise<void> {
  await removeStored(ownAside);
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
  readonly key: string;
  readonly data: unknown;
}

/** Those of other tabs and other visits. */
export async function readAsides(): Promise<readonly Aside[]> {
  const names = (await storedKeys()).filter((key) => key.startsWith(ASIDE) && key !== ownAside);
  return Promise.all(names.map(async (key) => ({ key, data: await readStored(key) })));
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

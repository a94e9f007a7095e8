import { withKnownMap } from './incoming.ts';
import { listOwnMaps } from './maps.ts';
import { emptyWorkspace, type HostSource } from './state.ts';
import { readStored, writeStored } from './storage.ts';
import { addNote, workspaceStore } from './store.ts';
import { packWorkspace, unpackWorkspace } from './workspace-file.ts';

const KEY = 'workspace';
/** CPUs and the like, which are most of it and change only when hosts come or go. */
const TABLES_KEY = 'workspace tables';
const BROKEN_KEY = 'workspace that could not be read';
export const SAVE_AFTER = 500;

/** Brings back what was there when the page was last open. Not a step to undo. */
export async function restoreWorkspace(): Promise<void> {
  // First, as the workspace may use one of them.
  await listOwnMaps();
  const choices = await readStored(KEY);
  if (choices === undefined) return;
  const stored = joined(choices, await readStored(TABLES_KEY));
  const result = unpackWorkspace(stored);
  if (!result.ok) {
    await writeStored({ [BROKEN_KEY]: stored });
    addNote(
      'What this browser had stored of your hosts could not be read, so the page starts empty. It was put aside.',
    );
    return;
  }
  // Whoever was quicker than the disk keeps what they have.
  if (workspaceStore.getState().workspace !== emptyWorkspace) return;
  workspaceStore.setState({ workspace: withKnownMap(result.workspace) });
}

/** Stores each change, half a second after the last; not while hosts are still coming in. Returns the way to stop. */
export function keepStored(): () => void {
  let stored = workspaceStore.getState().workspace;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** As they were stored last; undefined before the first time. */
  let sources: readonly HostSource[] | undefined;
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    const { workspace } = workspaceStore.getState();
    if (workspace === stored) return;
    stored = workspace;
    const { cpus, emulators, lines, ...choices } = packWorkspace(workspace);
    const next = workspace.hosts.flatMap((host) => host.sources);
    const isNew = sources === undefined || !sameItems(sources, next);
    sources = next;
    // Copying the CPUs of a thousand hosts holds the page up: not for a tick in a box.
    void writeStored({ [KEY]: choices, ...(isNew ? { [TABLES_KEY]: { cpus, emulators, lines } } : {}) });
  };
  const unsubscribe = workspaceStore.subscribe(({ workspace, reading }) => {
    if (workspace === stored || reading !== undefined) return;
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER);
  });
  globalThis.addEventListener?.('pagehide', save);
  return () => {
    clearTimeout(timer);
    unsubscribe();
    globalThis.removeEventListener?.('pagehide', save);
  };
}

function joined(choices: unknown, tables: unknown): unknown {
  return isObject(choices) && isObject(tables) ? { ...tables, ...choices } : choices;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

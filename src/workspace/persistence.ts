import { withKnownMap } from './incoming.ts';
import { listOwnMaps } from './maps.ts';
import { emptyWorkspace } from './state.ts';
import { readStored, writeStored } from './storage.ts';
import { addNote, workspaceStore } from './store.ts';
import { packWorkspace, unpackWorkspace } from './workspace-file.ts';

const KEY = 'workspace';
const BROKEN_KEY = 'workspace that could not be read';
export const SAVE_AFTER = 500;

/** Brings back what was there when the page was last open. Not a step to undo. */
export async function restoreWorkspace(): Promise<void> {
  // First, as the workspace may use one of them.
  await listOwnMaps();
  const stored = await readStored(KEY);
  if (stored === undefined) return;
  const result = unpackWorkspace(stored);
  if (!result.ok) {
    await writeStored(BROKEN_KEY, stored);
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
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    const { workspace } = workspaceStore.getState();
    if (workspace === stored) return;
    stored = workspace;
    void writeStored(KEY, packWorkspace(workspace));
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

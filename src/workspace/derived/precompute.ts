import { yieldAfter, yieldToPage } from '../browser/yield-to-page.ts';
import { mapEntry, mapStore, newestMap } from '../cpu-maps/maps.ts';
import type { Workspace } from '../model/state.ts';
import { loadPart } from '../stores/missing-part.ts';
import { workspaceStore } from '../stores/store.ts';
import { uiStore } from '../stores/ui.ts';

const BUDGET = 8;

interface AheadOptions {
  /** The data of the guest's pane; without it the first rows come sooner. Default: where the page has hosts. */
  readonly withModels?: boolean;
}

/** Computes all that the page will ask of a workspace that it is about to show, where the CPU map is there. */
export async function computeAhead(
  workspace: Workspace,
  { withModels = workspaceStore.getState().workspace.hosts.length > 0 }: AheadOptions = {},
): Promise<void> {
  const load = mapEntry(mapStore.getState(), workspace.mapKey)?.load;
  if (load?.state !== 'ready') return;
  const { previewWithout: without } = uiStore.getState();
  // An empty page does without it; what shows hosts brings it.
  const loaded = await loadPart(() => import('./derived.ts'));
  await loaded?.deriveAhead(workspace, {
    map: load.map,
    reference: newestMap(),
    without,
    withModels,
    pause: yieldAfter(BUDGET),
  });
  // Showing it is work enough for one task.
  await yieldToPage();
}

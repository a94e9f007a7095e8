import { useEffect } from 'react';
import { useStore } from 'zustand';
import { type Derived, derive } from './derived.ts';
import { loadMap, type MapLoad, type MapState, mapEntry, mapStore } from './maps.ts';
import { type Settings, settingsStore } from './settings.ts';
import { type WorkspaceState, workspaceStore } from './store.ts';
import { type UiState, uiStore } from './ui.ts';

/** A selector must give the same value for the same state: pick parts, make nothing new. */
export function useWorkspace<T>(selector: (state: WorkspaceState) => T): T {
  return useStore(workspaceStore, selector);
}

export function useUi<T>(selector: (state: UiState) => T): T {
  return useStore(uiStore, selector);
}

export function useSettings<T>(selector: (state: Settings) => T): T {
  return useStore(settingsStore, selector);
}

export function useMaps<T>(selector: (state: MapState) => T): T {
  return useStore(mapStore, selector);
}

const unknownMap: MapLoad = { state: 'failed', sentence: 'This CPU map is not stored in this browser.' };

/** The map of that key, loading it when it isn't there yet. */
export function useCpuMap(key: string): MapLoad {
  const load = useMaps((state) => mapEntry(state, key)?.load ?? unknownMap);
  useEffect(() => {
    void loadMap(key);
  }, [key]);
  return load;
}

/** Everything that follows from the workspace, the chosen map and the trial; undefined until the map is there. */
export function useDerived(): Derived | undefined {
  const workspace = useWorkspace((state) => state.workspace);
  const without = useUi((state) => state.previewWithout);
  const load = useCpuMap(workspace.mapKey);
  return load.state === 'ready' ? derive(workspace, load.map, without) : undefined;
}

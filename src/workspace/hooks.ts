import { useStore } from 'zustand';
import { loadMap, type MapLoad, type MapState, mapEntry, mapStore } from './cpu-maps/maps.ts';
import { type MissingPart, missingPartStore } from './stores/missing-part.ts';
import { type Settings, settingsStore } from './stores/settings.ts';
import { type WorkspaceState, workspaceStore } from './stores/store.ts';
import { type UiState, uiStore } from './stores/ui.ts';

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

export function useMissingPart<T>(selector: (state: MissingPart) => T): T {
  return useStore(missingPartStore, selector);
}

export function useMaps<T>(selector: (state: MapState) => T): T {
  return useStore(mapStore, selector);
}

const unknownMap: MapLoad = { state: 'failed', sentence: 'This CPU map is not stored in this browser.' };

/** The map of that key; asking for it is what loads it. */
export function useCpuMap(key: string): MapLoad {
  const load = useMaps((state) => mapEntry(state, key)?.load ?? unknownMap);
  // Not while rendering: it changes the store. Asking twice loads once.
  if (load.state === 'idle') queueMicrotask(() => void loadMap(key));
  return load;
}

import { createStore } from 'zustand/vanilla';
import type { CpuMap } from '../cpu-map/cpu-map.ts';
import { builtInReleases, loadCpuMap } from '../cpu-map/releases.ts';
import { chooseMap } from './actions.ts';
import { addNote, edit } from './store.ts';

/** A CPU map that can be chosen: a built-in release or one of the person's own. */
export interface MapEntry {
  /** As in `Workspace.mapKey`: `12.8.0` or `own:NAME`. */
  readonly key: string;
  /** `libvirt 12.8`, or the name of an own map. */
  readonly title: string;
  readonly own: boolean;
  /** Known once it is loaded. */
  readonly models: number | undefined;
  readonly features: number | undefined;
  readonly load: MapLoad;
}

export type MapLoad =
  | { readonly state: 'idle' }
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly map: CpuMap }
  | { readonly state: 'failed'; readonly sentence: string };

export interface MapState {
  /** Built-in ones first, newest first. */
  readonly maps: readonly MapEntry[];
}

export const defaultMapKey: string = builtInReleases[0];

export const mapStore = createStore<MapState>(() => ({
  maps: builtInReleases.map((release) => ({
    key: release,
    title: `libvirt ${release.replace(/\.0$/, '')}`,
    own: false,
    models: undefined,
    features: undefined,
    load: { state: 'idle' },
  })),
}));

export function mapEntry(state: MapState, key: string): MapEntry | undefined {
  return state.maps.find((entry) => entry.key === key);
}

/** Loads it if that has not happened; undefined when it can't be loaded (the entry then says why). */
export async function loadMap(key: string): Promise<CpuMap | undefined> {
  const entry = mapEntry(mapStore.getState(), key);
  if (entry?.load.state === 'ready') return entry.load.map;
  const release = builtInReleases.find((known) => known === key);
  if (release === undefined) return undefined;
  patchEntry(key, { load: { state: 'loading' } });
  const map = await loadCpuMap(release);
  patchEntry(key, {
    load: { state: 'ready', map },
    models: map.models.length,
    features: map.features.length,
  });
  return map;
}

/** Loads the map, then chooses it: until it is there, the one before stays in force. */
export async function switchMap(key: string): Promise<void> {
  const map = await loadMap(key);
  const title = mapEntry(mapStore.getState(), key)?.title ?? key;
  if (map === undefined) addNote(`The CPU map ${title} could not be loaded. The one before stays in force.`);
  else edit(chooseMap(key, title));
}

function patchEntry(key: string, patch: Partial<MapEntry>): void {
  mapStore.setState(({ maps }) => ({
    maps: maps.map((entry) => (entry.key === key ? { ...entry, ...patch } : entry)),
  }));
}

import * as v from 'valibot';
import { createStore } from 'zustand/vanilla';
import { compileCpuMap } from '../cpu-map/compile.ts';
import type { CpuMap } from '../cpu-map/cpu-map.ts';
import type { CpuMapFacts } from '../cpu-map/facts.ts';
import { builtInReleases, loadCpuMap } from '../cpu-map/releases.ts';
import { chooseMap } from './actions.ts';
import { cpuMapFacts } from './facts-schema.ts';
import { freeName } from './names.ts';
import { readStored, removeStored, storedKeys, writeStored } from './storage.ts';
import { addNote, announce, edit, workspaceStore } from './store.ts';

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
const OWN = 'own:';

export const startMaps: MapState = {
  maps: builtInReleases.map((release) => ({
    key: release,
    title: `libvirt ${release.replace(/\.0$/, '')}`,
    own: false,
    models: undefined,
    features: undefined,
    load: { state: 'idle' },
  })),
};

export const mapStore = createStore<MapState>(() => startMaps);

export function mapEntry(state: MapState, key: string): MapEntry | undefined {
  return state.maps.find((entry) => entry.key === key);
}

/** Loads it if that has not happened; undefined when it can't be loaded (the entry then says why). */
export async function loadMap(key: string): Promise<CpuMap | undefined> {
  const entry = mapEntry(mapStore.getState(), key);
  if (entry === undefined) return undefined;
  if (entry.load.state === 'ready') return entry.load.map;
  if (entry.load.state !== 'loading') patchEntry(key, { load: { state: 'loading' } });
  try {
    const release = builtInReleases.find((known) => known === key);
    const map = release === undefined ? await loadOwn(key) : await loadCpuMap(release);
    patchEntry(key, ready(map));
    return map;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    patchEntry(key, {
      load: { state: 'failed', sentence: `The CPU map ${entry.title} could not be loaded: ${detail}.` },
    });
    return undefined;
  }
}

/** Loads the map, then chooses it: until it is there, the one before stays in force. */
export async function switchMap(key: string): Promise<void> {
  const map = await loadMap(key);
  const entry = mapEntry(mapStore.getState(), key);
  if (map !== undefined) {
    edit(chooseMap(key, entry?.title));
    announce(`Answers as ${entry?.title ?? key}.`);
  } else if (entry?.load.state === 'failed') addNote(`${entry.load.sentence} The one before stays in force.`);
}

/** Lists the own maps that are stored in this browser. */
export async function listOwnMaps(): Promise<void> {
  const stored = (await storedKeys()).filter((key) => key.startsWith(OWN));
  const known = new Set(mapStore.getState().maps.map(({ key }) => key));
  addEntries(stored.filter((key) => !known.has(key)).map(ownEntry));
}

/** Lists, compiles and stores facts that were read and checked; gives the map's key. */
export async function addOwnMap(facts: CpuMapFacts): Promise<string> {
  const key = `${OWN}${facts.release}`;
  addEntries([{ ...ownEntry(key), ...ready(compileCpuMap(facts)) }]);
  await writeStored({ [key]: facts });
  return key;
}

/** Not undone: the map is gone. Whoever uses it gets the default. */
export async function removeOwnMap(key: string): Promise<void> {
  if (workspaceStore.getState().workspace.mapKey === key) await switchMap(defaultMapKey);
  mapStore.setState(({ maps }) => ({ maps: maps.filter((entry) => entry.key !== key) }));
  await removeStored(key);
}

export function freeMapName(wanted: string): string {
  return freeName(new Set(mapStore.getState().maps.map(({ title }) => title)), wanted);
}

function ownEntry(key: string): MapEntry {
  const title = key.slice(OWN.length);
  return { key, title, own: true, models: undefined, features: undefined, load: { state: 'idle' } };
}

async function loadOwn(key: string): Promise<CpuMap> {
  return compileCpuMap(v.parse(cpuMapFacts, await readStored(key)));
}

function ready(map: CpuMap): Pick<MapEntry, 'load' | 'models' | 'features'> {
  return { load: { state: 'ready', map }, models: map.models.length, features: map.features.length };
}

function addEntries(entries: readonly MapEntry[]): void {
  mapStore.setState(({ maps }) => ({ maps: [...maps, ...entries] }));
}

function patchEntry(key: string, patch: Partial<MapEntry>): void {
  mapStore.setState(({ maps }) => ({
    maps: maps.map((entry) => (entry.key === key ? { ...entry, ...patch } : entry)),
  }));
}

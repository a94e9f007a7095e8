import * as v from 'valibot';
import { createStore } from 'zustand/vanilla';
import { compileCpuMap } from '../../cpu-map/compile.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { CpuMapFacts } from '../../cpu-map/facts.ts';
import { type BuiltInRelease, builtInReleases, carriers, loadCpuMap } from '../../cpu-map/releases.ts';
import { readStored, removeStored, storedKeys, writeStored } from '../browser/storage.ts';
import { chooseMap } from '../model/actions.ts';
import { isSameData } from '../model/canonical.ts';
import { freeName } from '../model/names.ts';
import { cpuMapFacts, MAX_RELEASE } from '../packing/facts-schema.ts';
import { loadPart } from '../stores/missing-part.ts';
import { addNote, announce, edit, workspaceStore } from '../stores/store.ts';

/** A CPU map that can be chosen: a built-in release or one of the person's own. */
export interface MapEntry {
  /** The key in `Workspace.mapKey`: `12.8.0` or `own:NAME`. */
  readonly key: string;
  /** `libvirt 12.8`, or the name of an own map. */
  readonly title: string;
  readonly own: boolean;
  /** Distributions that carry a built-in release: `Debian 13`. */
  readonly carriers?: string;
  /** Known once it is loaded. */
  readonly models: number | undefined;
  readonly features: number | undefined;
  readonly load: MapLoad;
  /** The source of a loaded own map. */
  readonly facts?: CpuMapFacts;
  readonly isRemoved?: boolean;
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
    carriers: carriers[release],
    models: undefined,
    features: undefined,
    load: { state: 'idle' },
  })),
};

export const mapStore = createStore<MapState>(() => startMaps);

/** The newest built-in release, where it is loaded: it knows most models. */
export function newestMap(state: MapState = mapStore.getState()): CpuMap | undefined {
  const load = mapEntry(state, defaultMapKey)?.load;
  return load?.state === 'ready' ? load.map : undefined;
}

export function mapEntry(state: MapState, key: string): MapEntry | undefined {
  return state.maps.find((entry) => entry.key === key);
}

/** Loads it if that has not happened; undefined when it can't be loaded (the entry then says why). */
export async function loadMap(key: string): Promise<CpuMap | undefined> {
  const entry = mapEntry(mapStore.getState(), key);
  if (entry === undefined) return undefined;
  if (entry.load.state === 'ready') return entry.load.map;
  if (entry.load.state !== 'loading') patchEntry(key, { load: { state: 'loading' } });
  const release = builtInReleases.find((known) => known === key);
  const patch = release === undefined ? await loadOwn(key) : await loadBuiltIn(release);
  patchEntry(
    key,
    typeof patch === 'object'
      ? patch
      : {
          load: { state: 'failed', sentence: `The CPU map ${entry.title} could not be loaded${patch}.` },
        },
  );
  return typeof patch === 'object' ? patch.load.map : undefined;
}

/** The map, or what follows “could not be loaded”. */
async function loadBuiltIn(release: BuiltInRelease) {
  const map = await loadPart(() => loadCpuMap(release));
  return map === undefined ? '' : ready(map);
}

async function loadOwn(key: string) {
  try {
    return compiled(await readOwn(key));
  } catch (error) {
    return `: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Loads the map, then chooses it: until it is there, the one before stays in force. */
export async function switchMap(key: string): Promise<void> {
  const map = await loadMap(key);
  const entry = mapEntry(mapStore.getState(), key);
  if (map !== undefined) {
    edit(chooseMap(key, `choosing the CPU map ${entry?.title ?? key}`));
    announce(`Answers as ${entry?.title ?? key}.`);
  } else if (entry?.load.state === 'failed')
    addNote(`${entry.load.sentence} The previous CPU map is still used.`);
}

/** Lists the own maps that are stored in this browser. */
export async function listOwnMaps(): Promise<void> {
  const stored = (await storedKeys()).filter((key) => key.startsWith(OWN));
  const known = new Set(mapStore.getState().maps.map(({ key }) => key));
  addEntries(stored.filter((key) => !known.has(key)).map(ownEntry));
}

/** Compiles, lists and stores facts that were read and checked, under a name that is free; gives the map's key. */
export function addOwnMap(facts: CpuMapFacts): string {
  const named = { ...facts, release: freeName(titles(), facts.release, MAX_RELEASE) };
  const key = `${OWN}${named.release}`;
  addEntries([{ ...ownEntry(key), ...compiled(named) }]);
  void writeStored(new Map([[key, named]]));
  return key;
}

/** Facts of the map in force, where they are the person's own. */
export function ownFacts(key: string): CpuMapFacts | undefined {
  return mapEntry(mapStore.getState(), key)?.facts;
}

/** The key of the own map that says just this, whatever its name. */
export async function sameOwnMap(facts: CpuMapFacts): Promise<string | undefined> {
  const own = mapStore
    .getState()
    .maps.filter(isKept)
    .filter((entry) => entry.own);
  await Promise.all(own.map(({ key }) => loadMap(key)));
  const isSame = ({ key }: MapEntry) => isSameData(nameless(ownFacts(key)), nameless(facts));
  return own.find(isSame)?.key;
}

function nameless(facts: CpuMapFacts | undefined) {
  return facts && { ...facts, release: '', origin: '' };
}

/** A workspace that uses it gets the default. Until the page is closed, it can be restored. */
export async function removeOwnMap(key: string): Promise<void> {
  await loadMap(key);
  const title = mapEntry(mapStore.getState(), key)?.title ?? key;
  if (workspaceStore.getState().workspace.mapKey === key) {
    await loadMap(defaultMapKey);
    edit(chooseMap(defaultMapKey, `removing the CPU map ${title}`));
  }
  patchEntry(key, { isRemoved: true });
  announce(`The CPU map ${title} is removed.`);
  await removeStored(key);
}

export async function bringBackOwnMap(key: string): Promise<void> {
  const entry = mapEntry(mapStore.getState(), key);
  if (entry?.isRemoved !== true) return;
  patchEntry(key, { isRemoved: false });
  announce(`The CPU map ${entry.title} is restored.`);
  await writeStored(new Map([[key, entry.facts]]));
}

/** An undo may put a map in force that was removed. */
export function keepMapInForce(): () => void {
  return workspaceStore.subscribe(({ workspace }) => void bringBackOwnMap(workspace.mapKey));
}

export function isKept({ isRemoved }: MapEntry): boolean {
  return isRemoved !== true;
}

function titles(): ReadonlySet<string> {
  return new Set(mapStore.getState().maps.map(({ title }) => title));
}

function ownEntry(key: string): MapEntry {
  const title = key.slice(OWN.length);
  return { key, title, own: true, models: undefined, features: undefined, load: { state: 'idle' } };
}

async function readOwn(key: string): Promise<CpuMapFacts> {
  return v.parse(cpuMapFacts, await readStored(key));
}

function compiled(facts: CpuMapFacts) {
  return { ...ready(compileCpuMap(facts)), facts };
}

function ready(map: CpuMap) {
  return { load: { state: 'ready', map }, models: map.models.length, features: map.features.length } as const;
}

function addEntries(entries: readonly MapEntry[]): void {
  mapStore.setState(({ maps }) => ({ maps: [...maps, ...entries] }));
}

function patchEntry(key: string, patch: Partial<MapEntry>): void {
  mapStore.setState(({ maps }) => ({
    maps: maps.map((entry) => (entry.key === key ? { ...entry, ...patch } : entry)),
  }));
}

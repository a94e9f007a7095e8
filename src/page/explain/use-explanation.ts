import { useEffect } from 'react';
import { builtInReleases } from '../../cpu-map/releases.ts';
import type { ExplainContext } from '../../fleet/explain/context.ts';
import { explain, type Subject } from '../../fleet/explain/explain.ts';
import type { Explanation, SourceNote } from '../../fleet/explain/explanation.ts';
import { columnsOf } from '../../fleet/matrix/columns.ts';
import { sourceWords } from '../../intake/formats/source-words.ts';
import { loadMap, type MapState, mapStore } from '../../workspace/cpu-maps/maps.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import { useMaps, useUi, useWorkspace } from '../../workspace/hooks.ts';
import type { HostSource, Workspace } from '../../workspace/model/state.ts';
import { sourceFor } from '../../workspace/model/views.ts';
import { workspaceStore } from '../../workspace/stores/store.ts';
import { uiStore } from '../../workspace/stores/ui.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { useFolded } from '../matrix/view/use-folded.ts';
import { runsOnHost } from './runs-on-host.ts';

/** The explanation of what was pointed at last; undefined when nothing was, or when it is gone. */
export function useExplanation(): Explanation | undefined {
  const subject = useUi((state) => state.explained);
  const preview = useUi((state) => state.previewWithout);
  const pinned = useUi((state) => state.pinnedRows);
  const workspace = useWorkspace((state) => state.workspace);
  const maps = useMaps((state) => state);
  const derived = useDerived();
  const folded = useFolded();
  useNewerMaps(derived);
  if (subject === undefined || derived === undefined) return undefined;
  return explain(contextOf(derived, { workspace, preview, pinned, folded, maps }), subject);
}

/** The same, asked once: what is said of `subject` now. */
export function explanationOf(derived: Derived, folded: boolean, subject: Subject): Explanation | undefined {
  const { workspace } = workspaceStore.getState();
  const { previewWithout: preview, pinnedRows: pinned } = uiStore.getState();
  return explain(
    contextOf(derived, { workspace, preview, pinned, folded, maps: mapStore.getState() }),
    subject,
  );
}

/** For an unknown name, the releases that may know it are asked. */
function useNewerMaps(derived: Derived | undefined): void {
  const isAsking =
    derived !== undefined &&
    (derived.pool.unknownNames.length > 0 ||
      derived.pool.kinds.some(({ cpu }) => cpu.unknownModel !== undefined));
  useEffect(() => {
    if (isAsking) for (const release of builtInReleases) void loadMap(release);
  }, [isAsking]);
}

interface Surroundings {
  readonly workspace: Workspace;
  readonly preview: readonly string[];
  readonly pinned: ReadonlySet<string>;
  readonly folded: boolean;
  readonly maps: MapState;
}

function contextOf(
  derived: Derived,
  { workspace, preview, pinned, folded, maps }: Surroundings,
): ExplainContext {
  const { pool, fleet, guest, rows, costs, verdicts, models } = derived;
  return {
    pool,
    guest,
    rows,
    costs,
    verdicts,
    models,
    folded,
    pinned,
    preview,
    columnOf: (key) => {
      const kind = fleet.kindOf.get(key);
      const columns = columnsOf(fleet, { fold: folded, order: 'given' });
      return columns.find((column) => (folded ? column.kind === kind : column.key === key));
    },
    sourceOf: (id) => {
      const host = workspace.hosts.find((candidate) => candidate.id === id);
      const source = host && sourceFor(host, derived.view);
      if (source === undefined) return undefined;
      const processor = host?.sources.find(({ software }) => software?.processor !== undefined)?.software
        ?.processor;
      return { ...noteOf(source), processor, runs: runsOnHost(host?.sources ?? []) };
    },
    knownIn: (name) => knownIn(maps, name),
  };
}

function noteOf(source: HostSource): Omit<SourceNote, 'runs' | 'processor'> {
  const { command, limits } = sourceWords[source.kind];
  const { cpu, featureLines } = source;
  const listed = cpu.kind === 'host' || cpu.kind === 'guest' ? cpu.cpu.features : [];
  return {
    ...source.place,
    kind: command,
    limits,
    lineOf: (feature) => {
      const index = listed.findIndex((entry) => (typeof entry === 'string' ? entry : entry.name) === feature);
      return index === -1 ? undefined : featureLines?.[index];
    },
  };
}

/** Oldest release first: the least that a person would have to install. */
function knownIn({ maps }: MapState, name: string): string | undefined {
  for (const release of [...builtInReleases].reverse()) {
    const load = maps.find(({ key }) => key === release)?.load;
    if (load?.state !== 'ready') continue;
    if (load.map.featureByName.has(name) || load.map.modelByName.has(name)) return release;
  }
  return undefined;
}

import { defaultMapKey } from '../../workspace/cpu-maps/maps.ts';
import { type Derived, derive } from '../../workspace/derived/derived.ts';
import { useCpuMap, useUi, useWorkspace } from '../../workspace/hooks.ts';

/** The data derived from the workspace; undefined while there is no host or the CPU map is on its way. */
export function useDerived(): Derived | undefined {
  const workspace = useWorkspace((state) => state.workspace);
  const without = useUi((state) => state.previewWithout);
  const load = useCpuMap(workspace.mapKey);
  const newest = useCpuMap(defaultMapKey);
  if (load.state !== 'ready' || workspace.hosts.length === 0) return undefined;
  return derive(workspace, load.map, without, newest.state === 'ready' ? newest.map : undefined);
}

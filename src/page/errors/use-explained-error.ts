import { type ExplainedError, explainError } from '../../fleet/errors/explain-error.ts';
import type { ErrorReading } from '../../intake/reading.ts';
import { useCpuMap, useWorkspace } from '../../workspace/hooks.ts';
import { useDerived } from '../hooks/use-derived.ts';

/** The newest error that was not dismissed. */
export function useNewestError(): ErrorReading | undefined {
  return useWorkspace((state) => state.workspace.errors?.[0]);
}

/** In words, under the CPU map and with the hosts that are here; undefined while the map is on its way. */
export function useExplainedError(error: ErrorReading | undefined): ExplainedError | undefined {
  const mapKey = useWorkspace((state) => state.workspace.mapKey);
  const load = useCpuMap(mapKey);
  const derived = useDerived();
  if (error === undefined || load.state !== 'ready') return undefined;
  return explainError(error, load.map, derived?.pool);
}

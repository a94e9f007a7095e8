import { startTransition, useEffect, useState } from 'react';

/**
 * How much of the page may be there: from 0, one more after each paint, up to `last`. What comes on the page part by
 * part, in transitions, is no long task.
 */
export function useStages(last: number): number {
  const [stage, setStage] = useState(0);
  useEffect(() => {
    if (stage >= last) return;
    const next = requestAnimationFrame(() => startTransition(() => setStage(stage + 1)));
    return () => cancelAnimationFrame(next);
  }, [stage, last]);
  return stage;
}

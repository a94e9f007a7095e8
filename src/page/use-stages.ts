import { startTransition, useEffect, useState } from 'react';

/**
 * How much of the page may be there: from 0, one more each time, up to `last`. What comes on the page part by part, in
 * transitions that make way for whatever else there is to do, is no long task.
 */
export function useStages(last: number): number {
  const [stage, setStage] = useState(0);
  useEffect(() => {
    if (stage < last) startTransition(() => setStage(stage + 1));
  }, [stage, last]);
  return stage;
}

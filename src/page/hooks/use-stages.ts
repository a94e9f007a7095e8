import { startTransition, useEffect, useState } from 'react';
import { yieldToPage } from '../../workspace/browser/yield-to-page.ts';

/**
 * How much of the page may be there: from 0, one more each time, up to `last`. What comes on the page part by part is
 * no long task. The first part is what the person waits for, a task of its own; the others are transitions, which
 * make way for whatever else there is to do.
 */
export function useStages(last: number): number {
  const [stage, setStage] = useState(0);
  useEffect(() => {
    if (stage >= last) return;
    const next = (): void => setStage(stage + 1);
    if (stage === 0) void yieldToPage().then(next);
    else startTransition(next);
  }, [stage, last]);
  return stage;
}

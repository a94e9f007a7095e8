import { useEffect, useState } from 'react';
import { loadPart } from '../../workspace/stores/missing-part.ts';

type ExplanationOf = (feature: string) => string | undefined;

/** The purposes of features: a script of its own, fetched once it is wanted. undefined until it is there. */
export function useExplanations(isWanted: boolean): ExplanationOf | undefined {
  const [explanationOf, setFound] = useState<ExplanationOf>();
  useEffect(() => {
    if (!isWanted || explanationOf !== undefined) return;
    let isHere = true;
    void loadPart(() => import('../../facts/explanations.ts')).then((loaded) => {
      if (isHere && loaded !== undefined) setFound(() => loaded.explanationOf);
    });
    return () => {
      isHere = false;
    };
  }, [isWanted, explanationOf]);
  return explanationOf;
}

import { useEffect, useState } from 'react';

type Facts = typeof import('../../facts/explanations.ts');

/** What a feature is for. The texts come in a chunk of their own, when the first is wanted. */
export function Purpose({ feature }: { readonly feature: string }) {
  const [facts, setFacts] = useState<Facts>();
  useEffect(() => {
    let isHere = true;
    void import('../../facts/explanations.ts').then((loaded) => {
      if (isHere) setFacts(loaded);
    });
    return () => {
      isHere = false;
    };
  }, []);
  const words = facts?.explanationOf(feature);
  if (facts !== undefined && words === undefined) return null;
  return (
    <div>
      <dt>For</dt>
      <dd>{words ?? '…'}</dd>
    </div>
  );
}

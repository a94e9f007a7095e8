import { useEffect, useState } from 'react';
import { loadPart } from '../../workspace/stores/missing-part.ts';

type Facts = typeof import('../../facts/explanations.ts');

/** A feature's purpose. The texts come in a chunk of their own, when the first is wanted. */
export function Purpose({ feature }: { readonly feature: string }) {
  const [facts, setFacts] = useState<Facts | 'missing'>();
  useEffect(() => {
    let isHere = true;
    void loadPart(() => import('../../facts/explanations.ts')).then((loaded) => {
      if (isHere) setFacts(loaded ?? 'missing');
    });
    return () => {
      isHere = false;
    };
  }, []);
  const words = facts === 'missing' ? 'could not be loaded' : facts?.explanationOf(feature);
  if (facts !== undefined && words === undefined) return null;
  return (
    <div>
      <dt>For</dt>
      <dd>{words ?? '…'}</dd>
    </div>
  );
}

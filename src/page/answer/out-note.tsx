import { outPhrases } from '../../fleet/explain/explain-out.ts';
import { setIncluded } from '../../workspace/actions.ts';
import type { Derived } from '../../workspace/derived.ts';
import { useUi } from '../../workspace/hooks.ts';
import type { HostId } from '../../workspace/state.ts';
import { edit } from '../../workspace/store.ts';
import { preview } from '../../workspace/ui.ts';
import { LinkButton } from '../ui/link-button.tsx';
import styles from './answer.module.css';
import { Phrases } from './phrases.tsx';

/** Hosts that don't count, for good or on trial: said beside the answer that leaves them out, with the way back. */
export function OutNote({ derived: { pool, fleet } }: { readonly derived: Derived }) {
  const trial = useUi((state) => state.previewWithout);
  const ids = new Set<string>(trial);
  const onTrial = fleet.hosts.filter(({ id, included }) => included && ids.has(id));
  const isTrial = onTrial.length > 0;
  const out = isTrial ? onTrial : fleet.hosts.filter(({ included }) => !included);
  const phrases = outPhrases(pool, out, isTrial);
  if (out.length === 0) return null;

  function apply(): void {
    preview([]);
    edit(setIncluded(trial, false));
  }

  return (
    <p className={styles.second}>
      <Phrases phrases={phrases} />{' '}
      {isTrial ? (
        <>
          <LinkButton onClick={apply}>Apply</LinkButton>{' '}
          <LinkButton onClick={() => preview([])}>End preview</LinkButton>
        </>
      ) : (
        <LinkButton
          onClick={() =>
            edit(
              setIncluded(
                out.map(({ id }) => id as HostId),
                true,
              ),
            )
          }
        >
          {out.length === 1 ? 'Take it in' : `Take all ${out.length.toLocaleString('en')} in`}
        </LinkButton>
      )}
    </p>
  );
}

import { outPhrases } from '../../fleet/explain/explain-out.ts';
import { plainText } from '../../fleet/wording/phrases.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import { useUi } from '../../workspace/hooks.ts';
import { setIncluded } from '../../workspace/model/actions.ts';
import type { HostId } from '../../workspace/model/state.ts';
import { edit } from '../../workspace/stores/store.ts';
import { preview } from '../../workspace/stores/ui.ts';
import styles from '../phrases/answer.module.css';
import { followPhrase } from '../phrases/follow-phrase.ts';
import { Phrases } from '../phrases/phrases.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { useSay } from '../ui/use-say.ts';

/** Hosts that don't count, for good or on trial: said beside the answer that leaves them out, with the way back. */
export function OutNote({ derived: { pool, fleet } }: { readonly derived: Derived }) {
  const trial = useUi((state) => state.previewWithout);
  const ids = new Set<string>(trial);
  const onTrial = fleet.hosts.filter(({ id, included }) => included && ids.has(id));
  const isTrial = onTrial.length > 0;
  const out = isTrial ? onTrial : fleet.hosts.filter(({ included }) => !included);
  const phrases = outPhrases(pool, out, isTrial);
  // However it was done: by key, checkbox, button or undo. Not what else changes what it says, such as more hosts.
  useSay(plainText(phrases) || counting(pool.hosts), `${isTrial} ${out.map(({ id }) => id).join(' ')}`);
  if (out.length === 0) return null;

  function apply(): void {
    preview([]);
    edit(setIncluded(trial, false));
  }

  return (
    <p className={styles.second}>
      <Phrases phrases={phrases} onFollow={followPhrase} />{' '}
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
          {takeIn(out.length)}
        </LinkButton>
      )}
    </p>
  );
}

function takeIn(hosts: number): string {
  if (hosts <= 2) return hosts === 1 ? 'Include it' : 'Include both';
  return `Include all ${hosts.toLocaleString('en')}`;
}

function counting(hosts: number): string {
  if (hosts === 0) return 'No host counts.';
  return hosts === 1 ? 'The one host counts.' : `All ${hosts.toLocaleString('en')} hosts count.`;
}

import type { ReactNode } from 'react';
import { isRelative } from '../../../cpu/x86/update.ts';
import { definitionPhrases } from '../../../fleet/answer/answer-sentence.ts';
import { type Fate, fatesOf } from '../../../fleet/guest/start-outcomes.ts';
import { firstHost, hostCount } from '../../../fleet/lint/lint-words.ts';
import type { Pool } from '../../../fleet/pool/pool.ts';
import { Phrases } from '../../phrases/phrases.tsx';
import { MiddleCut } from '../../ui/middle-cut.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import type { GuestView } from '../view/guest-view.ts';
import pane from '../view/pane.module.css';
import styles from '../view/wide.module.css';

/** The number of kinds of CPU that are checked: a person needs one example for each. */
const MOST = 12;

/** The CPU that the guest gets when it starts, if that depends on the host. */
export function FatesSection({ view: { derived, guest } }: { readonly view: GuestView }) {
  const { pool } = derived;
  if (!isRelative(guest.cpu) || pool.driver !== 'x86') return null;
  const fates = fatesOf(pool, guest.cpu, pool.kinds.slice(0, MOST));
  const rest = pool.kinds.length - MOST;
  return (
    <section className={pane.section} aria-label="What the guest becomes">
      <h3>Once started it is</h3>
      <dl className={styles.words}>
        {fates.map((fate) => (
          <div key={fate.kinds[0]?.index}>
            <dt>
              <Hosts fate={fate} />
            </dt>
            <dd>{becomes(pool, fate)}</dd>
          </div>
        ))}
      </dl>
      {rest > 0 && (
        <p className={pane.quiet}>{`and so on, on ${rest.toLocaleString('en')} more kinds of CPU`}</p>
      )}
    </section>
  );
}

function becomes(pool: Pool, { becomes: answer }: Fate): ReactNode {
  if (!answer.ok) return visibleText(answer.error.message);
  return <Phrases phrases={definitionPhrases(pool, answer.value)} />;
}

/** Characters of a name that its column holds. */
const NAME = 12;

function Hosts({ fate: { kinds } }: { readonly fate: Fate }) {
  const [first] = kinds;
  const others = hostCount(kinds) - 1;
  return (
    <>
      <MiddleCut max={NAME}>{first === undefined ? '' : firstHost(first)}</MiddleCut>
      {others > 0 && ` +${others.toLocaleString('en')}`}
    </>
  );
}

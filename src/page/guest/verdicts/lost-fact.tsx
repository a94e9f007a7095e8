import { useMemo } from 'react';
import { lostAgainstBest } from '../../../fleet/groups/lost-against-best.ts';
import { weigh, weightLine } from '../../../fleet/wording/weight-words.ts';
import { Code } from '../../ui/code.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import type { GuestView } from '../view/guest-view.ts';
import pane from '../view/pane.module.css';
import styles from './summary.module.css';

/** The features that the guest lacks, compared with the host that could give it most, by their weight. */
export function LostFact({ view: { derived, guest } }: { readonly view: GuestView }) {
  const { pool, view } = derived;
  const lost = useMemo(() => lostAgainstBest(pool, guest.bits, view === 'qemu'), [pool, guest.bits, view]);
  const [first, ...others] = lost?.hosts ?? [];
  if (lost === undefined || first === undefined || lost.names.length === 0) return null;
  const weighed = weigh(lost.names);
  return (
    <details className={styles.opening}>
      <summary>
        <span className={pane.factName}>Lost</span>
        <span>{weightLine(lost.names)}</span>
      </summary>
      <p className={styles.quiet}>
        against <Code>{visibleText(first.name)}</Code>
        {others.length > 0 && ` and ${others.length.toLocaleString('en')} like it`}, which could give most
      </p>
      <ul className={styles.groups}>
        {weighed.map(({ weight, words, names }) => (
          <li key={weight}>
            <h3>{words}</h3>
            <span className={styles.names}>{names.join(' ')}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

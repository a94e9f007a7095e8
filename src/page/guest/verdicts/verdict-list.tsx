import { type CSSProperties, useState } from 'react';
import { runs, type Verdict } from '../../../fleet/guest/verdicts.ts';
import { headNames, sharedPart } from '../../matrix/view/head-names.ts';
import { Code } from '../../ui/code.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import type { GuestView } from '../view/guest-view.ts';
import pane from '../view/pane.module.css';
import { NAME, VerdictRow } from './verdict-row.tsx';
import { runsOn, type VerdictWords, verdictWords } from './verdict-words.ts';
import styles from './verdicts.module.css';

interface VerdictListProps {
  readonly view: GuestView;
  readonly wide: boolean;
  /** Hosts that would run it after the most pressing fix. */
  readonly afterFix: number | undefined;
}

/** Beyond these the others are folded away, and shown by the hundred. Where all run it there is little to read. */
const shownAtFirst = { narrow: 12, wide: 24, ifAllRun: 8 };
const STEP = 100;

/** So few hosts stand each in a row of its own. */
const UNFOLDED = 6;

/** Whether each host runs the guest; hosts of one kind are one row. */
export function VerdictList({ view, wide, afterFix }: VerdictListProps) {
  const [more, setMore] = useState(0);
  const { pool } = view.derived;
  const all = pool.hosts > UNFOLDED ? view.derived.verdicts() : view.derived.verdicts().flatMap(byHost);
  const fits = wide ? shownAtFirst.wide : shownAtFirst.narrow;
  const allRun = all.length > fits && !all.some(failing);
  const most = (allRun ? shownAtFirst.ifAllRun : fits) + more;
  // With many, those that don't run it must not be among the folded.
  const ordered = all.length > most ? [...all].sort((a, b) => failing(b) - failing(a)) : all;
  const shown = ordered.slice(0, most);
  const rest = ordered.length - shown.length;
  const said = shown.map((verdict) => verdictWords(verdict, view.guest.cpu.mode));
  const { names, shared, width } = shortNames(shown);
  return (
    <section className={wide ? pane.section : undefined} aria-label="Verdicts">
      <div className={pane.line}>
        {wide && <h3>{runsOn(pool, view.derived.verdicts())}</h3>}
        {afterFix !== undefined && (
          <span
            className={pane.quiet}
          >{`after the fix: ${afterFix.toLocaleString('en')} of ${pool.hosts.toLocaleString('en')}`}</span>
        )}
      </div>
      {shared !== undefined && (
        <p className={styles.shared}>
          each <Code>{shared}</Code>
        </p>
      )}
      <ul className={styles.list} data-wide={wide} style={{ '--name-length': width } as CSSProperties}>
        {shown.map((verdict, index) => {
          const words = said[index];
          if (words === undefined) return null;
          return (
            <VerdictRow
              key={verdict.kind.included[0]?.id}
              verdict={verdict}
              name={names[index] ?? ''}
              words={words}
              wide={wide}
              repeats={repeatsEarlier(said, index)}
              most={all.length > 12 ? 8 : 16}
            />
          );
        })}
      </ul>
      {rest > 0 && (
        <LinkButton className={styles.rest} onClick={() => setMore(more + STEP)}>
          {`and ${rest.toLocaleString('en')} more ${rest === 1 ? 'kind' : 'kinds'} of CPU`}
        </LinkButton>
      )}
    </section>
  );
}

/** Names that fit as they are stay; of longer ones what all share is said once, above them. */
function shortNames(verdicts: readonly Verdict[]) {
  const whole = verdicts.map(({ kind }) => kind.included[0]?.name ?? '');
  const isLong = whole.some((name) => name.length > NAME);
  const { names, prefix, suffix } = headNames(whole, NAME, isLong);
  const lengths = verdicts.map(({ kind: { included } }, index) => {
    const others = included.length > 1 ? ` +${(included.length - 1).toLocaleString('en')}` : '';
    return (names[index] ?? '').length + others.length;
  });
  return { names, shared: sharedPart({ prefix, suffix }), width: Math.max(0, ...lengths) };
}

function byHost(verdict: Verdict): Verdict[] {
  return verdict.kind.included.map((host) => ({ ...verdict, kind: { ...verdict.kind, included: [host] } }));
}

function failing(verdict: Verdict): number {
  return runs(verdict) ? 0 : 1;
}

/** Rows one after another with the same list: it is written once. */
function repeatsEarlier(said: readonly VerdictWords[], index: number): boolean {
  const key = (words: VerdictWords | undefined) =>
    words?.parts.map(({ names }) => names.join(' ')).join('; ');
  const own = key(said[index]);
  return index > 0 && own !== undefined && own !== '' && own === key(said[index - 1]);
}

import { useWorkspace } from '../../workspace/hooks.ts';
import { cancelReading } from '../../workspace/reader.ts';
import type { ReadingProgress } from '../../workspace/state.ts';
import { EmptyAnswer } from '../empty/empty-page.tsx';
import { followPhrase } from '../explain/follow-phrase.ts';
import { Menu } from '../ui/menu.tsx';
import { Meter } from '../ui/meter.tsx';
import { useDerived } from '../use-derived.ts';
import { Answer } from './answer.tsx';
import styles from './answer-pane.module.css';

/** The top of the page: the question, then the answer in its place. The rule under it fills while files are read. */
export function AnswerPane() {
  const hasHosts = useWorkspace((state) => state.workspace.hosts.length > 0);
  const reading = useWorkspace((state) => state.reading);
  return (
    <section className={styles.pane} aria-label="Answer">
      <div className={styles.row}>
        {hasHosts ? <LoadedAnswer reading={reading} /> : <EmptyAnswer />}
        {reading !== undefined && <Menu label="Cancel" look="plain" items={waysToCancel} />}
      </div>
      {reading === undefined ? (
        <div className={styles.rule} />
      ) : (
        <div className={styles.meter}>
          <Meter label="Reading" done={reading.done} total={reading.total} />
        </div>
      )}
    </section>
  );
}

const waysToCancel = [
  { label: 'Stop and keep what was read', onChoose: () => cancelReading('read so far') },
  { label: 'Stop and take it back', onChoose: () => cancelReading('nothing') },
];

function LoadedAnswer({ reading }: { readonly reading: ReadingProgress | undefined }) {
  const derived = useDerived();
  if (derived === undefined) {
    return <h1 className="type-answer">The CPU map is being loaded.</h1>;
  }
  const sofar =
    reading === undefined
      ? undefined
      : `${reading.done.toLocaleString('en')} of ${reading.total.toLocaleString('en')} files read.`;
  return <Answer text={derived.answer()} sofar={sofar} onFollow={followPhrase} />;
}

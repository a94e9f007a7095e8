import { useWorkspace } from '../../workspace/hooks.ts';
import type { ReadingProgress } from '../../workspace/model/state.ts';
import { cancelReading } from '../../workspace/reading/reader.ts';
import { EmptyAnswer } from '../empty/empty-page.tsx';
import { Menu } from '../ui/menu.tsx';
import { Meter } from '../ui/meter.tsx';
import styles from './answer-pane.module.css';
import { useLoadedParts } from './use-loaded-parts.ts';

/** The top of the page: the question, then the answer in its place. The rule under it fills while files are read. */
export function AnswerPane() {
  const hasHosts = useWorkspace((state) => state.workspace.hosts.length > 0);
  const reading = useWorkspace((state) => state.reading);
  return (
    <section className={styles.pane} aria-label="Answer">
      <div className={styles.row} data-answered={hasHosts}>
        {hasHosts ? <AnswerWhenLoaded reading={reading} /> : <AnswerWithoutHosts />}
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

/** An error that was pasted before any host is what the page is about. */
function AnswerWithoutHosts() {
  const hasError = useWorkspace((state) => state.workspace.errors !== undefined);
  const parts = useLoadedParts();
  return hasError && typeof parts === 'object' ? <parts.ErrorAnswer /> : <EmptyAnswer />;
}

const waysToCancel = [
  { label: 'Stop and keep what was read', onChoose: () => cancelReading('read so far') },
  { label: 'Stop and undo', onChoose: () => cancelReading('nothing') },
];

function AnswerWhenLoaded({ reading }: { readonly reading: ReadingProgress | undefined }) {
  const parts = useLoadedParts();
  if (parts === 'coming') return <h1 className="type-answer">The page is being loaded.</h1>;
  if (parts === 'failed') {
    return (
      <h1 className="type-answer">
        A part of this page could not be loaded. Your hosts are kept: reload it.
      </h1>
    );
  }
  return (
    <>
      <parts.Answer reading={reading} />
      {reading === undefined && <parts.CopyAnswer />}
    </>
  );
}

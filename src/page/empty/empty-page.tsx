import type { ReactNode } from 'react';
import { useWorkspace } from '../../workspace/hooks.ts';
import { FileBeingRead } from '../answer/file-being-read.tsx';
import { openFiles, openFolder } from '../hooks/take-in.ts';
import { TakeAlong } from '../phrases/take-along.tsx';
import { Button } from '../ui/button.tsx';
import { CollectSnippet } from './collect-snippet.tsx';
import styles from './empty.module.css';
import { Examples } from './examples.tsx';
import { HostInput } from './host-input.tsx';
import { ReadSources } from './read-sources.tsx';
import { ReleaseNote } from './release-note.tsx';

/** The question, where the answer will stand. */
export function EmptyAnswer() {
  const reading = useWorkspace((state) => state.reading);
  const isNamed = reading !== undefined && reading.current !== '';
  return (
    <div className={styles.question}>
      <h1 className="type-answer">Which CPU can your virtual machines have on every host?</h1>
      <p className={styles.second} data-reading={isNamed}>
        {isNamed ? (
          <>
            Reading <FileBeingRead path={reading.current} />:{' '}
            {`${reading.done.toLocaleString('en')} of ${reading.total.toLocaleString('en')}.`}
          </>
        ) : (
          "Paste what your hosts say about their CPUs. The answer is libvirt's, with the reason for every feature that is lost."
        )}
      </p>
    </div>
  );
}

/** The panes of a page without hosts: the same two as with them. */
export function EmptyPanes({ report }: { readonly report: ReactNode }) {
  if (report) return <PanesWithReport report={report} />;
  return (
    <div className={styles.panes}>
      <section className={styles.main} aria-labelledby="hosts-heading">
        <div className={styles.toolLine}>
          <h2 id="hosts-heading">Hosts</h2>
          <div className={styles.open}>
            <Button onClick={openFiles}>Open files</Button>
            <Button onClick={openFolder}>Open a folder</Button>
          </div>
        </div>
        <div className={styles.input}>
          <HostInput />
        </div>
        <ReadSources />
        <p className={styles.privacy}>
          Nothing leaves this page: it is not allowed to make network requests. <TakeAlong />
        </p>
      </section>
      <div className={styles.side}>
        <Collect />
        <Examples />
        <ReleaseNote />
      </div>
    </div>
  );
}

function Collect() {
  return (
    <section className={styles.part} aria-labelledby="collect-heading">
      <h2 id="collect-heading">Collect it from all hosts</h2>
      <CollectSnippet />
    </section>
  );
}

/** Something was pasted that is no host: it has the room, and the field for hosts is beside it. */
function PanesWithReport({ report }: { readonly report: ReactNode }) {
  return (
    <div className={styles.panes}>
      <section className={styles.main} aria-label="What was pasted">
        {report}
      </section>
      <div className={styles.side}>
        <section className={styles.part} aria-labelledby="hosts-heading">
          <div className={styles.partHead}>
            <h2 id="hosts-heading">Paste your hosts here</h2>
            <Button size="pane" onClick={openFiles}>
              Open files
            </Button>
          </div>
          <HostInput />
        </section>
        <Collect />
        <p className={styles.privacy}>
          Nothing leaves this page: it is not allowed to make network requests.
        </p>
      </div>
    </div>
  );
}

import { useRef } from 'react';
import { CollectSnippet } from '../empty/collect-snippet.tsx';
import { HostInput } from '../empty/host-input.tsx';
import { openFiles, openFolder } from '../hooks/take-in.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './dialogs.module.css';

export function AddHosts({ onClose }: { readonly onClose: () => void }) {
  const body = useRef<HTMLDivElement>(null);
  const close = () => body.current?.closest('dialog')?.close();
  return (
    <Dialog
      title="Add hosts"
      onClose={onClose}
      foot={
        <>
          <Button onClick={() => afterwards(openFiles, close)}>Open files</Button>
          <Button onClick={() => afterwards(openFolder, close)}>Open a folder</Button>
        </>
      }
    >
      <div ref={body}>
        <HostInput onRead={close} />
        <section className={styles.collect} aria-labelledby="add-collect">
          <h3 id="add-collect" className={styles.heading}>
            Collect it from all hosts
          </h3>
          <CollectSnippet />
        </section>
        <p className={styles.note}>
          A host that is already here keeps its place. If its CPU is the same, nothing changes; if it differs,
          you are asked. Undo removes everything that one paste added.
        </p>
      </div>
    </Dialog>
  );
}

function afterwards(first: () => void, then: () => void): void {
  first();
  then();
}

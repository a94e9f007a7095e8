import { Suspense, use, useRef, useState } from 'react';
import { ownFacts } from '../../workspace/cpu-maps/maps.ts';
import { type ShareResult, shareLink } from '../../workspace/file-format/share-link.ts';
import { workspaceStore } from '../../workspace/stores/store.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './dialogs.module.css';

export function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const [making] = useState(() => {
    const { workspace } = workspaceStore.getState();
    return shareLink(workspace, ownFacts(workspace.mapKey));
  });
  return (
    <Dialog title="Link to this pool" onClose={onClose}>
      <Suspense fallback={<p>Making the link.</p>}>
        <Link making={making} />
      </Suspense>
      <p className={styles.note}>
        The pool is in the link itself, after the #. Browsers send that part to no server. Anyone who has the
        link sees the hosts' names and their CPUs.
      </p>
    </Dialog>
  );
}

function Link({ making }: { readonly making: Promise<ShareResult> }) {
  const result = use(making);
  const field = useRef<HTMLTextAreaElement>(null);
  if (!result.ok) return <p>{result.problem}</p>;
  return (
    <div className={styles.link}>
      <textarea
        ref={field}
        className={styles.address}
        aria-label="Link"
        readOnly
        rows={4}
        value={result.url}
      />
      <CopyButton look="filled" what="the link" text={() => result.url} shown={field} />
    </div>
  );
}

import { useWorkspace } from '../../workspace/hooks.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { useView } from '../hooks/use-view.ts';
import styles from './changes.module.css';
import { HostChanges } from './host-changes.tsx';
import { WorkspaceChanges } from './workspace-changes.tsx';

/** The changes of hosts that were added again, and of the whole against another workspace. */
export function ChangesPanel({ drawn }: { readonly drawn: boolean }) {
  const derived = useDerived();
  const workspace = useWorkspace((state) => state.workspace);
  const { form } = useView();
  if (!drawn || derived === undefined) return null;
  return (
    <div className={styles.panel}>
      {form === 'workspaces' ? (
        <WorkspaceChanges derived={derived} workspace={workspace} />
      ) : (
        <HostChanges derived={derived} workspace={workspace} />
      )}
    </div>
  );
}

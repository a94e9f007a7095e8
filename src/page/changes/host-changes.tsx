import { useMemo, useRef } from 'react';
import { changesMarkdown } from '../../output/export/ticket.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import { changesOfHosts, earlierWorkspace } from '../../workspace/derived/derived-changes.ts';
import type { Workspace } from '../../workspace/model/state.ts';
import { changesFor } from '../hooks/ticket.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { ChangeRows } from './change-rows.tsx';
import styles from './changes.module.css';
import { FollowRows } from './follow-rows.tsx';

interface HostChangesProps {
  readonly derived: Derived;
  readonly workspace: Workspace;
}

/** Each host that came again, against what was told of it before. */
export function HostChanges({ derived, workspace }: HostChangesProps) {
  const shown = useRef<HTMLTableElement>(null);
  const before = useMemo(() => earlierWorkspace(workspace), [workspace]);
  const changes = changesOfHosts(derived.map, workspace.hosts);
  if (changes.length === 0) {
    return (
      <p className={styles.none}>
        No host has changed yet. Paste a host again after an update of firmware, microcode, kernel or QEMU:
        its earlier state is kept, and the changes are listed here.
      </p>
    );
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must by keyboard too */}
      <section className={styles.scroll} aria-label="Changes of the hosts" tabIndex={0}>
        <table ref={shown} className={styles.changes}>
          <thead>
            <tr>
              <th scope="col">Host</th>
              <th scope="col">State before</th>
              <th scope="col">Removed</th>
              <th scope="col">Added</th>
              <th scope="col">Other changes</th>
            </tr>
          </thead>
          <tbody>
            <ChangeRows changes={changes} />
          </tbody>
          <FollowRows derived={derived} before={before} />
        </table>
      </section>
      <p className={styles.foot}>
        <CopyButton
          size="pane"
          shown={shown}
          what="the changes, as Markdown"
          text={() => changesMarkdown(changesFor(workspace, derived, undefined))}
        >
          Copy as Markdown
        </CopyButton>
      </p>
    </>
  );
}

import { useMemo, useRef } from 'react';
import { plural } from '../../fleet/wording/phrases.ts';
import { changesMarkdown } from '../../output/export/ticket.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import { workspaceChange } from '../../workspace/derived/derived-changes.ts';
import { useUi, useWorkspace } from '../../workspace/hooks.ts';
import type { Workspace } from '../../workspace/model/state.ts';
import { type Beside, setUi } from '../../workspace/stores/ui.ts';
import { changesFor } from '../hooks/ticket.ts';
import { Button } from '../ui/button.tsx';
import { Code } from '../ui/code.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { ChangeRows } from './change-rows.tsx';
import styles from './changes.module.css';
import { FollowRows } from './follow-rows.tsx';

interface WorkspaceChangesProps {
  readonly derived: Derived;
  readonly workspace: Workspace;
}

/** The present hosts against another workspace, or against the start of this visit. Nothing here changes anything. */
export function WorkspaceChanges({ derived, workspace }: WorkspaceChangesProps) {
  const beside = useUi((state) => state.beside);
  const start = useWorkspace((state) => state.past.find(({ before }) => before.hosts.length > 0)?.before);
  if (beside !== undefined) return <Compared derived={derived} workspace={workspace} beside={beside} />;
  return (
    <div className={styles.none}>
      <p>
        Open a workspace file (Ctrl+O) and choose “Compare”, or compare with the start of this visit: hosts
        that were added, removed or changed, and the answer before and now.
      </p>
      {start !== undefined && (
        <Button onClick={() => setUi({ beside: { label: 'the start of this visit', workspace: start } })}>
          Compare with the start of this visit
        </Button>
      )}
    </div>
  );
}

interface ComparedProps extends WorkspaceChangesProps {
  readonly beside: Beside;
}

function Compared({ derived, workspace, beside }: ComparedProps) {
  const shown = useRef<HTMLElement>(null);
  const change = useMemo(
    () => workspaceChange(derived.map, beside.workspace, workspace),
    [derived.map, beside, workspace],
  );
  const before = useMemo(
    () => ({ ...beside.workspace, mapKey: workspace.mapKey }),
    [beside, workspace.mapKey],
  );
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must by keyboard too */}
      <section ref={shown} className={styles.scroll} aria-label="Changes between two workspaces" tabIndex={0}>
        <table className={styles.changes}>
          <thead>
            <tr>
              <th scope="col">Hosts</th>
              <th scope="col">Before: {beside.label}</th>
              <th scope="col">Removed</th>
              <th scope="col">Added</th>
              <th scope="col">Other changes</th>
            </tr>
          </thead>
          <tbody>
            <HostNames title="Gone" names={change.gone} />
            <HostNames title="New" names={change.came} />
            <ChangeRows changes={change.changed} />
            <tr>
              <td colSpan={5} className={styles.quiet}>
                {plural(change.same, 'host')} {change.same === 1 ? 'is' : 'are'} the same
              </td>
            </tr>
          </tbody>
          <FollowRows derived={derived} before={before} />
        </table>
      </section>
      <p className={styles.foot}>
        <CopyButton
          size="pane"
          shown={shown}
          what="the changes, as Markdown"
          text={() => changesMarkdown(changesFor(workspace, derived, beside.workspace))}
        >
          Copy as Markdown
        </CopyButton>
        <Button size="pane" onClick={() => setUi({ beside: undefined })}>
          Close {beside.label}
        </Button>
      </p>
    </>
  );
}

function HostNames({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <tr>
      <th scope="row">{title}</th>
      <td colSpan={4}>
        {names.length.toLocaleString('en')}:{' '}
        {names.map((name, at) => (
          <span key={name}>
            {at > 0 && ' '}
            <Code>{name}</Code>
          </span>
        ))}
      </td>
    </tr>
  );
}

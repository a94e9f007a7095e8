import type { MouseEvent, ReactNode } from 'react';
import { useWorkspace } from '../workspace/hooks.ts';
import { EmptyPanes } from './empty/empty-page.tsx';
import { GuestsReport } from './empty/guests-report.tsx';
import styles from './page.module.css';
import { DuplicateQuestion } from './problems/duplicate-question.tsx';
import { IncomingQuestion } from './problems/incoming-question.tsx';
import { MissingPartPane } from './problems/missing-part.tsx';
import { NotesPane } from './problems/notes-pane.tsx';
import { ProblemPane } from './problems/problem-pane.tsx';
import { AnswerPane } from './shell/answer-pane.tsx';
import { useDraggedOver } from './shell/page-wide.ts';
import { useLoadedParts } from './shell/use-loaded-parts.ts';
import { TopBar } from './top-bar/top-bar.tsx';
import { LiveRegion } from './ui/live-region.tsx';

interface SkipLinkProps {
  /** Leads to its pane where the target is not there. */
  readonly to: string;
  /** Has the focus then, so that its keys act. */
  readonly target: string;
  readonly children: ReactNode;
}

function SkipLink({ to, target, children }: SkipLinkProps) {
  const skip = (event: MouseEvent): void => {
    const found = document.querySelector<HTMLElement>(target);
    if (found === null) return;
    event.preventDefault();
    found.focus();
  };
  return (
    <a className={styles.skip} href={to} data-no-print onClick={skip}>
      {children}
    </a>
  );
}

/** One skeleton, empty and loaded: bar, answer, what went wrong, panes. */
export function Page() {
  const hasHosts = useWorkspace((state) => state.workspace.hosts.length > 0);
  const hasGuests = useWorkspace((state) => state.workspace.guests.length > 0);
  const hasError = useWorkspace((state) => state.workspace.errors !== undefined);
  const parts = useLoadedParts();
  const isReading = useWorkspace((state) => state.reading !== undefined);
  const hasCopy = hasHosts && !isReading && typeof parts === 'object';
  const isDraggedOver = useDraggedOver();
  return (
    <div className={styles.page} data-hosts={hasHosts}>
      {hasCopy && (
        <SkipLink to="#copy" target="#copy button">
          Skip to Copy
        </SkipLink>
      )}
      <SkipLink to="#panes" target='#panes [role=grid] [tabindex="0"]'>
        {hasHosts ? 'Skip to the features' : 'Skip to adding hosts'}
      </SkipLink>
      <TopBar />
      <main className={styles.main}>
        <AnswerPane />
        <MissingPartPane />
        <DuplicateQuestion WhatChanged={typeof parts === 'object' ? parts.WhatChanged : undefined} />
        <IncomingQuestion />
        <ProblemPane />
        <NotesPane />
        {hasHosts && hasError && typeof parts === 'object' && <parts.ErrorBand />}
        <div id="panes" tabIndex={-1} className={styles.panes}>
          {!hasHosts && (
            <EmptyPanes
              report={
                hasError && typeof parts === 'object' ? <parts.ErrorReport /> : hasGuests && <GuestsReport />
              }
            />
          )}
          {hasHosts && typeof parts === 'object' && <parts.Panes />}
        </div>
      </main>
      {typeof parts === 'object' && <parts.Dialogs />}
      <LiveRegion />
      {isDraggedOver && (
        <div className={styles.drop} aria-hidden="true">
          <p>Drop to read</p>
        </div>
      )}
    </div>
  );
}

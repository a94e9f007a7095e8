import type { ReactNode } from 'react';
import { useGuestWide, useView } from '../hooks/use-view.ts';
import { tabId } from '../ui/tabs.tsx';
import { usePrinting } from '../ui/use-printing.ts';
import { ToolLine } from './tool-line.tsx';
import { viewPanel } from './view-tabs.tsx';
import styles from './work-panes.module.css';

export interface WorkParts {
  /** Beside the tabs: find, folding, sorting. */
  readonly tools?: ReactNode;
  readonly matrix?: ReactNode;
  readonly registers?: ReactNode;
  readonly guest?: ReactNode;
  /** The guest as text: under it, on a phone in a tab of its own. */
  readonly output?: ReactNode;
  readonly explanation?: ReactNode;
}

/** The matrix with the guest CPU beside it, or behind a tab where the width does not hold both. */
export function WorkPanes(parts: WorkParts) {
  const { tab, width, hasSide } = useView();
  const isPrinting = usePrinting();
  const isGuestWide = useGuestWide() && hasSide;
  const hasMatrix = tab === 'differences' || tab === 'all';
  return (
    <div className={styles.panes} data-side={hasSide} data-guest-wide={isGuestWide}>
      <section className={styles.pool} aria-label="Features of the hosts">
        <ToolLine tools={parts.tools} />
        {/* Neither the tabs nor this panel take the focus out of order: what is in it does. */}
        <div
          role="tabpanel"
          id={viewPanel}
          aria-labelledby={tabId(viewPanel, tab)}
          className={styles.panel}
          data-tab={tab}
        >
          {hasMatrix && parts.matrix}
          {tab === 'registers' && parts.registers}
          {tab === 'guest' && parts.guest}
          {(tab === 'xml' || (tab === 'guest' && width === 'narrow')) && parts.output}
        </div>
        {(hasMatrix || tab === 'registers') && parts.explanation}
      </section>
      {(hasSide || isPrinting) && (
        <div className={styles.side}>
          {parts.guest}
          {parts.output}
        </div>
      )}
    </div>
  );
}

import type { ReactNode } from 'react';
import { useGuestWide, useView } from '../hooks/use-view.ts';
import { useOfferExports } from '../matrix/view/exports.ts';
import { tabId } from '../ui/tabs.tsx';
import { usePrinting } from '../ui/use-printing.ts';
import { nounParts } from './noun-parts.tsx';
import { ToolLine, viewPanel } from './tool-line.tsx';
import styles from './work-panes.module.css';

interface WorkPanesProps {
  /** The view may be drawn; until then there is only the room for it. */
  readonly drawn: boolean;
  readonly guest: ReactNode;
  /** The guest as text, under it. */
  readonly output: ReactNode;
}

/** The view of the chosen noun, with what it is about beside it; the guest CPU, if nothing else. */
export function WorkPanes({ drawn, guest, output }: WorkPanesProps) {
  const { noun, form, hasSide } = useView();
  useOfferExports();
  const isPrinting = usePrinting();
  const parts = nounParts[noun];
  const hasGuest = parts?.Pane === undefined;
  const isGuestWide = useGuestWide() && hasSide && hasGuest;
  return (
    <div className={styles.panes} data-side={hasSide} data-guest-wide={isGuestWide}>
      <section className={styles.pool} aria-label="Features of the hosts">
        <ToolLine Tools={parts?.Tools} />
        {/* Neither the tabs nor this panel take the focus out of order: what is in it does. */}
        <div
          role="tabpanel"
          id={viewPanel}
          aria-labelledby={tabId(viewPanel, noun)}
          className={styles.panel}
          data-noun={noun}
          data-form={form}
        >
          {parts !== undefined && <parts.Panel drawn={drawn} />}
        </div>
        {parts?.Explanation !== undefined && <parts.Explanation />}
      </section>
      {(hasSide || isPrinting) && (
        <div className={styles.side}>
          {parts?.Pane === undefined ? (
            <>
              {guest}
              {output}
            </>
          ) : (
            <parts.Pane />
          )}
        </div>
      )}
    </div>
  );
}

import { type ReactNode, useState } from 'react';
import { useUi } from '../../workspace/hooks.ts';
import { useView } from '../hooks/use-view.ts';
import { Button } from '../ui/button.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { ViewTabs } from './view-tabs.tsx';
import styles from './work-panes.module.css';

/** Tabs and what belongs to the chosen one. A phone has no room for both: there the tools come when asked for. */
export function ToolLine({ tools }: { readonly tools: ReactNode }) {
  const { width, tab } = useView();
  const isFiltered = useUi((state) => state.filter !== '');
  const [isAsked, setAsked] = useState(false);
  const hasTools = tab === 'differences' || tab === 'all' || tab === 'registers';
  const isPhone = width === 'phone';
  const isOpen = isAsked || isFiltered;
  return (
    <div className={styles.toolLine} data-no-print>
      <ViewTabs />
      {hasTools && isPhone && (
        <Button
          look="quiet"
          aria-label="Find and order"
          aria-expanded={isOpen}
          onClick={() => setAsked(!isOpen)}
        >
          <Glyph name="find" />
        </Button>
      )}
      {hasTools && (!isPhone || isOpen) && <div className={styles.tools}>{tools}</div>}
    </div>
  );
}

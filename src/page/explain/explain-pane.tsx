import { useState } from 'react';
import type { Explanation } from '../../fleet/explain/explanation.ts';
import type { CellState } from '../../fleet/matrix/columns.ts';
import { useUi } from '../../workspace/hooks.ts';
import { explain as point, uiStore } from '../../workspace/stores/ui.ts';
import { useView } from '../hooks/use-view.ts';
import { followPhrase } from '../phrases/follow-phrase.ts';
import { Phrases } from '../phrases/phrases.tsx';
import { Glyph, type GlyphName } from '../ui/glyph.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import styles from './explain.module.css';
import { ExplainActions } from './explain-actions.tsx';
import { Facts } from './explain-facts.tsx';
import { useExplanation } from './use-explanation.ts';
import { ViewActions } from './view-actions.tsx';

/** The explanation of the pointed thing, in a sentence or two, with its sources and actions. */
export function ExplainPane() {
  const explanation = useExplanation();
  const [isOpen, setOpen] = useState(true);
  const isNarrow = useIsNarrow();
  if (explanation === undefined) return null;
  const actions = isOpen && explanation.actions.length > 0 && (
    <div className={styles.actions}>
      <ExplainActions actions={explanation.actions} />
    </div>
  );
  return (
    <section
      className={styles.pane}
      aria-label="Explanation"
      data-open={isOpen}
      data-no-print
      onKeyDown={(event) => {
        // Esc first ends a preview.
        if (event.key === 'Escape' && uiStore.getState().previewWithout.length === 0) setOpen(false);
      }}
    >
      <div className={styles.head}>
        <Title explanation={explanation} />
        {!isNarrow && actions}
        <div className={styles.links}>
          {!isNarrow && isOpen && <ViewActions className={styles.ofView} />}
          <LinkButton onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
            {isOpen ? 'Less' : 'More'}
          </LinkButton>
          <LinkButton onClick={closePane}>Close</LinkButton>
        </div>
      </div>
      {isOpen && (
        <p className={styles.sentence}>
          <Phrases phrases={explanation.sentence} onFollow={followPhrase} />
        </p>
      )}
      {isNarrow && actions}
      {isOpen && <Facts explanation={explanation} folded={isNarrow} />}
    </section>
  );
}

/** The focus goes back to the cell, which is explained again when it gets it: so this comes last. */
function closePane(): void {
  document.querySelector<HTMLElement>('[role=grid] [tabindex="0"]')?.focus();
  point(undefined);
}

/** On a phone, and beside a guest pane that takes the width. */
function useIsNarrow(): boolean {
  const { width, hasSide } = useView();
  const isGuestWide = useUi((state) => state.guestWide);
  return width === 'phone' || (hasSide && isGuestWide);
}

const glyphs: Record<CellState, GlyphName> = {
  has: 'has',
  'has-blocks-migration': 'lock',
  lacks: 'lacks',
  'only-lacks': 'only-lacks',
  unknown: 'unknown',
  'not-told': 'not-told',
  'outside-map': 'unknown',
  nobody: 'nobody',
};

function Title({ explanation: { glyph, title } }: { readonly explanation: Explanation }) {
  return (
    <h2 className={styles.title}>
      {glyph !== undefined && <Glyph name={glyphs[glyph]} />}
      <span>
        <Phrases phrases={title} onFollow={followPhrase} />
      </span>
    </h2>
  );
}

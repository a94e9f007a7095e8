import { useState } from 'react';
import type { CellState } from '../../fleet/columns.ts';
import type { Explanation, Fact } from '../../fleet/explain/explanation.ts';
import { explain as point } from '../../workspace/ui.ts';
import { Phrases } from '../answer/phrases.tsx';
import { Glyph, type GlyphName } from '../ui/glyph.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import styles from './explain.module.css';
import { ExplainActions } from './explain-actions.tsx';
import { followPhrase } from './follow-phrase.ts';
import { Purpose } from './purpose.tsx';
import { useExplanation } from './use-explanation.ts';

/** What was pointed at, in a sentence or two, with where it comes from and what can be done. */
export function ExplainPane() {
  const explanation = useExplanation();
  const [isOpen, setOpen] = useState(true);
  if (explanation === undefined) return null;
  return (
    <section
      className={styles.pane}
      aria-label="Explanation"
      data-open={isOpen}
      data-no-print
      onKeyDown={(event) => {
        if (event.key === 'Escape') setOpen(false);
      }}
    >
      <Head explanation={explanation} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />
      {isOpen && <Body explanation={explanation} />}
    </section>
  );
}

const glyphs: Record<CellState, GlyphName> = {
  has: 'has',
  'has-blocks-migration': 'lock',
  lacks: 'lacks',
  'only-lacks': 'only-lacks',
  unknown: 'unknown',
  'outside-map': 'unknown',
  nobody: 'nobody',
};

interface HeadProps {
  readonly explanation: Explanation;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function Head({ explanation: { glyph, title, actions }, isOpen, onToggle }: HeadProps) {
  return (
    <div className={styles.head}>
      <h2 className={styles.title}>
        {glyph !== undefined && <Glyph name={glyphs[glyph]} />}
        <span>
          <Phrases phrases={title} onFollow={followPhrase} />
        </span>
      </h2>
      <div className={styles.actions}>
        {isOpen && <ExplainActions actions={actions} />}
        <LinkButton onClick={onToggle} aria-expanded={isOpen}>
          {isOpen ? 'Less' : 'More'}
        </LinkButton>
        <LinkButton onClick={() => point(undefined)}>Close</LinkButton>
      </div>
    </div>
  );
}

function Body({ explanation: { sentence, facts, feature } }: { readonly explanation: Explanation }) {
  return (
    <div className={styles.body}>
      <p className={styles.sentence}>
        <Phrases phrases={sentence} onFollow={followPhrase} />
      </p>
      <dl className={styles.facts}>
        {feature !== undefined && <Purpose feature={feature} />}
        {facts.map((fact) => (
          <FactLine key={fact.label} fact={fact} />
        ))}
      </dl>
    </div>
  );
}

function FactLine({ fact: { label, phrases, more } }: { readonly fact: Fact }) {
  const [isWhole, setWhole] = useState(false);
  const names = more?.filter(({ kind }) => kind === 'code').length ?? 0;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Phrases phrases={phrases} onFollow={followPhrase} />{' '}
        {more !== undefined &&
          (isWhole ? (
            <Phrases phrases={more} onFollow={followPhrase} />
          ) : (
            <LinkButton onClick={() => setWhole(true)}>{names} more</LinkButton>
          ))}
      </dd>
    </div>
  );
}

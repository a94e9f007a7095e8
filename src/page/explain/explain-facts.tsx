import { useState } from 'react';
import type { Explanation, Fact } from '../../fleet/explain/explanation.ts';
import { followPhrase } from '../phrases/follow-phrase.ts';
import { Phrases } from '../phrases/phrases.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import styles from './explain.module.css';
import { Purpose } from './purpose.tsx';

interface FactsProps {
  readonly explanation: Explanation;
  /** A narrow pane has room for the sentence; the rest comes when asked for. */
  readonly folded: boolean;
}

/** The thing's meaning, purpose and sources. */
export function Facts({ explanation: { facts, feature }, folded }: FactsProps) {
  const [isAsked, setAsked] = useState(false);
  if (facts.length === 0 && feature === undefined) return null;
  const isShown = !folded || isAsked;
  return (
    <>
      {folded && (
        <LinkButton className={styles.ask} aria-expanded={isAsked} onClick={() => setAsked(!isAsked)}>
          {isAsked ? 'Hide the details' : 'Details and sources'}
        </LinkButton>
      )}
      {isShown && (
        <dl className={styles.facts}>
          {feature !== undefined && <Purpose feature={feature} />}
          {facts.map((fact) => (
            <FactLine key={fact.label} fact={fact} />
          ))}
        </dl>
      )}
    </>
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

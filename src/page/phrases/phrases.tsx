import { useState } from 'react';
import type { Phrase, PhraseTarget } from '../../fleet/wording/phrases.ts';
import { Code } from '../ui/code.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import styles from './answer.module.css';

interface PhrasesProps {
  readonly phrases: readonly Phrase[];
  /** Without it counts are plain text. */
  readonly onFollow?: (target: PhraseTarget) => void;
  /** While hosts come in every number changes all the time: none is marked, nor when the last has come. */
  readonly quiet?: boolean;
}

/** A sentence out of its parts. A part keeps its place, so that a count knows when it changed. */
export function Phrases({ phrases, onFollow, quiet = false }: PhrasesProps) {
  return phrases.map((phrase, index) => {
    if (phrase.kind === 'text') return phrase.text.slice(gluedTo(phrases[index - 1], phrase).length);
    // Names are data: the part's place is its only identity.
    const key = `${phrase.kind} ${index}`;
    if (phrase.kind === 'word') {
      return (
        <span key={key} className={styles.word}>
          {phrase.text}
        </span>
      );
    }
    if (phrase.kind === 'code') return <Code key={key}>{phrase.text}</Code>;
    return (
      <span key={key} className={styles.word}>
        {onFollow === undefined ? (
          <bdi>{phrase.text}</bdi>
        ) : (
          <Count phrase={phrase} onFollow={onFollow} quiet={quiet} />
        )}
        {gluedTo(phrase, phrases[index + 1])}
      </span>
    );
  });
}

/** The punctuation behind a count: on the same line as it. */
function gluedTo(before: Phrase | undefined, next: Phrase | undefined): string {
  if (before?.kind !== 'count' || next?.kind !== 'text') return '';
  return /^[.,;:)]+/.exec(next.text)?.[0] ?? '';
}

interface CountProps {
  readonly phrase: Extract<Phrase, { readonly kind: 'count' }>;
  readonly onFollow: (target: PhraseTarget) => void;
  readonly quiet: boolean;
}

/** Two names for one animation: going from one to the other starts it again without losing the focus. */
const washes = [styles.washOdd, styles.washEven];

function Count({ phrase: { text, to, loss }, onFollow, quiet }: CountProps) {
  const [shown, setShown] = useState({ text, quiet, changes: 0 });
  if (shown.text !== text || shown.quiet !== quiet) {
    setShown({ text, quiet, changes: quiet || shown.quiet ? 0 : shown.changes + 1 });
  }
  return (
    <LinkButton
      tone={loss === true ? 'accent' : 'ink'}
      className={shown.changes === 0 ? undefined : washes[shown.changes % 2]}
      // A plain link says nothing on paper.
      data-no-print={to.to === 'costs' || undefined}
      onClick={() => onFollow(to)}
    >
      {text}
    </LinkButton>
  );
}

import type { ReactNode } from 'react';
import type { PhraseTarget } from '../../fleet/phrases.ts';
import type { AnswerText } from '../../fleet/sentence.ts';
import styles from './answer.module.css';
import { Phrases } from './phrases.tsx';

interface AnswerProps {
  readonly text: AnswerText;
  readonly onFollow: (target: PhraseTarget) => void;
  /** While reading: how far, before the answer for what is there. */
  readonly sofar?: string | undefined;
  /** Under the answer: hosts that don't count, and which of the pool's two views it speaks of. */
  readonly note?: ReactNode;
  readonly children?: ReactNode;
}

/** The sentence that answers. Nothing on the page is larger. */
export function Answer({ text, onFollow, sofar, note, children }: AnswerProps) {
  return (
    <div className={styles.answer}>
      <div className={styles.words}>
        <h1 className="type-answer">
          {sofar !== undefined && `${sofar} `}
          <Phrases phrases={text.main} onFollow={onFollow} quiet={sofar !== undefined} />
        </h1>
        {(text.second.length > 0 || sofar !== undefined) && (
          <p className={styles.second}>
            {sofar === undefined ? (
              <Phrases phrases={text.second} onFollow={onFollow} />
            ) : (
              'Reading goes on in the background; everything on the page can be used.'
            )}
          </p>
        )}
        {note}
      </div>
      {children}
    </div>
  );
}

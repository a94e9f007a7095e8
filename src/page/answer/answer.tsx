import type { ReactNode } from 'react';
import type { AnswerText } from '../../fleet/answer/answer-text.ts';
import type { PhraseTarget } from '../../fleet/wording/phrases.ts';
import type { ReadingProgress } from '../../workspace/model/state.ts';
import styles from '../phrases/answer.module.css';
import { Phrases } from '../phrases/phrases.tsx';
import { FileBeingRead } from './file-being-read.tsx';
import { useTallest } from './use-tallest.ts';

interface AnswerProps {
  readonly text: AnswerText;
  readonly onFollow: (target: PhraseTarget) => void;
  /** Said before the answer, which is for what is there so far. */
  readonly reading?: ReadingProgress | undefined;
  /** Under the answer: hosts that don't count, and which of the pool's two views it speaks of. */
  readonly note?: ReactNode;
  /** Its subject: while that stays, the page below keeps its place. */
  readonly subject?: unknown;
  readonly children?: ReactNode;
}

/** The sentence that answers. Nothing on the page is larger. */
export function Answer({ text, onFollow, reading, note, subject, children }: AnswerProps) {
  const words = useTallest(reading === undefined ? subject : undefined);
  return (
    <div className={styles.answer}>
      <div ref={words} className={styles.words}>
        <h1 className="type-answer">
          {reading !== undefined &&
            `${reading.done.toLocaleString('en')} of ${reading.total.toLocaleString('en')} files read. `}
          <Phrases phrases={text.main} onFollow={onFollow} quiet={reading !== undefined} />
        </h1>
        {(text.second.length > 0 || reading !== undefined) && (
          <p className={styles.second}>
            {reading === undefined ? (
              <Phrases phrases={text.second} onFollow={onFollow} />
            ) : (
              <>
                {reading.current !== '' && (
                  <>
                    Reading <FileBeingRead path={reading.current} />.{' '}
                  </>
                )}
                Everything on the page can be used meanwhile.
              </>
            )}
          </p>
        )}
        {note}
      </div>
      {children}
    </div>
  );
}

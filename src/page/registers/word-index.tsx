import { type KeyboardEvent, useRef } from 'react';
import { flushSync } from 'react-dom';
import { setUi } from '../../workspace/stores/ui.ts';
import { moved } from '../matrix/view/moves.ts';
import { BitStrip } from './bit-strip.tsx';
import styles from './registers.module.css';
import { lostBits, type WordList } from './word-model.ts';

interface WordIndexProps {
  readonly list: WordList;
  readonly chosen: string;
}

/** All words that hold something, each as 32 strokes. Up and Down choose. */
export function WordIndex({ list: { words, others }, chosen }: WordIndexProps) {
  const list = useRef<HTMLDivElement>(null);

  function onKeyDown(event: KeyboardEvent): void {
    const shape = { rows: words.map(({ id }) => id), columns: [''], page: 10 };
    const to = moved(event.key, { row: chosen, column: '' }, shape);
    if (to === undefined) return;
    event.preventDefault();
    flushSync(() => setUi({ word: to.row }));
    list.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus();
  }

  return (
    <div className={styles.index}>
      <p className={styles.indexHead} aria-hidden="true">
        <span>Word</span>
        <span>Bits 31 to 0</span>
        <span>Lost</span>
      </p>
      <div ref={list} role="listbox" aria-label="Register words" onKeyDown={onKeyDown}>
        {words.map((word) => {
          const lost = lostBits(word);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
            <div
              key={word.id}
              role="option"
              aria-selected={word.id === chosen}
              aria-label={`${word.id}, ${lost} ${lost === 1 ? 'bit' : 'bits'} lost`}
              tabIndex={word.id === chosen ? 0 : -1}
              className={styles.option}
              onClick={() => setUi({ word: word.id })}
            >
              <span className={styles.wordId}>{word.id}</span>
              <BitStrip word={word} />
              <span className={lost === 0 ? styles.noLoss : styles.loss}>{lost === 0 ? '–' : lost}</span>
            </div>
          );
        })}
      </div>
      {others > 0 && (
        <p className={styles.others}>
          These hosts have no feature in the other {others} of {others + words.length} words.
        </p>
      )}
    </div>
  );
}

import { useMemo } from 'react';
import { wordTitle } from '../../fleet/matrix/row-groups.ts';
import { useUi } from '../../workspace/hooks.ts';
import { type MatrixView, useMatrixView } from '../matrix/view/matrix-view.tsx';
import styles from './registers.module.css';
import { SignsInWord } from './signs.tsx';
import { WordGrid } from './word-grid.tsx';
import { WordIndex } from './word-index.tsx';
import { listWords, lostBits, type WordSummary } from './word-model.ts';

/** The bits themselves: all words in short, one of them large, and the AND that every answer comes from. */
export function RegistersPane() {
  const view = useMatrixView();
  return view === undefined ? null : <Registers view={view} />;
}

function Registers({ view }: { readonly view: MatrixView }) {
  const { pool } = view.derived;
  const list = useMemo(() => listWords(pool), [pool]);
  const chosen = useUi((state) => state.word);
  const word = list.words.find(({ id }) => id === chosen) ?? mostLost(list.words);
  if (word === undefined)
    return <p className={styles.none}>This CPU map knows no register of these hosts.</p>;
  return (
    <div className={styles.pane}>
      <WordIndex list={list} chosen={word.id} />
      <section className={styles.word} aria-labelledby="word-title">
        <h2 id="word-title" className={styles.title}>
          {wordTitle(word.word)}
        </h2>
        <WordGrid key={word.id} view={view} word={word} />
        <SignsInWord view={view} word={word} />
      </section>
    </div>
  );
}

/** The word that says most: where the pool loses most bits. */
function mostLost(words: readonly WordSummary[]): WordSummary | undefined {
  let most: WordSummary | undefined;
  for (const word of words) if (most === undefined || lostBits(word) > lostBits(most)) most = word;
  return most;
}

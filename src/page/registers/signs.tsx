import { useMemo } from 'react';
import { signs, signWords } from '../../fleet/wording/sign-words.ts';
import type { CellGlyph } from '../matrix/view/cell-state.ts';
import type { MatrixView } from '../matrix/view/matrix-view.tsx';
import { Glyph } from '../ui/glyph.tsx';
import styles from './registers.module.css';
import { bitColumns, type WordSummary } from './word-model.ts';

interface SignsProps {
  readonly view: MatrixView;
  readonly word: WordSummary;
}

/** The signs that the word shows. */
export function SignsInWord({ view, word }: SignsProps) {
  const { derived, shown } = view;
  const seen = useMemo(() => {
    const bits = bitColumns(derived.pool, shown.all, word.index);
    const guest = derived.guest?.bits[word.index] ?? 0;
    const lost = bits.filter(({ bit, some }) => some && (word.common & (1 << bit)) === 0);
    const isThere: Readonly<Record<CellGlyph, boolean>> = {
      'in-guest': (guest & word.some) !== 0,
      has: (word.some & ~guest) !== 0,
      lacks: lost.some(({ alone }) => !alone),
      'only-lacks': lost.some(({ alone }) => alone),
      lock: bits.some(({ some, feature }) => some && feature?.migratable === false),
      'not-told': lost.length > 0 && shown.all.some(({ kind }) => (kind.untold?.[word.index] ?? 0) !== 0),
      unknown: bits.some(({ unnamed }) => unnamed),
      nobody: bits.some(({ some, unnamed }) => !some && !unnamed),
    };
    return signs.filter((sign) => sign !== 'optional' && isThere[sign]);
  }, [derived, shown, word]);
  return (
    <ul className={styles.signs} aria-label="Signs">
      {seen.map((sign) => (
        <li key={sign}>
          <Glyph name={sign} />
          {signWords(sign, shown.folded ? 'kind' : 'one').legend}
        </li>
      ))}
    </ul>
  );
}

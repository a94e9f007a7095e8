import { useMemo } from 'react';
import type { MatrixView } from '../matrix/view/matrix-view.tsx';
import { Glyph, type GlyphName } from '../ui/glyph.tsx';
import styles from './registers.module.css';
import { bitColumns, type WordSummary } from './word-model.ts';

interface SignsProps {
  readonly view: MatrixView;
  readonly word: WordSummary;
}

/** The signs that the word shows. */
export function SignsInWord({ view, word }: SignsProps) {
  const { derived, shown } = view;
  const signs = useMemo(() => {
    const bits = bitColumns(derived.pool, shown.all, word.index);
    const guest = derived.guest?.bits[word.index] ?? 0;
    const lost = bits.filter(({ bit, some }) => some && (word.common & (1 << bit)) === 0);
    const list: readonly (readonly [GlyphName, string, boolean])[] = [
      ['in-guest', 'in the guest', (guest & word.some) !== 0],
      ['has', 'has it, not in the guest', (word.some & ~guest) !== 0],
      ['lacks', 'lacks it', lost.some(({ alone }) => !alone)],
      [
        'only-lacks',
        `the only ${shown.folded ? 'kind' : 'one'} that lacks it`,
        lost.some(({ alone }) => alone),
      ],
      ['lock', 'blocks migration', bits.some(({ some, feature }) => some && feature?.migratable === false)],
      ['unknown', `set, but not known to ${derived.map.release}`, bits.some(({ unnamed }) => unnamed)],
      ['nobody', 'nobody has it', bits.some(({ some, unnamed }) => !some && !unnamed)],
    ];
    return list.filter(([, , isThere]) => isThere);
  }, [derived, shown, word]);
  return (
    <ul className={styles.signs} aria-label="Signs">
      {signs.map(([name, means]) => (
        <li key={name}>
          <Glyph name={name} />
          {means}
        </li>
      ))}
    </ul>
  );
}

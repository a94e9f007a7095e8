import type { GuestCell } from '../../fleet/guests/guest-rows.ts';
import { CellGlyph } from './cell-glyph.tsx';
import { cellWords } from './guest-words.ts';
import styles from './guests.module.css';
import type { ShownGuests } from './use-guests.ts';

const order: readonly GuestCell[] = ['starts', 'without', 'refused', 'alone', 'untold', 'other'];

/** Signs that are in view; a `data-cell` gives them the colour that they have there. */
export function Legend({ shown: { rows, ask } }: { readonly shown: ShownGuests }) {
  const there = new Set(rows.flatMap(({ signs }) => [...signs]));
  const words = cellWords[ask];
  return (
    <ul className={styles.legend} aria-label="Signs">
      {order
        .filter((cell) => there.has(cell))
        .map((cell) => (
          <li key={cell} data-cell={cell}>
            <CellGlyph cell={cell} />
            {cell === 'alone'
              ? 'the only kind that refuses'
              : cell === 'other'
                ? 'not of its group'
                : words[cell]}
          </li>
        ))}
    </ul>
  );
}

import { memo } from 'react';
import { glossOf } from '../../facts/glosses.ts';
import type { Row } from '../../fleet/matrix/rows.ts';
import { explain } from '../../workspace/stores/ui.ts';
import { guestWords } from '../matrix/view/cell-state.ts';
import type { MatrixView } from '../matrix/view/matrix-view.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { MiddleCut } from '../ui/middle-cut.tsx';
import { visibleText } from '../ui/visible-text.ts';
import { lackedBy } from './lacked-by.ts';
import styles from './list.module.css';
import type { PhoneNames } from './phone-names.ts';

/** Characters that a phone has room for, so that nobody needs more than two lines. */
const room = { one: 20, two: 9 };

/** With room, as many names as a person reads: the matrix would name them all. */
const MOST_NAMES = 12;

interface ListRowProps {
  readonly row: Row;
  readonly view: MatrixView;
  readonly chosen: boolean;
  readonly phoneNames: PhoneNames | undefined;
}

export const ListRow = memo(function ListRow({ row, view, chosen, phoneNames }: ListRowProps) {
  const { words, names, more } = lackedBy(row, view.derived.pool, view.phone ? 2 : MOST_NAMES);
  const guest = view.cells.guest(row);
  const isLoss = row.state === 'differs' && row.lacks > 0;
  return (
    <tr data-chosen={chosen || undefined}>
      <th scope="row">
        <button
          type="button"
          className={styles.feature}
          title={glossOf(row.id)}
          aria-pressed={chosen}
          onClick={() => explain({ kind: 'row', feature: row.id })}
        >
          <bdi>{visibleText(row.id)}</bdi>
        </button>
      </th>
      <td className={styles.lacked} data-signed={isLoss || undefined}>
        {isLoss && <Glyph name={row.lacks === 1 ? 'only-lacks' : 'lacks'} className={styles.sign} />}
        {words}{' '}
        {names.map((name, at) => (
          <span key={name}>
            {at > 0 && ', '}
            <code>
              {phoneNames !== undefined ? (
                <MiddleCut max={names.length === 1 ? room.one : room.two} shown={phoneNames.short(name)}>
                  {name}
                </MiddleCut>
              ) : (
                name
              )}
            </code>
          </span>
        ))}
        {more > 0 && ` +${more.toLocaleString('en')}`}
      </td>
      <td className={styles.guest}>
        {guest.glyph === undefined ? (
          <span className={styles.note}>
            – <span className="visually-hidden">{guestWords(guest)}</span>
          </span>
        ) : (
          <Glyph name={guest.glyph} label={guestWords(guest)} />
        )}
      </td>
    </tr>
  );
});

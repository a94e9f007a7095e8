import { asRow, asRowGroup, cellProps } from '../matrix/cells/cell-props.ts';
import { HEAD } from '../matrix/view/moves.ts';
import { type BitParts, gapOf, NAME, VALUE } from './bit-parts.ts';
import styles from './registers.module.css';

/** Name and number of every bit, names upright. */
export function BitHead({ bits, stop, isFocused }: BitParts) {
  const mark = (column: string, index: number) => {
    const isStop = stop.row === HEAD && stop.column === column;
    return cellProps({ role: 'columnheader', column, index, isStop, isCurrent: isFocused && isStop });
  };
  return (
    <thead {...asRowGroup}>
      <tr {...asRow} aria-rowindex={1} data-row={HEAD}>
        <th scope="col" {...mark(NAME, 1)} className={styles.name}>
          <span className="visually-hidden">Host</span>
        </th>
        {bits.map(({ bit, feature, some, unnamed }, at) => (
          <th
            key={bit}
            scope="col"
            {...mark(String(bit), at + 2)}
            aria-label={`bit ${bit}, ${feature?.name ?? 'no name'}`}
            data-gap={gapOf(bit)}
            data-cross={(isFocused && stop.column === String(bit)) || undefined}
            data-absent={!some || undefined}
            className={styles.bitHead}
          >
            <span className={styles.bitName}>{feature?.name ?? (unnamed ? 'no name' : '')}</span>
            <span className={styles.bitNumber}>{bit}</span>
          </th>
        ))}
        <th scope="col" {...mark(VALUE, 34)} className={styles.value}>
          <span className="visually-hidden">Value</span>
        </th>
      </tr>
    </thead>
  );
}

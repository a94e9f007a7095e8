import type { ReactNode } from 'react';
import { costliest } from '../../fleet/matrix/costs.ts';
import { asRow, asRowGroup, cellProps } from '../matrix/cells/cell-props.ts';
import { Glyph } from '../ui/glyph.tsx';
import { visibleText } from '../ui/visible-text.ts';
import { AND, type BitParts, gapOf, LESS, NAME, VALUE } from './bit-parts.ts';
import styles from './registers.module.css';
import { hexWord } from './word-model.ts';

/** The engine, drawn: the AND of all that counts, and what it would be without the costliest. */
export function SumRows(parts: BitParts) {
  const { pool, costs } = parts.view.derived;
  const { word } = parts;
  const cost = costliest(costs());
  const [first, ...like] = cost?.kind.included ?? [];
  const others = pool.kinds.filter(({ index }) => index !== cost?.kind.index);
  const less = others.reduce((bits, { cpu }) => bits & (cpu.bits[word.index] ?? 0), -1) >>> 0;
  return (
    <tfoot {...asRowGroup} className={styles.sums}>
      <SumRow {...parts} id={AND} value={word.common} at={0}>
        all {pool.hosts.toLocaleString('en')}
      </SumRow>
      {first !== undefined && others.length > 0 && (
        <SumRow {...parts} id={LESS} value={less} at={1}>
          less {visibleText(first.name)}
          {like.length > 0 && ` +${like.length}`}
        </SumRow>
      )}
    </tfoot>
  );
}

interface SumRowProps extends BitParts {
  readonly id: string;
  readonly value: number;
  readonly at: number;
  readonly children: ReactNode;
}

function SumRow({ view, bits, stop, isFocused, id, value, at, children }: SumRowProps) {
  const mark = (column: string, index: number, role: 'gridcell' | 'rowheader' = 'gridcell') => {
    const isStop = stop.row === id && stop.column === column;
    return cellProps({ role, column, index, isStop, isCurrent: isFocused && isStop });
  };
  return (
    <tr {...asRow} aria-rowindex={view.shown.columns.length + 2 + at} data-row={id} className={styles.sumRow}>
      <th scope="row" {...mark(NAME, 1, 'rowheader')} className={styles.name}>
        AND <span className={styles.sumWords}>{children}</span>
      </th>
      {bits.map(({ bit }, index) => {
        const isSet = (value & (1 << bit)) !== 0;
        return (
          <td
            key={bit}
            {...mark(String(bit), index + 2)}
            aria-label={isSet ? 'set' : 'clear'}
            data-gap={gapOf(bit)}
            data-cross={(isFocused && stop.column === String(bit)) || undefined}
            className={styles.sumBit}
          >
            <Glyph name={isSet ? 'has' : 'nobody'} />
          </td>
        );
      })}
      <td {...mark(VALUE, 34)} className={styles.value}>
        {hexWord(value)}
      </td>
    </tr>
  );
}

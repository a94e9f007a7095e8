import type { Column } from '../../fleet/matrix/columns.ts';
import { asRow, cellProps } from '../matrix/cells/cell-props.ts';
import { glyphWords } from '../matrix/view/cell-state.ts';
import { Glyph } from '../ui/glyph.tsx';
import { MiddleCut } from '../ui/middle-cut.tsx';
import { type BitParts, gapOf, NAME, VALUE } from './bit-parts.ts';
import styles from './registers.module.css';
import { bitGlyph, hexWord, wordValue } from './word-model.ts';

interface BitRowProps extends BitParts {
  readonly column: Column;
  /** The shown part of the name. */
  readonly name: string | undefined;
  readonly index: number;
  readonly top: number;
}

/** One host, or the hosts of a kind: 32 squares and the value that they make. */
export function BitRow({ view, word, bits, stop, isFocused, column, name, index, top }: BitRowProps) {
  const { key, hosts, included } = column;
  const mark = (place: string, at: number, role: 'gridcell' | 'rowheader' = 'gridcell') => {
    const isStop = stop.row === key && stop.column === place;
    return cellProps({ role, column: place, index: at, isStop, isCurrent: isFocused && isStop });
  };
  const guest = view.derived.guest?.bits[word.index] ?? 0;
  return (
    <tr
      {...asRow}
      aria-rowindex={index + 2}
      data-row={key}
      data-out={!included || undefined}
      data-current={(isFocused && stop.row === key) || undefined}
      className={styles.bitRow}
      style={{ insetBlockStart: top }}
    >
      <th scope="row" {...mark(NAME, 1, 'rowheader')} className={styles.name}>
        <MiddleCut max={12} shown={name}>
          {hosts[0]?.name ?? ''}
        </MiddleCut>
        {hosts.length > 1 && <span className={styles.more}> +{hosts.length - 1}</span>}
      </th>
      {bits.map((bit, at) => {
        const glyph = bitGlyph(column, bit, { index: word.index, guest });
        return (
          <td
            key={bit.bit}
            {...mark(String(bit.bit), at + 2)}
            aria-label={glyphWords(glyph, view.shown.folded ? 'kind' : 'host')}
            data-glyph={glyph}
            data-gap={gapOf(bit.bit)}
            data-cross={(isFocused && stop.column === String(bit.bit)) || undefined}
            className={styles.bit}
          >
            <Glyph name={glyph} />
          </td>
        );
      })}
      <td {...mark(VALUE, 34)} className={styles.value}>
        {hexWord(wordValue(column, word.index))}
      </td>
    </tr>
  );
}

import type { Column } from '../../../fleet/matrix/columns.ts';
import type { Row } from '../../../fleet/matrix/rows.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { glyphWords } from '../view/cell-state.ts';
import type { GridModel } from '../view/grid-model.ts';
import { cellProps } from './cell-props.ts';
import styles from './line.module.css';

interface HostCellProps {
  readonly model: GridModel;
  readonly row: Row;
  readonly column: Column;
  /** Among the host columns. */
  readonly at: number;
  /** The glyph is drawn under the cell: it only says its state, and takes the focus. */
  readonly drawn: boolean;
  readonly isStop: boolean;
  readonly isCurrent: boolean;
}

export function HostCell({ model, row, column, at, drawn, isStop, isCurrent }: HostCellProps) {
  const { cells, layout, shown } = model.view;
  const glyph = cells.at(row, column);
  const before = shown.columns[at - 1];
  return (
    <td
      {...cellProps({
        role: 'gridcell',
        column: column.key,
        index: model.before.length + at + 1,
        isStop,
        isCurrent,
      })}
      aria-label={glyphWords(glyph, column.kind.included.length > 1 ? 'kind' : model.one)}
      data-glyph={drawn ? undefined : glyph}
      data-out={column.included ? undefined : true}
      data-kind-begins={
        (!drawn && model.rulesKinds && before !== undefined && before.kind !== column.kind) || undefined
      }
      className={drawn ? styles.drawn : styles.host}
      style={drawn ? { insetInlineStart: layout.leading + at * layout.host } : undefined}
    >
      {!drawn && <Glyph name={glyph} />}
    </td>
  );
}

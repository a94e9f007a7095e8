import { memo } from 'react';
import { glossOf } from '../../../facts/glosses.ts';
import type { Row } from '../../../fleet/matrix/rows.ts';
import { classNames } from '../../ui/class-names.ts';
import { MiddleCut } from '../../ui/middle-cut.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import { FEATURE, type GridModel, GUEST, MONO } from '../view/grid-model.ts';
import { asRow, cellProps } from './cell-props.ts';
import { GuestCell } from './guest-cell.tsx';
import { HostCell } from './host-cell.tsx';
import styles from './line.module.css';

interface FeatureLineProps {
  readonly model: GridModel;
  /** Among the lines under the head. */
  readonly index: number;
  readonly row: Row;
  /** Column of this line that Tab leads to. */
  readonly stopsAt: string | undefined;
  readonly isCurrent: boolean;
  /** In the window of a large matrix: where the line stands, and which host columns have real cells. */
  readonly top?: number;
  readonly from?: number;
  readonly to?: number;
}

/** A feature: what it is, how many lack it, a cell per host, and the guest. */
export const FeatureLine = memo(function FeatureLine(props: FeatureLineProps) {
  const { model, index, row, stopsAt, isCurrent, top } = props;
  const { layout, phone } = model.view;
  return (
    <tr
      {...asRow}
      aria-rowindex={model.headRows.length + index + 1}
      data-row={row.id}
      data-current={isCurrent || undefined}
      className={classNames(styles.line, styles.withHosts)}
      style={top === undefined ? undefined : { position: 'absolute', insetBlockStart: top }}
    >
      {model.before.map((column, at) => {
        const isStop = stopsAt === column;
        const mark = { column, index: at + 1, isStop, isCurrent: isCurrent && isStop };
        return column === FEATURE ? (
          <th key={column} {...cellProps({ ...mark, role: 'rowheader' })} className={styles.feature}>
            {named(row.id, Math.floor((layout.feature - (phone ? 18 : 28)) / MONO))}
          </th>
        ) : (
          <td
            key={column}
            {...cellProps({ ...mark, role: 'gridcell' })}
            className={classNames(styles.text, styles[column])}
          >
            {wordsIn(column, row, model)}
          </td>
        );
      })}
      <HostCells {...props} />
      <GuestCell
        model={model}
        row={row}
        isStop={stopsAt === GUEST}
        isCurrent={isCurrent && stopsAt === GUEST}
      />
    </tr>
  );
});

/** A name that needs no cutting is plain text: there is one in every line. */
function named(name: string, most: number) {
  const visible = visibleText(name);
  return visible.length <= most ? visible : <MiddleCut max={most}>{name}</MiddleCut>;
}

function wordsIn(column: string, row: Row, { view }: GridModel): string {
  if (column === 'meaning') return glossOf(row.id) ?? '';
  if (column === 'address') return row.address;
  return row.state === 'differs' && row.lacks > 0
    ? `${row.lacks.toLocaleString('en')} of ${view.derived.pool.hosts.toLocaleString('en')}`
    : '';
}

/** In a large matrix only the columns of the window, and that of the focus wherever it is. */
function HostCells({ model, row, stopsAt, isCurrent, from = 0, to }: FeatureLineProps) {
  const { columns } = model.view.shown;
  const stop = stopsAt === undefined ? -1 : model.hostIndex(stopsAt);
  const end = to ?? columns.length;
  const indices = Array.from({ length: Math.max(0, end - from) }, (_, at) => from + at);
  if (stop >= 0 && (stop < from || stop >= end)) indices.push(stop);
  return indices.map((at) => {
    const column = columns[at];
    if (column === undefined) return null;
    const mark = { isStop: stop === at, isCurrent: isCurrent && stop === at };
    return (
      <HostCell
        key={column.key}
        model={model}
        row={row}
        column={column}
        at={at}
        drawn={to !== undefined}
        {...mark}
      />
    );
  });
}

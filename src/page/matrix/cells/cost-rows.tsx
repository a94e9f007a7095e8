import type { CSSProperties, ReactNode } from 'react';
import type { Column } from '../../../fleet/matrix/columns.ts';
import { type CellPlace, setUi } from '../../../workspace/stores/ui.ts';
import { classNames } from '../../ui/class-names.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import type { ColumnCost } from '../view/columns-shown.ts';
import { FEATURE, type GridModel, GUEST } from '../view/grid-model.ts';
import { ALONE, LACKS } from '../view/moves.ts';
import { asRow, cellProps } from './cell-props.ts';
import styles from './costs.module.css';
import guestStyles from './guest-cell.module.css';

interface CostRowsProps {
  readonly model: GridModel;
  readonly stop: CellPlace;
  readonly current: CellPlace | undefined;
}

/** The cost of each column to the pool, as numbers and as bars on one scale. */
export function CostRows(props: CostRowsProps) {
  const { costs, columns, folded } = props.model.view.shown;
  // Unfolded, equal hosts have a column each, and lose together.
  const its = !folded && columns.some(({ kind }) => kind.included.length > 1) ? 'its kind' : 'it';
  // With no column between, a long label would run into the first host's number.
  const isTight = props.model.before.length === 1;
  const some = props.model.view.derived.rows().filter(({ has }) => has > 0).length;
  const most = Math.max(1, ...[...costs.values()].map(({ lacks }) => lacks));
  return (
    <>
      <CostRow
        {...props}
        id={LACKS}
        index={2}
        label={isTight ? `Lacks, of ${some}` : `Lacks, of ${some} that some host has`}
      >
        {(cost) => <Lacks cost={cost} most={most} />}
      </CostRow>
      <CostRow
        {...props}
        id={ALONE}
        index={3}
        label={isTight ? `of these, only because of ${its}` : `of these, lost only because of ${its}`}
      >
        {({ alone }) =>
          alone === 0 ? (
            <span className={styles.number}>–</span>
          ) : (
            <span className={classNames(styles.number, styles.loss)}>{alone}</span>
          )
        }
      </CostRow>
    </>
  );
}

interface CostRowProps extends CostRowsProps {
  readonly id: string;
  readonly index: number;
  readonly label: string;
  readonly children: (cost: ColumnCost) => ReactNode;
}

function CostRow({ model, stop, current, id, index, label, children }: CostRowProps) {
  const { shown } = model.view;
  const mark = (column: string, at: number, role: 'gridcell' | 'rowheader' = 'gridcell') =>
    cellProps({
      role,
      column,
      index: at,
      isStop: stop.row === id && stop.column === column,
      isCurrent: current?.row === id && current.column === column,
    });
  return (
    <tr {...asRow} aria-rowindex={index} data-row={id} className={styles.costRow}>
      <th
        {...mark(FEATURE, 1, 'rowheader')}
        colSpan={model.before.length}
        className={styles.costLabel}
        data-label={label}
      >
        <LinkButton tabIndex={-1} title="What each host costs, ranked" onClick={openCosts}>
          {label}
        </LinkButton>
      </th>
      {shown.columns.map((column: Column, at) => (
        <td
          key={column.key}
          {...mark(column.key, model.before.length + at + 1)}
          data-cross={current?.column === column.key || undefined}
          data-out={column.included ? undefined : true}
          className={styles.cost}
        >
          {column.included && children(shown.costs.get(column.key) ?? { lacks: 0, alone: 0 })}
        </td>
      ))}
      <td {...mark(GUEST, model.shape.columns.length)} className={guestStyles.guest} />
    </tr>
  );
}

function Lacks({ cost: { lacks, alone }, most }: { readonly cost: ColumnCost; readonly most: number }) {
  return (
    <>
      <span className={styles.number}>{lacks}</span>
      {lacks > 0 && (
        <span className={styles.bar} style={{ '--share': lacks / most } as CSSProperties} aria-hidden="true">
          <span className={styles.barAlone} style={{ inlineSize: `${(100 * alone) / lacks}%` }} />
        </span>
      )}
    </>
  );
}

export function openCosts(): void {
  setUi({ dialog: 'costs' });
}

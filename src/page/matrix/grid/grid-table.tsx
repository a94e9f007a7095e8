import type { ReactNode, RefObject } from 'react';
import type { CellPlace } from '../../../workspace/stores/ui.ts';
import { asGrid } from '../cells/cell-props.ts';
import { useGridEvents } from '../keys/use-grid-events.ts';
import type { GridModel } from '../view/grid-model.ts';
import styles from './grid.module.css';

export interface GridProps {
  readonly model: GridModel;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The cell that Tab leads to. */
  readonly stop: CellPlace;
  /** The same once the focus has been in the grid: it is marked. */
  readonly current: CellPlace | undefined;
}

interface GridTableProps extends Pick<GridProps, 'model' | 'scroller'> {
  readonly children: ReactNode;
}

/** Counts are those of the whole filtered view, whatever part of it is there. */
export function GridTable({ model, scroller, children }: GridTableProps) {
  const events = useGridEvents(model, scroller);
  return (
    <table
      {...asGrid}
      aria-label="Features by host"
      aria-rowcount={model.shape.rows.length}
      aria-colcount={model.shape.columns.length}
      className={styles.grid}
      {...events}
    >
      {children}
    </table>
  );
}

import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { useUi } from '../../../workspace/hooks.ts';
import { asRowGroup } from '../cells/cell-props.ts';
import { Head } from '../cells/head.tsx';
import lineStyles from '../cells/line.module.css';
import { LineOf } from '../cells/line.tsx';
import { followScroll } from '../keys/scroll-edges.ts';
import { scrollToCell } from '../keys/show-cell.ts';
import { type GridModel, gridModel } from '../view/grid-model.ts';
import { useLines } from '../view/lines.ts';
import { isLarge, type MatrixView } from '../view/matrix-view.tsx';
import { EmptyFilter } from './empty-filter.tsx';
import styles from './grid.module.css';
import { type GridProps, GridTable } from './grid-table.tsx';
import { LargeGrid } from './large-grid.tsx';
import { useLineModels } from './use-line-models.ts';

export function Grid({ view }: { readonly view: MatrixView }) {
  const lines = useLines(view.rows.nodes);
  const model = useMemo(() => gridModel(view, lines), [view, lines]);
  const scroller = useRef<HTMLDivElement>(null);
  const attach = useCallback((element: HTMLDivElement | null) => {
    scroller.current = element;
    return followScroll(element);
  }, []);
  const focused = useUi((state) => state.focused);
  const stop = useMemo(() => model.stop(focused), [model, focused]);
  const current = focused === undefined ? undefined : stop;
  useLayoutEffect(() => {
    // Other rows or columns, and the cell that keys are at is somewhere else: it stays in view.
    const cell = scroller.current?.querySelector('[role=row] > [tabindex="0"]:focus-visible') ?? null;
    if (scroller.current !== null && cell !== null) scrollToCell(scroller.current, model, stop);
  }, [model, stop]);
  const isPlain = !isLarge(view);
  const parts = { model, scroller, stop, current };
  return (
    <div
      ref={attach}
      className={styles.scroller}
      data-size={view.layout.size}
      data-large={!isPlain}
      data-guest-sticks={view.shown.columns.length >= 8}
      style={model.style}
    >
      <div className={styles.content}>
        <ColumnWash model={model} column={current?.column} />
        {isPlain ? <PlainGrid {...parts} /> : <LargeGrid {...parts} />}
        {/* Under the head: an excluded host is included again there. */}
        {lines.length === 0 && <EmptyFilter view={view} />}
      </div>
    </div>
  );
}

function PlainGrid({ model, scroller, stop, current }: GridProps) {
  const lineModel = useLineModels({ model, scroller, stop });
  return (
    <GridTable model={model} scroller={scroller}>
      <Head model={model} stop={stop} current={current} />
      <tbody {...asRowGroup}>
        {model.lines.map(({ id }, index) => {
          const from = lineModel(index);
          if (from === undefined) return <tr key={id} aria-hidden className={lineStyles.line} />;
          return <LineOf key={id} {...from} stop={stop} current={current} />;
        })}
      </tbody>
    </GridTable>
  );
}

/** The column that the focus is in: one strip behind the cells, so that no cell is drawn again. */
function ColumnWash({ model, column }: { readonly model: GridModel; readonly column: string | undefined }) {
  const at = column === undefined ? -1 : model.hostIndex(column);
  if (at < 0) return null;
  const { leading, host } = model.view.layout;
  return <div className={styles.columnWash} style={{ insetInlineStart: leading + at * host, width: host }} />;
}

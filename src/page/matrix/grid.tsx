import { type ReactNode, useCallback, useMemo, useRef } from 'react';
import { useUi } from '../../workspace/hooks.ts';
import type { CellPlace } from '../../workspace/ui.ts';
import { asGrid, asRowGroup } from './cell-props.ts';
import { FeatureLine } from './feature-line.tsx';
import { type GridModel, gridModel } from './grid-model.ts';
import { GroupLine } from './group-line.tsx';
import { Head } from './head.tsx';
import styles from './matrix.module.css';
import type { MatrixView } from './matrix-view.tsx';
import { followScroll } from './scroll-edges.ts';
import { useLines } from './table.ts';
import { useGridEvents } from './use-grid-events.ts';
import { WindowedLines } from './windowed-lines.tsx';

/** Plain cells cost about 20 µs each; beyond this many they are drawn instead. */
export const MOST_PLAIN_CELLS = 2000;

export function Grid({ view }: { readonly view: MatrixView }) {
  const lines = useLines(view.rows.nodes);
  const model = useMemo(() => gridModel(view, lines), [view, lines]);
  const scroller = useRef<HTMLDivElement>(null);
  const events = useGridEvents(model, scroller);
  const focused = useUi((state) => state.focused);
  const stop = model.stop(focused);
  const current = focused === undefined ? undefined : stop;
  const { layout } = view;
  const attach = useCallback((element: HTMLDivElement | null) => {
    scroller.current = element;
    return followScroll(element);
  }, []);
  const isPlain = lines.length * view.shown.columns.length <= MOST_PLAIN_CELLS;
  return (
    <div
      ref={attach}
      className={styles.scroller}
      data-size={layout.size}
      data-guest-sticks={view.shown.columns.length >= 8}
      style={model.style}
    >
      <div className={styles.content}>
        <ColumnWash model={model} column={current?.column} />
        <table
          {...asGrid}
          aria-label="Features by host"
          aria-rowcount={model.shape.rows.length}
          aria-colcount={model.shape.columns.length}
          className={styles.grid}
          {...events}
        >
          <Head model={model} stop={stop} current={current} />
          {isPlain ? (
            <tbody {...asRowGroup}>
              {lines.map((line, index) => (
                <LineOf key={line.id} model={model} index={index} stop={stop} current={current} />
              ))}
            </tbody>
          ) : (
            <WindowedLines model={model} scroller={scroller} stop={stop} current={current} />
          )}
        </table>
      </div>
    </div>
  );
}

interface LineProps {
  readonly model: GridModel;
  readonly index: number;
  readonly stop: CellPlace;
  readonly current: CellPlace | undefined;
}

/** Only the line that the focus is in, or leaves, is drawn again when it moves. */
function LineOf({ model, index, stop, current }: LineProps): ReactNode {
  const line = model.lines[index];
  if (line === undefined) return null;
  const stopsAt = stop.row === line.id ? stop.column : undefined;
  const isCurrent = current?.row === line.id;
  const { node, open } = line;
  if (node.kind === 'feature') {
    return <FeatureLine model={model} index={index} row={node.row} stopsAt={stopsAt} isCurrent={isCurrent} />;
  }
  const isStop = stopsAt !== undefined;
  return (
    <GroupLine model={model} index={index} node={node} open={open} isStop={isStop} isCurrent={isCurrent} />
  );
}

/** The column that the focus is in: one strip behind the cells, so that no cell is drawn again. */
function ColumnWash({ model, column }: { readonly model: GridModel; readonly column: string | undefined }) {
  const at = column === undefined ? -1 : model.hostIndex(column);
  if (at < 0) return null;
  const { leading, host } = model.view.layout;
  return <div className={styles.columnWash} style={{ insetInlineStart: leading + at * host, width: host }} />;
}

import { CellsCanvas } from '../canvas/cells-canvas.tsx';
import { asRowGroup } from '../cells/cell-props.ts';
import { Head } from '../cells/head.tsx';
import { LineOf } from '../cells/line.tsx';
import { type GridProps, GridTable } from './grid-table.tsx';
import { useRested, useWindow } from './use-window.ts';

/**
 * A matrix of many cells. Signs are drawn, so that a dragged scrollbar shows them at once; real cells, which say the
 * same and take focus and pointer, come when the scrolling rests.
 */
export function LargeGrid({ model, scroller, stop, current }: GridProps) {
  const window = useWindow(model, scroller);
  const { firstLine, endLine, from, to } = window;
  const rested = useRested(window);
  const hasCells = (index: number) =>
    rested.model === model && index >= rested.firstLine && index < rested.endLine;
  const stopLine = model.lines.findIndex(({ id }) => id === stop.row);
  const indices = Array.from({ length: endLine - firstLine }, (_, at) => firstLine + at);
  if (stopLine >= 0 && (stopLine < firstLine || stopLine >= endLine)) indices.push(stopLine);
  return (
    <>
      <GridTable model={model} scroller={scroller}>
        <Head model={model} stop={stop} current={current} from={from} to={to} />
        <tbody {...asRowGroup} style={{ height: model.bodyHeight }}>
          {indices.map((index) => {
            const id = model.lines[index]?.id ?? '';
            const has = hasCells(index);
            return (
              <LineOf
                key={id}
                model={model}
                index={index}
                stop={stop}
                current={current}
                top={model.tops[index] ?? 0}
                from={has ? rested.from : 0}
                to={has ? rested.to : 0}
              />
            );
          })}
        </tbody>
      </GridTable>
      <CellsCanvas model={model} firstLine={firstLine} endLine={endLine} from={from} to={to} />
    </>
  );
}

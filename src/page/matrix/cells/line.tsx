import type { CellPlace } from '../../../workspace/stores/ui.ts';
import type { GridModel } from '../view/grid-model.ts';
import { FeatureLine } from './feature-line.tsx';
import { GroupLine } from './group-line.tsx';

interface LineProps {
  readonly model: GridModel;
  readonly index: number;
  readonly stop: CellPlace;
  readonly current: CellPlace | undefined;
  /** In the window of a large matrix: where the line stands, and which host columns have real cells. */
  readonly top?: number;
  readonly from?: number;
  readonly to?: number;
}

/** Only the line that the focus is in, or leaves, is drawn again when it moves. */
export function LineOf({ model, index, stop, current, ...placed }: LineProps) {
  const line = model.lines[index];
  if (line === undefined) return null;
  const stopsAt = stop.row === line.id ? stop.column : undefined;
  const isCurrent = current?.row === line.id;
  const { node, open } = line;
  if (node.kind === 'feature') {
    const mark = { model, index, stopsAt, isCurrent };
    return <FeatureLine row={node.row} {...mark} {...placed} />;
  }
  const mark = { model, index, open, isCurrent, isStop: stopsAt !== undefined };
  return <GroupLine node={node} {...mark} {...(placed.top === undefined ? {} : { top: placed.top })} />;
}

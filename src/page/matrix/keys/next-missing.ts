import type { CellPlace } from '../../../workspace/stores/ui.ts';
import type { GridModel } from '../view/grid-model.ts';

/** The next cell in reading order whose host lacks the feature, from a place on; undefined when there is none. */
export function nextMissing(model: GridModel, from: CellPlace, step: 1 | -1): CellPlace | undefined {
  const { lines, view, headRows } = model;
  const { columns } = view.shown;
  const start = Math.max(0, model.shape.rows.indexOf(from.row)) - headRows.length;
  const beside = model.hostIndex(from.column);
  // Before the hosts stand the words, behind them the guest.
  const at =
    beside >= 0
      ? beside
      : model.shape.columns.indexOf(from.column) < model.before.length
        ? -1
        : columns.length;
  for (let line = start; line >= -headRows.length && line < lines.length; line += step) {
    const node = lines[line]?.node;
    if (node?.kind !== 'feature' || node.row.lacks === 0) continue;
    let column = line === start ? at + step : step === 1 ? 0 : columns.length - 1;
    for (; column >= 0 && column < columns.length; column += step) {
      const host = columns[column];
      if (host === undefined || !host.included) continue;
      const glyph = view.cells.at(node.row, host);
      if (glyph === 'lacks' || glyph === 'only-lacks') return { row: node.id, column: host.key };
    }
  }
  return undefined;
}

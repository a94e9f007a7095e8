import type { CellPlace } from '../../../workspace/stores/ui.ts';

/** The grid as keys move through it: ids of its rows, head included, and of its columns. */
export interface GridShape {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Rows that PageDown goes down by. */
  readonly page: number;
}

export const HEAD = 'head';
export const LACKS = 'lacks';
export const ALONE = 'alone';

type Move = (row: number, column: number, shape: GridShape) => readonly [row: number, column: number];

const last = (list: readonly string[]): number => list.length - 1;

const moves: Readonly<Record<string, Move>> = {
  ArrowUp: (row, column) => [row - 1, column],
  ArrowDown: (row, column) => [row + 1, column],
  ArrowLeft: (row, column) => [row, column - 1],
  ArrowRight: (row, column) => [row, column + 1],
  Home: (row) => [row, 0],
  End: (row, _column, { columns }) => [row, last(columns)],
  'Ctrl+Home': () => [0, 0],
  'Ctrl+End': (_row, _column, { rows, columns }) => [last(rows), last(columns)],
  PageUp: (row, column, { page }) => [row - page, column],
  PageDown: (row, column, { page }) => [row + page, column],
};

/** The place to which a key leads from a place, without wrapping; undefined for a key that does not move. */
export function moved(key: string, from: CellPlace, shape: GridShape): CellPlace | undefined {
  const move = Object.hasOwn(moves, key) ? moves[key] : undefined;
  if (move === undefined) return undefined;
  const row = Math.max(0, shape.rows.indexOf(from.row));
  const column = Math.max(0, shape.columns.indexOf(from.column));
  const [toRow, toColumn] = move(row, column, shape);
  return {
    row: shape.rows[clamp(toRow, last(shape.rows))] ?? from.row,
    column: shape.columns[clamp(toColumn, last(shape.columns))] ?? from.column,
  };
}

function clamp(index: number, most: number): number {
  return Math.max(0, Math.min(most, index));
}

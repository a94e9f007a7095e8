import { type Column, type ColumnOrder, columnsOf } from '../../../fleet/matrix/columns.ts';
import type { KindCost } from '../../../fleet/matrix/costs.ts';
import type { Pool } from '../../../fleet/pool/pool.ts';

export interface ColumnCost {
  readonly lacks: number;
  readonly alone: number;
}

export interface ShownColumns {
  readonly columns: readonly Column[];
  /** Hidden ones too: what is alone is so among all. */
  readonly all: readonly Column[];
  /** The cost of each column's kind: excluding one of two equal hosts gains nothing. */
  readonly costs: ReadonlyMap<string, ColumnCost>;
  /** How many hosts of each column count. */
  readonly counting: ReadonlyMap<string, number>;
  readonly folded: boolean;
}

export interface ColumnChoices {
  readonly folded: boolean;
  readonly order: ColumnOrder;
  readonly hidden: ReadonlySet<string>;
}

/** Columns as the pool counts them: a host that is excluded in a preview looks left out. */
export function shownColumns(pool: Pool, costs: readonly KindCost[], choices: ColumnChoices): ShownColumns {
  const { folded, order, hidden } = choices;
  const byKind = new Map(costs.map((cost) => [cost.kind.index, cost]));
  const counted = new Map(pool.kinds.map((kind) => [kind.index, new Set(kind.included.map(({ id }) => id))]));
  const countingOf = ({ kind, hosts }: Column): number => {
    const ids = counted.get(kind.index);
    return ids === undefined ? 0 : hosts.filter(({ id }) => ids.has(id)).length;
  };
  const counts = (column: Column): boolean => countingOf(column) > 0;
  const costOf = (column: Column): ColumnCost => {
    const cost = byKind.get(column.kind.index);
    if (cost === undefined || !counts(column)) return none;
    return { lacks: cost.lacks.length, alone: cost.alone.length };
  };
  const cost = (column: Column) => costOf(column).alone * 10_000 + costOf(column).lacks;
  const all = columnsOf(pool.fleet, { fold: folded, order, cost }).map((column) => ({
    ...column,
    included: counts(column),
  }));
  return {
    columns: hidden.size === 0 ? all : all.filter(({ key }) => !hidden.has(key)),
    all,
    costs: new Map(all.map((column) => [column.key, costOf(column)])),
    counting: new Map(all.map((column) => [column.key, countingOf(column)])),
    folded,
  };
}

const none: ColumnCost = { lacks: 0, alone: 0 };

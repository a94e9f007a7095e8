import { driverOf } from '../../cpu/definition/definition.ts';
import type { Fleet, FleetHost, Kind } from '../pool/fleet.ts';
import type { Row } from './rows.ts';
import { stateIn } from './rows.ts';

/** A column of the matrix: one host, or all hosts of a kind. */
export interface Column {
  /** Host id of its first host: stable while hosts come and go behind it. */
  readonly key: string;
  readonly kind: Kind;
  readonly hosts: readonly FleetHost[];
  readonly included: boolean;
}

export type ColumnOrder = 'given' | 'name' | 'kind' | 'cost';

export interface ColumnOptions {
  readonly fold: boolean;
  readonly order: ColumnOrder;
  /** Features lost because of a column, for order `cost`. */
  readonly cost?: (column: Column) => number;
  readonly hidden?: ReadonlySet<string>;
}

export function columnsOf(fleet: Fleet, options: ColumnOptions): Column[] {
  const columns = options.fold
    ? fleet.kinds.map(foldedColumn)
    : fleet.hosts.map((host) => hostColumn(fleet, host));
  const shown = columns.filter(({ key }) => options.hidden?.has(key) !== true);
  return sorted(shown, options);
}

function foldedColumn(kind: Kind): Column {
  return { key: kind.hosts[0]?.id ?? '', kind, hosts: kind.hosts, included: kind.included.length > 0 };
}

function hostColumn(fleet: Fleet, host: FleetHost): Column {
  const kind = fleet.kindOf.get(host.id);
  if (kind === undefined) throw new Error(`host ${host.id} has no kind`);
  return { key: host.id, kind, hosts: [host], included: host.included };
}

const collator = new Intl.Collator('en', { numeric: true });

function sorted(columns: Column[], { order, cost }: ColumnOptions): Column[] {
  const name = (column: Column) => column.hosts[0]?.name ?? '';
  if (order === 'name') return columns.sort((a, b) => collator.compare(name(a), name(b)));
  if (order === 'kind') return columns.sort((a, b) => a.kind.index - b.kind.index);
  if (order === 'cost' && cost !== undefined) return columns.sort((a, b) => cost(b) - cost(a));
  return columns;
}

/** The state of a column's hosts in a cell; the guest decides between ● and ○. */
export type CellState =
  | 'has'
  | 'has-blocks-migration'
  | 'lacks'
  | 'only-lacks'
  | 'unknown'
  | 'not-told'
  | 'outside-map'
  | 'nobody';

/**
 * `only-lacks` is what stands out: the only kind that lacks it, in as many columns as it stands. `alone` says
 * whether exactly one kind that counts lacks the row's feature.
 */
export function cellState(row: Row, column: Column, alone: boolean): CellState {
  const state = stateIn(column.kind, row.id, row.feature);
  if (row.state === 'nobody' && (state === 'lacks' || state === 'untold')) return 'nobody';
  if (state === 'unknown') return 'unknown';
  if (state === 'untold') return 'not-told';
  if (state === 'lacks') return alone && column.included ? 'only-lacks' : 'lacks';
  // libvirt looks names up for x86 only: elsewhere a name is what the host has, not something unknown.
  if (row.feature === undefined) return driverOf(column.kind.cpu.arch) === 'x86' ? 'outside-map' : 'has';
  return row.feature.migratable ? 'has' : 'has-blocks-migration';
}

/** Whether exactly one kind of the columns that count lacks the feature. */
export function lackedByOne(row: Row, columns: readonly Column[]): boolean {
  if (row.state !== 'differs') return false;
  let lacking: Kind | undefined;
  for (const { included, kind } of columns) {
    if (!included || kind === lacking || stateIn(kind, row.id, row.feature) !== 'lacks') continue;
    if (lacking !== undefined) return false;
    lacking = kind;
  }
  return lacking !== undefined;
}

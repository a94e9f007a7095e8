import type { CSSProperties } from 'react';
import type { CellPlace } from '../../../workspace/stores/ui.ts';
import { type HeadNames, headNames } from './head-names.ts';
import { marginOf } from './layout.ts';
import type { Line } from './lines.ts';
import type { MatrixView } from './matrix-view.tsx';
import { ALONE, type GridShape, HEAD, LACKS } from './moves.ts';

/** All that head, lines and keys of the grid need; the same object until something of it changes. */
export interface GridModel {
  readonly view: MatrixView;
  readonly lines: readonly Line[];
  readonly shape: Omit<GridShape, 'page'>;
  readonly names: HeadNames;
  /** Characters that the corner holds of what the names share. */
  readonly cornerRoom: number;
  /** Columns before the hosts. */
  readonly before: readonly string[];
  readonly headRows: readonly string[];
  readonly headHeight: number;
  /** Height of the names' row; the cost rows are under it. */
  readonly nameHeight: number;
  /** Some columns in a row are of one kind of CPU: a rule stands where it changes. */
  readonly rulesKinds: boolean;
  /** A column's noun: its state can be said of the host or of the kind. */
  readonly one: 'host' | 'kind';
  /** The top of each line, from the top of the grid. */
  readonly tops: readonly number[];
  readonly bodyHeight: number;
  readonly style: CSSProperties;
  readonly hostIndex: (column: string) => number;
  /** The one cell that Tab leads to: where the focus was, or the first feature. */
  readonly stop: (focused: CellPlace | undefined) => CellPlace;
}

export const FEATURE = 'feature';
export const GUEST = 'guest';
export const GROUP_ROW = 30;
/** The width of a character of the mono face, in px. */
export const MONO = 7.3;
const CORNER_GAP = 4;

export function gridModel(view: MatrixView, lines: readonly Line[]): GridModel {
  const { layout, shown, derived } = view;
  const hasCosts = derived.pool.kinds.length > 2 && layout.size !== 'narrow' && !view.phone;
  const before = [
    FEATURE,
    ...(layout.meaning > 0 ? ['meaning'] : []),
    ...(layout.address > 0 ? ['address'] : []),
    ...(layout.lacked > 0 ? ['lacked'] : []),
  ];
  const keys = shown.columns.map(({ key }) => key);
  const columns = [...before, ...keys, GUEST];
  const headRows = hasCosts ? [HEAD, LACKS, ALONE] : [HEAD];
  const rows = [...headRows, ...lines.map(({ id }) => id)];
  const indexOfKey = new Map(keys.map((key, index) => [key, index]));
  const all = shown.columns.map(({ hosts }) => hosts[0]?.name ?? '');
  const most = mostIn(view);
  const sharing = layout.size === 'narrow' || all.some(({ length }) => length > most);
  const names = headNames(all, most, sharing);
  const nameHeight = Math.max(heightOfNames(view, names), cornerHeight(view, names, before));
  const rowSet = new Set(rows);
  const first = lines.find(({ node }) => node.kind === 'feature') ?? lines[0];
  const headHeight = nameHeight + (headRows.length - 1) * COST_ROW;
  const { tops, end } = topsOf(view, lines, headHeight);
  return {
    view,
    lines,
    tops,
    bodyHeight: end - headHeight,
    shape: { rows, columns },
    names,
    cornerRoom: Math.floor((layout.feature - marginOf(view.phone) - CORNER_GAP) / MONO),
    before,
    headRows,
    nameHeight,
    headHeight,
    rulesKinds:
      !shown.folded && layout.size === 'narrow' && derived.fleet.kinds.length < derived.fleet.hosts.length,
    one: shown.folded ? 'kind' : 'host',
    style: styleOf(view, nameHeight),
    hostIndex: (column) => indexOfKey.get(column) ?? -1,
    stop: (focused) => {
      const row = focused !== undefined && rowSet.has(focused.row) ? focused.row : (first?.id ?? HEAD);
      const column = focused !== undefined && columns.includes(focused.column) ? focused.column : FEATURE;
      return { row, column };
    },
  };
}

export const COST_ROW = 24;

function topsOf(view: MatrixView, lines: readonly Line[], start: number) {
  let end = start;
  const tops = lines.map((line) => {
    const top = end;
    end += lineHeight(view, line);
    return top;
  });
  return { tops, end };
}

export function lineHeight({ rowHeight }: MatrixView, { node }: Line): number {
  return node.kind === 'group' || node.kind === 'section' ? GROUP_ROW : rowHeight;
}

/** A folded head says how many more hosts it stands for. Under the name, but where names stand up or a phone's row is low. */
export function moreBelow({ layout, shown, phone }: MatrixView): boolean {
  return shown.folded && layout.size === 'medium' && !phone;
}

/** Characters that a head has room for. */
function mostIn(view: MatrixView): number {
  const { layout, shown } = view;
  if (layout.size === 'narrow') return 12;
  if (layout.size === 'medium')
    return Math.floor((layout.host - 8) / MONO) - (shown.folded && view.phone ? 3 : 0);
  return Math.floor((layout.host - (shown.folded ? 58 : 28)) / MONO);
}

function heightOfNames(view: MatrixView, { names, prefix, suffix }: HeadNames): number {
  const { layout, phone, shown } = view;
  if (layout.size === 'wide') return 62;
  if (layout.size === 'medium')
    return prefix !== '' || suffix !== '' || moreBelow(view) ? 46 : phone ? 28 : 30;
  const most = Math.max(1, ...shown.columns.map(({ hosts }) => hosts.length));
  const more = shown.folded && most > 1 ? String(most).length + 3 : 0;
  const longest = names.reduce((so, name) => Math.max(so, name.length), 2) + more;
  return Math.max(46, Math.ceil(longest * MONO) + 14);
}

const LABEL = 18;

/** Its label, the menus of rows and columns, and what the names share. A phone has the menus elsewhere. */
function cornerHeight(
  { phone }: MatrixView,
  { prefix, suffix }: HeadNames,
  before: readonly string[],
): number {
  if (phone) return 0;
  const menus = before.includes('meaning') ? 1 : 2;
  const shared = prefix !== '' || suffix !== '' ? 1 : 0;
  return 9 + LABEL * (1 + menus + shared);
}

function styleOf({ layout, shown, rowHeight, width }: MatrixView, nameHeight: number): CSSProperties {
  const px = (value: number) => `${value}px`;
  return {
    '--feature': px(layout.feature),
    '--meaning': px(layout.meaning),
    '--address': px(layout.address),
    '--lacked': px(layout.lacked),
    '--host': px(layout.host),
    '--guest': px(layout.guest),
    '--leading': px(layout.leading),
    '--hosts': px(layout.host * shown.columns.length),
    '--total': px(layout.total),
    '--pane': px(width),
    '--line-height': px(rowHeight),
    '--names': px(nameHeight),
  } as CSSProperties;
}

import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type RowModel, rowModel } from '../../../fleet/matrix/row-model.ts';
import type { Derived } from '../../../workspace/derived/derived.ts';
import { useSettings, useUi } from '../../../workspace/hooks.ts';
import { useDerived } from '../../hooks/use-derived.ts';
import { useExplanations } from '../../hooks/use-explanations.ts';
import { useView } from '../../hooks/use-view.ts';
import { useMedia, useRowHeight, widths } from '../../ui/use-media.ts';
import { usePrinting } from '../../ui/use-printing.ts';
import { type Cells, cellsOf } from './cell-state.ts';
import { type ShownColumns, shownColumns } from './columns-shown.ts';
import { layoutOf, type MatrixLayout, MOST_ON_PHONE, marginOf } from './layout.ts';
import { usePaneWidth } from './pane-width.ts';
import { useFolded } from './use-folded.ts';

/** The data that the matrix shows and its tools use. */
export interface MatrixView {
  readonly derived: Derived;
  readonly form: 'differences' | 'all';
  readonly rows: RowModel;
  readonly shown: ShownColumns;
  readonly cells: Cells;
  readonly layout: MatrixLayout;
  readonly phone: boolean;
  readonly rowHeight: number;
  /** The pane's width. */
  readonly width: number;
}

const Context = createContext<MatrixView | undefined>(undefined);

/** undefined until there are hosts, a CPU map and a laid-out pane. */
export function useMatrixView(): MatrixView | undefined {
  return useContext(Context);
}

/** Computes once what the matrix and its tools share. */
export function MatrixViews({ children }: { readonly children: ReactNode }) {
  const derived = useDerived();
  return derived === undefined ? children : <Views derived={derived}>{children}</Views>;
}

function Views({ derived, children }: { readonly derived: Derived; readonly children: ReactNode }) {
  const form = useView().form === 'all' ? 'all' : 'differences';
  const phone = useMedia(widths.phone);
  const rowHeight = useRowHeight();
  const onScreen = usePaneWidth();
  const width = usePrinting() && onScreen > 0 ? PAPER : onScreen;
  const rows = useRowModel(derived, form);
  const shown = useColumns(derived);
  const cells = useMemo(() => cellsOf(shown.all, derived.guest, derived.map), [shown, derived]);
  const columns = shown.columns.length;
  const { hosts } = derived.pool;
  const layout = useMemo(
    () => layoutOf({ width, margin: marginOf(phone), columns, hosts, phone }),
    [width, columns, hosts, phone],
  );
  const view = useMemo(
    (): MatrixView => ({ derived, form, rows, shown, cells, layout, phone, rowHeight, width }),
    [derived, form, rows, shown, cells, layout, phone, rowHeight, width],
  );
  return <Context value={width === 0 ? undefined : view}>{children}</Context>;
}

/** Beyond a few columns a phone has the plain list; so have the narrowest windows. */
export function isForList({ phone, shown, layout }: MatrixView): boolean {
  return phone && (shown.columns.length > MOST_ON_PHONE || layout.size === 'narrow');
}

/** Plain cells cost about 20 µs each; a matrix of more is drawn, with cells where it is looked at. */
export function isLarge({ rows, shown }: MatrixView): boolean {
  return rows.shown * shown.columns.length > MOST_PLAIN_CELLS;
}

/** On paper nothing scrolls: what is wider than a page is said in words. */
export function isForPaper(view: MatrixView): boolean {
  return isLarge(view) || view.shown.columns.length > MOST_ON_PAPER;
}

const MOST_ON_PAPER = 16;
/** Sheets of A4 and Letter hold what is laid out for so many px: on them cells are as narrow as what is in them. */
const PAPER = 840;
const MOST_PLAIN_CELLS = 2000;

function useRowModel(derived: Derived, view: 'differences' | 'all'): RowModel {
  const filter = useUi((state) => state.filter);
  const showAbsent = useUi((state) => state.showAbsent);
  const pinned = useUi((state) => state.pinnedRows);
  const grouping = useSettings((state) => state.grouping);
  const order = useSettings((state) => state.sort);
  const explanationOf = useExplanations(filter.trim() !== '');
  return useMemo(() => {
    const { pool, guest } = derived;
    const context = { pool, guest, pinned, explanationOf };
    return rowModel(derived.rows(), { view, filter, grouping, order, showAbsent }, context);
  }, [derived, view, filter, grouping, order, showAbsent, pinned, explanationOf]);
}

function useColumns(derived: Derived): ShownColumns {
  const folded = useFolded();
  const order = useUi((state) => state.columnOrder);
  const hidden = useUi((state) => state.hiddenColumns);
  return useMemo(
    () => shownColumns(derived.pool, derived.costs(), { folded, order, hidden }),
    [derived, folded, order, hidden],
  );
}

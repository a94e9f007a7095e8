import type { ColumnOrder } from '../../../fleet/matrix/columns.ts';
import { useSettings, useUi } from '../../../workspace/hooks.ts';
import { type Settings, setSettings } from '../../../workspace/stores/settings.ts';
import { setUi, toggleIn } from '../../../workspace/stores/ui.ts';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import type { MatrixView } from '../view/matrix-view.tsx';
import { columnName } from './host-head.tsx';

/* A tool is on the axis that it turns: in the corner of the grid, or beside a plain list. */

interface AxisMenuProps {
  readonly view: MatrixView;
  /** In the head of the grid, which is one stop for Tab: Enter in the cell opens it. */
  readonly className?: string | undefined;
}

function tabIndexOf(inHead: string | undefined): -1 | undefined {
  return inHead === undefined ? undefined : -1;
}

const orders: readonly { readonly order: ColumnOrder; readonly label: string }[] = [
  { order: 'given', label: 'Columns in input order' },
  { order: 'name', label: 'Columns by name' },
  { order: 'kind', label: 'Columns by kind of CPU' },
  { order: 'cost', label: 'Columns by cost' },
];

/** Which columns, in which order. */
export function ColumnsMenu({ view, className }: AxisMenuProps) {
  const order = useUi((state) => state.columnOrder);
  const hidden = useUi((state) => state.hiddenColumns);
  const { fleet } = view.derived;
  const { folded, columns } = view.shown;
  const canFold = fleet.kinds.length < fleet.hosts.length;
  const folding: readonly MenuItem[] = [
    { label: 'Same CPUs merged', checked: folded, onChoose: () => setSettings({ fold: 'always' }) },
    { label: 'A column for each host', checked: !folded, onChoose: () => setSettings({ fold: 'never' }) },
  ];
  const ordering = orders.map(
    (item): MenuItem => ({
      label: item.label,
      checked: item.order === order,
      onChoose: () => setUi({ columnOrder: item.order }),
    }),
  );
  const focused = useUi((state) => state.focused?.column);
  const column = columns.find(({ key }) => key === focused);
  const hiding: readonly MenuItem[] = [
    ...(column === undefined || columns.length < 2
      ? []
      : [{ label: `Hide ${columnName(column)}`, onChoose: () => toggleIn('hiddenColumns', column.key) }]),
    ...(hidden.size === 0
      ? []
      : [{ label: `Show the ${hidden.size} hidden`, onChoose: () => setUi({ hiddenColumns: new Set() }) }]),
  ];
  const label = folded && canFold ? 'Same CPUs merged' : 'Columns';
  const costs: MenuItem = { label: 'What each host costs…', onChoose: () => setUi({ dialog: 'costs' }) };
  const items = [...(canFold ? folding : []), ...ordering, ...hiding, costs];
  return <Menu label={label} items={items} className={className} tabIndex={tabIndexOf(className)} />;
}

const groupings: readonly { readonly grouping: Settings['grouping']; readonly label: string }[] = [
  { grouping: 'purpose', label: 'By purpose' },
  { grouping: 'register', label: 'By register' },
  { grouping: 'none', label: 'Without groups' },
];

const sorts: readonly { readonly sort: Settings['sort']; readonly label: string }[] = [
  { sort: 'map', label: 'In order of registers' },
  { sort: 'name', label: 'In order of names' },
  { sort: 'lacked', label: 'Most lacked first' },
];

/** Which rows, in which order. */
export function RowsMenu({ view, className }: AxisMenuProps) {
  const grouping = useSettings((state) => state.grouping);
  const sort = useSettings((state) => state.sort);
  const asList = useUi((state) => state.asList);
  const pinned = useUi((state) => state.pinnedRows);
  const focused = useUi((state) => state.focused?.row);
  const feature = view.derived.rows().find(({ id }) => id === focused)?.id;
  const items: readonly MenuItem[] = [
    ...groupings.map((item) => ({
      label: item.label,
      checked: item.grouping === grouping,
      onChoose: () => setSettings({ grouping: item.grouping }),
    })),
    ...sorts.map((item) => ({
      label: item.label,
      checked: item.sort === sort,
      onChoose: () => setSettings({ sort: item.sort }),
    })),
    ...(feature === undefined
      ? []
      : [
          {
            label: pinned.has(feature) ? `Unpin ${feature}` : `Pin ${feature} on top`,
            onChoose: () => toggleIn('pinnedRows', feature),
          },
        ]),
    ...(pinned.size === 0
      ? []
      : [{ label: 'Unpin all rows', onChoose: () => setUi({ pinnedRows: new Set() }) }]),
    { label: asList ? 'As a matrix' : 'As a plain list', onChoose: () => setUi({ asList: !asList }) },
  ];
  const label = groupings.find((item) => item.grouping === grouping)?.label ?? 'Rows';
  return <Menu label={label} items={items} className={className} tabIndex={tabIndexOf(className)} />;
}

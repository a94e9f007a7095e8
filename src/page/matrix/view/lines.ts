import {
  type ColumnDef,
  createExpandedRowModel,
  rowExpandingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { MatrixNode } from '../../../fleet/matrix/row-model.ts';
import { useUi } from '../../../workspace/hooks.ts';

// The table owns rows only: hosts are no columns of it (234 MB at 1,000 hosts), cells read the bits.
const features = tableFeatures({ rowExpandingFeature, expandedRowModel: createExpandedRowModel() });
const columns: ColumnDef<typeof features, MatrixNode>[] = [{ id: 'feature', accessorFn: ({ id }) => id }];
const getRowId = (node: MatrixNode): string => node.id;
const getSubRows = (node: MatrixNode): MatrixNode[] | undefined =>
  node.kind === 'feature' ? undefined : [...node.children];

export interface Line {
  readonly id: string;
  readonly node: MatrixNode;
  readonly open: boolean;
}

/** The lines as they are under each other: groups, and the rows of those that are open. */
export function useLines(nodes: readonly MatrixNode[]): readonly Line[] {
  const folded = useUi((state) => state.foldedGroups);
  const opened = useUi((state) => state.openedGroups);
  const expanded = useMemo(() => expandedOf(nodes, folded, opened), [nodes, folded, opened]);
  const data = useMemo(() => [...nodes], [nodes]);
  const table = useTable({ features, columns, data, getRowId, getSubRows, state: { expanded } });
  const { rows } = table.getExpandedRowModel();
  return useMemo(
    () => rows.map(({ id, original }) => ({ id, node: original, open: expanded[id] === true })),
    [rows, expanded],
  );
}

/** Groups are open unless folded by hand, run-in lines folded unless opened. */
function expandedOf(
  nodes: readonly MatrixNode[],
  folded: ReadonlySet<string>,
  opened: ReadonlySet<string>,
): Record<string, boolean> {
  const expanded: Record<string, boolean> = {};
  for (const node of nodes) {
    if (node.kind === 'feature') continue;
    expanded[node.id] = node.kind === 'run' ? opened.has(node.group) : !folded.has(node.group);
    if (node.kind === 'section') Object.assign(expanded, expandedOf(node.children, folded, opened));
  }
  return expanded;
}

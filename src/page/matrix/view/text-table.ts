import { glossOf } from '../../../facts/glosses.ts';
import type { MatrixNode } from '../../../fleet/matrix/row-model.ts';
import type { Row } from '../../../fleet/matrix/rows.ts';
import type { TextTable } from '../../../output/export/table.ts';
import { glyphWords } from './cell-state.ts';
import type { MatrixView } from './matrix-view.tsx';

/** The matrix as it is shown: the rows that the filter leaves, the columns in their order, cells in words. */
export function textTable({ rows, shown, cells }: MatrixView): TextTable {
  const one = shown.folded ? 'kind' : 'host';
  const columns = shown.columns;
  return {
    header: [
      'Feature',
      'Meaning',
      'CPUID or MSR',
      'Lacked by',
      ...columns.map(({ hosts }) =>
        hosts.length > 1 ? `${hosts[0]?.name} +${hosts.length - 1}` : (hosts[0]?.name ?? ''),
      ),
      'Guest',
    ],
    rows: featureRows(rows.nodes).map((row) => [
      row.id,
      glossOf(row.id) ?? '',
      row.address,
      row.lacks > 0 ? String(row.lacks) : '',
      ...columns.map((column) => glyphWords(cells.at(row, column), one)),
      cells.guest(row).policy ?? '',
    ]),
  };
}

/** Rows that stand as rows; what agrees and is run in as text is not among them. */
function featureRows(nodes: readonly MatrixNode[]): Row[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'feature') return [node.row];
    return node.kind === 'group' ? featureRows(node.children) : [];
  });
}

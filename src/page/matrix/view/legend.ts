import type { MatrixNode } from '../../../fleet/matrix/row-model.ts';
import type { Row } from '../../../fleet/matrix/rows.ts';
import { type Sign, signs, signWords } from '../../../fleet/wording/sign-words.ts';
import type { MatrixView } from './matrix-view.tsx';

/** The signs that the rows in view show, each once, in the order of the design. */
export function legendOf({ rows, cells, shown, layout }: MatrixView): readonly LegendItem[] {
  const seen = new Set<Sign>();
  for (const row of rowsIn(rows.nodes)) {
    for (const sign of signsOf(row, cells)) seen.add(sign);
  }
  const room = layout.total < 520 ? 'short' : 'legend';
  const isKinds = shown.folded || shown.columns.some(({ kind }) => kind.included.length > 1);
  const one = isKinds ? 'kind' : 'one';
  return signs
    .filter((sign) => seen.has(sign))
    .map((sign) => ({ glyph: sign, words: signWords(sign, one)[room] }));
}

interface LegendItem {
  readonly glyph: Sign;
  readonly words: string;
}

/** From what is counted of a row: its cells need not be asked one by one. */
function signsOf(row: Row, cells: MatrixView['cells']): Sign[] {
  const seen: Sign[] = [];
  const { glyph } = cells.guest(row);
  if (row.state === 'nobody') return ['nobody'];
  if (glyph === 'optional') seen.push('optional');
  if (row.feature === undefined || row.unknown > 0) seen.push('unknown');
  if (row.untold > 0) seen.push('not-told');
  if (row.feature !== undefined && row.has > 0) {
    if (!row.feature.migratable) seen.push('lock');
    else seen.push(glyph === undefined ? 'has' : 'in-guest');
  }
  if (row.lacks > 0) seen.push(cells.isAlone(row) ? 'only-lacks' : 'lacks');
  return seen;
}

function* rowsIn(nodes: readonly MatrixNode[]): Generator<Row> {
  for (const node of nodes) {
    if (node.kind === 'feature') yield node.row;
    // Names in running text show no signs.
    else if (node.kind === 'group') yield* rowsIn(node.children);
  }
}

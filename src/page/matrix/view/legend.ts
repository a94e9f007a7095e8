import type { MatrixNode } from '../../../fleet/matrix/row-model.ts';
import type { Row } from '../../../fleet/matrix/rows.ts';
import type { GlyphName } from '../../ui/glyph.tsx';
import type { MatrixView } from './matrix-view.tsx';

interface Sign {
  readonly glyph: GlyphName;
  readonly words: string;
}

/** The signs that the rows in view show, each once, in the order of the design. */
export function legendOf({ rows, cells, shown, layout }: MatrixView): readonly Sign[] {
  const seen = new Set<GlyphName>();
  for (const row of rowsIn(rows.nodes)) {
    for (const glyph of signsOf(row, cells)) seen.add(glyph);
  }
  const short = layout.total < 520;
  const one = shown.folded ? 'kind' : 'one';
  const words: readonly Sign[] = [
    { glyph: 'in-guest', words: 'in the guest' },
    { glyph: 'has', words: short ? 'not in it' : 'has it, not in the guest' },
    { glyph: 'optional', words: 'if it can' },
    { glyph: 'lacks', words: 'lacks it' },
    {
      glyph: 'only-lacks',
      words: short ? `only ${one} without` : `the only ${one} that lacks it`,
    },
    { glyph: 'lock', words: 'blocks migration' },
    { glyph: 'unknown', words: 'not known to this CPU map' },
    { glyph: 'nobody', words: 'nobody has it' },
  ];
  return words.filter(({ glyph }) => seen.has(glyph));
}

/** From what is counted of a row: its cells need not be asked one by one. */
function signsOf(row: Row, cells: MatrixView['cells']): GlyphName[] {
  const signs: GlyphName[] = [];
  const { glyph } = cells.guest(row);
  if (row.state === 'nobody') return ['nobody'];
  if (glyph === 'optional') signs.push('optional');
  if (row.feature === undefined || row.unknown > 0) signs.push('unknown');
  if (row.feature !== undefined && row.has > 0) {
    if (!row.feature.migratable) signs.push('lock');
    else signs.push(glyph === undefined ? 'has' : 'in-guest');
  }
  if (row.lacks > 0) signs.push(cells.isAlone(row) ? 'only-lacks' : 'lacks');
  return signs;
}

function* rowsIn(nodes: readonly MatrixNode[]): Generator<Row> {
  for (const node of nodes) {
    if (node.kind === 'feature') yield node.row;
    // What is run in as names shows no signs.
    else if (node.kind === 'group') yield* rowsIn(node.children);
  }
}

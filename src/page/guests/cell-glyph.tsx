import type { GuestCell } from '../../fleet/guests/guest-rows.ts';
import { Glyph, type GlyphName } from '../ui/glyph.tsx';

const glyphs: Readonly<Record<GuestCell, GlyphName | undefined>> = {
  starts: 'in-guest',
  without: 'optional',
  refused: 'lacks',
  alone: 'only-lacks',
  other: 'lacks',
  untold: 'unknown',
  here: undefined,
};

export function CellGlyph({ cell }: { readonly cell: GuestCell }) {
  const name = glyphs[cell];
  return name === undefined ? <span aria-hidden="true">–</span> : <Glyph name={name} />;
}

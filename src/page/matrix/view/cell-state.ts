import { hasMask } from '../../../bits/bits.ts';
import type { Policy } from '../../../cpu/definition/definition.ts';
import type { CpuMap } from '../../../cpu-map/cpu-map.ts';
import { featureSources } from '../../../fleet/guest/feature-source.ts';
import type { Guest } from '../../../fleet/guest/guest.ts';
import { type Column, cellState, lackedByOne } from '../../../fleet/matrix/columns.ts';
import type { Row } from '../../../fleet/matrix/rows.ts';
import { type Sign, signWords } from '../../../fleet/wording/sign-words.ts';

export type CellGlyph = Exclude<Sign, 'optional'>;

/** Reads cells from the bits when asked; what is said of a whole row is kept. */
export interface Cells {
  readonly at: (row: Row, column: Column) => CellGlyph;
  readonly guest: (row: Row) => GuestCell;
  readonly isAlone: (row: Row) => boolean;
}

export interface GuestCell {
  readonly glyph: 'in-guest' | 'optional' | undefined;
  /** A listed policy, or that the model brings it; undefined = not in the guest. */
  readonly policy: Policy | 'model' | undefined;
}

export function cellsOf(columns: readonly Column[], guest: Guest | undefined, map: CpuMap): Cells {
  const alone = new Map<Row, boolean>();
  const guestCells = guestReader(guest, map);
  const isAlone = (row: Row): boolean => {
    let is = alone.get(row);
    if (is === undefined) {
      is = lackedByOne(row, columns);
      alone.set(row, is);
    }
    return is;
  };
  return {
    at: (row, column) => {
      const state = cellState(row, column, isAlone(row));
      // Optional, or given by the host itself: the guest has it there.
      if (state === 'has') return guestCells(row).glyph === undefined ? 'has' : 'in-guest';
      if (state === 'has-blocks-migration') return 'lock';
      return state === 'outside-map' ? 'unknown' : state;
    },
    guest: guestCells,
    isAlone,
  };
}

const notInGuest: GuestCell = { glyph: undefined, policy: undefined };

function guestReader(guest: Guest | undefined, map: CpuMap): (row: Row) => GuestCell {
  if (guest === undefined) return () => notInGuest;
  const sourceOf = featureSources(guest, map);
  const kept = new Map<Row, GuestCell>();
  const read = ({ id, feature }: Row): GuestCell => {
    const source = sourceOf(id, feature);
    if (source.kind === 'host') return { glyph: 'optional', policy: undefined };
    if (source.kind === 'none') return notInGuest;
    if (source.kind === 'model') return { glyph: 'in-guest', policy: 'model' };
    const { policy } = source;
    if (policy === 'optional') return { glyph: 'optional', policy };
    const isIn = feature !== undefined && hasMask(guest.bits, feature.mask);
    return { glyph: isIn ? 'in-guest' : undefined, policy };
  };
  return (row) => {
    const before = kept.get(row);
    if (before !== undefined) return before;
    const made = read(row);
    kept.set(row, made);
    return made;
  };
}

/** A cell's content, for people who don't see it. `one`: host, or kind where columns are folded. */
export function glyphWords(glyph: CellGlyph, one: 'host' | 'kind'): string {
  return signWords(glyph, one).says;
}

/** The Guest column's state of a feature. */
export function guestWords({ glyph, policy }: GuestCell): string {
  const by = policy === undefined ? '' : policy === 'model' ? ', from the model' : `, policy ${policy}`;
  if (glyph === 'optional') return `in the guest where the host has it${by}`;
  return `${glyph === 'in-guest' ? 'in the guest' : 'not in the guest'}${by}`;
}

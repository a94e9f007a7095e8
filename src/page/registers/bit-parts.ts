import type { MatrixView } from '../matrix/view/matrix-view.tsx';
import type { BitColumn, WordSummary } from './word-model.ts';

/** Row: `head`, a column's key, `and` or `less`. Column: `name`, a bit's number or `value`. */
export interface BitPlace {
  readonly row: string;
  readonly column: string;
}

export const NAME = 'name';
export const VALUE = 'value';
export const AND = 'and';
export const LESS = 'less';

/** The props of every line of a word's grid. */
export interface BitParts {
  readonly view: MatrixView;
  readonly word: WordSummary;
  readonly bits: readonly BitColumn[];
  readonly stop: BitPlace;
  readonly isFocused: boolean;
}

/** Before a byte, or before half a byte. */
export function gapOf(bit: number): 'byte' | 'half' | undefined {
  if (bit === 31 || bit % 4 !== 3) return undefined;
  return bit % 8 === 7 ? 'byte' : 'half';
}

/*
 * Props of every cell of the grid. Roles are said although the elements have them: the page draws the table's
 * parts as blocks, and not every browser keeps what they are then.
 */

interface CellMark {
  readonly role: 'gridcell' | 'rowheader' | 'columnheader';
  readonly column: string;
  /** From 1. */
  readonly index: number;
  /** Tab leads here. */
  readonly isStop: boolean;
  readonly isCurrent: boolean;
}

export function cellProps({ role, column, index, isStop, isCurrent }: CellMark) {
  return {
    role,
    'aria-colindex': index,
    'data-column': column,
    'data-current': isCurrent || undefined,
    tabIndex: isStop ? 0 : -1,
  } as const;
}

export const asGrid = { role: 'grid' } as const;
export const asRow = { role: 'row' } as const;
export const asRowGroup = { role: 'rowgroup' } as const;

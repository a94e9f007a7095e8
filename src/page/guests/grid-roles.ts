import type { KeyboardEvent, MouseEvent } from 'react';

/*
 * Roles of a grid in which only what is in view exists: a table's own elements can't say that. Rows and columns count
 * from 1.
 */

export const roles = {
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  gridcell: { role: 'gridcell' },
  row: { role: 'row' },
} as const;

export function rowNumber(row: number) {
  return { role: 'row', 'aria-rowindex': row } as const;
}

export function cellNumber(role: 'gridcell' | 'columnheader', column: number, label?: string) {
  return { role, 'aria-colindex': column, ...(label === undefined ? {} : { 'aria-label': label }) } as const;
}

interface GridProps {
  readonly label: string;
  readonly rows: number;
  readonly columns: number;
  /** Id of the cell that is pointed at. */
  readonly active: string | undefined;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onClick: (event: MouseEvent<HTMLDivElement>) => void;
}

/** One Tab stop; the cell that is pointed at is said, not focused. */
export function gridProps({ label, rows, columns, active, onKeyDown, onClick }: GridProps) {
  return {
    ...{ role: 'grid', 'aria-label': label, 'aria-rowcount': rows, 'aria-colcount': columns },
    ...{ 'aria-activedescendant': active, tabIndex: 0, onKeyDown, onClick },
  };
}

export function foldedHeader(isFolded: boolean) {
  return { role: 'rowheader', 'aria-expanded': !isFolded } as const;
}

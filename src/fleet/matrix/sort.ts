import type { Row } from './rows.ts';

/** `map`: by register position, as libvirt's CPU map lists them. `lacked`: what most hosts lack first. */
export type RowOrder = 'map' | 'name' | 'lacked';

const collator = new Intl.Collator('en', { numeric: true });

/** A sorted copy; equal rows stay as they are. Rows come in map order. */
export function sortRows(rows: readonly Row[], order: RowOrder): readonly Row[] {
  if (order === 'map') return rows;
  if (order === 'name') return rows.toSorted((a, b) => collator.compare(a.id, b.id));
  return rows.toSorted((a, b) => lackedBy(b) - lackedBy(a));
}

/** Features that no host has come last: nobody loses them. */
function lackedBy({ has, lacks }: Row): number {
  return has === 0 ? -1 : lacks;
}

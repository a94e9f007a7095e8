/** Washes the head of the column under the pointer. By hand: nothing has to be drawn anew for it. */
export function markColumn(scroller: HTMLElement | null, column: string | undefined): void {
  if (scroller === null || scroller.dataset.hovered === (column ?? '')) return;
  scroller.dataset.hovered = column ?? '';
  for (const marked of scroller.querySelectorAll('thead [data-hovered]'))
    marked.removeAttribute('data-hovered');
  if (column === undefined) return;
  for (const cell of scroller.querySelectorAll<HTMLElement>('thead [data-column]')) {
    if (cell.dataset.column === column) cell.dataset.hovered = '';
  }
}

import type { CellPlace } from '../../../workspace/stores/ui.ts';
import { FEATURE, type GridModel, GUEST, lineHeight } from '../view/grid-model.ts';

/** Gives a cell the focus and brings it out from under the sticky edges, moving no more than that takes. */
export function showCell(scroller: HTMLElement | null, model: GridModel, place: CellPlace): void {
  if (scroller === null) return;
  const line = scroller.querySelector(`[data-row="${CSS.escape(place.row)}"]`);
  const cell =
    line?.querySelector<HTMLElement>(`[data-column="${CSS.escape(place.column)}"]`) ??
    line?.querySelector<HTMLElement>('[tabindex]');
  cell?.focus({ preventScroll: true });
  scrollToCell(scroller, model, place);
}

/** No further than it takes to have all of the cell in view. */
export function scrollToCell(scroller: HTMLElement, model: GridModel, place: CellPlace): void {
  scrollToLine(scroller, model, place.row);
  scrollToColumn(scroller, model, place.column);
}

function scrollToLine(scroller: HTMLElement, model: GridModel, row: string): void {
  const at = model.lines.findIndex(({ id }) => id === row);
  if (at < 0) return;
  const top = model.tops[at] ?? 0;
  const sticky = model.headHeight;
  const bottom = top + heightOf(model, at);
  if (top - sticky < scroller.scrollTop) scroller.scrollTop = top - sticky;
  else if (bottom > scroller.scrollTop + scroller.clientHeight)
    scroller.scrollTop = bottom - scroller.clientHeight;
}

function scrollToColumn(
  scroller: HTMLElement,
  { view: { layout, shown }, hostIndex }: GridModel,
  column: string,
) {
  const at = hostIndex(column);
  if (column === FEATURE) scroller.scrollLeft = 0;
  if (column === GUEST && shown.columns.length < 8) scroller.scrollLeft = layout.total;
  if (at < 0) return;
  const left = layout.leading + at * layout.host;
  const end = shown.columns.length >= 8 ? layout.guest : 0;
  if (left - layout.feature < scroller.scrollLeft) scroller.scrollLeft = left - layout.feature;
  else if (left + layout.host + end > scroller.scrollLeft + scroller.clientWidth) {
    scroller.scrollLeft = left + layout.host + end - scroller.clientWidth;
  }
}

export function heightOf({ lines, view }: GridModel, at: number): number {
  const line = lines[at];
  return line === undefined ? 0 : lineHeight(view, line);
}

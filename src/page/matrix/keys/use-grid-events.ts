import { type KeyboardEvent, type MouseEvent, type PointerEvent, type RefObject, useMemo } from 'react';
import { flushSync } from 'react-dom';
import { type CellPlace, setUi, uiStore } from '../../../workspace/stores/ui.ts';
import type { GridModel } from '../view/grid-model.ts';
import { moved } from '../view/moves.ts';
import { actOn, explainedAt, foldLine } from './grid-actions.ts';
import { markColumn } from './hover.ts';
import { showCell } from './show-cell.ts';

/** The grid's handlers for pointer and keys. One Tab stop: the cell that has the focus, or had it last. */
export function useGridEvents(model: GridModel, scroller: RefObject<HTMLDivElement | null>) {
  return useMemo(() => {
    const goTo = (place: CellPlace): void => {
      flushSync(() => setUi({ focused: place, explained: explainedAt(model, place) }));
      showCell(scroller.current, model, place);
    };
    return {
      onClick: (event: MouseEvent<HTMLElement>) => {
        const place = placeOf(event, model, scroller.current);
        if (place === undefined || isControl(event.target)) return;
        foldLine(model, place.row);
        goTo(place);
      },
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        const place = placeOf(event, model, scroller.current);
        if (place === undefined || event.altKey) return;
        const key = event.ctrlKey || event.metaKey ? `Ctrl+${event.key}` : event.key;
        if (isOfControl(event.target, key)) return;
        const shape = { ...model.shape, page: pageOf(model, scroller.current) };
        const to = key === 'Escape' ? backFrom(event.target, place) : moved(key, place, shape);
        const acted = to === undefined && actOn(key, { model, place, goTo, cell: event.currentTarget });
        if (to !== undefined) goTo(to);
        if (to !== undefined && entersHead(model, place, to)) scroller.current?.scrollTo({ top: 0 });
        if (to !== undefined || acted) event.preventDefault();
      },
      onFocus: (event: Pointed) => {
        const place = gotFocus(event, model, scroller.current);
        if (place !== undefined) setUi({ focused: place, explained: explainedAt(model, place) });
      },
      onPointerOver: (event: PointerEvent<HTMLElement>) => {
        markColumn(scroller.current, placeOf(event, model, scroller.current)?.column);
      },
      onPointerLeave: () => markColumn(scroller.current, undefined),
    };
  }, [model, scroller]);
}

/** After the focus has moved by itself: the focused cell is explained. */
function gotFocus(event: Pointed, model: GridModel, scroller: HTMLElement | null): CellPlace | undefined {
  // Under a pointer the select of a policy lies over its cell and takes the click.
  if (event.target instanceof HTMLSelectElement) return placeOf(event, model, scroller);
  if (uiStore.getState().focused !== undefined || !(event.target instanceof HTMLElement)) return undefined;
  // Tab came in.
  const stop = model.stop(undefined);
  return event.target.dataset.column === stop.column ? stop : undefined;
}

interface Pointed {
  readonly target: EventTarget;
  readonly clientX?: number;
}

/** The cell of an event. In a large matrix a line may have no cell there yet: then by where the pointer is. */
function placeOf(event: Pointed, model: GridModel, scroller: HTMLElement | null): CellPlace | undefined {
  if (!(event.target instanceof Element)) return undefined;
  const row = event.target.closest<HTMLElement>('[data-row]')?.dataset.row;
  if (row === undefined) return undefined;
  const column = event.target.closest<HTMLElement>('[data-column]')?.dataset.column;
  const focused = uiStore.getState().focused?.column;
  // A group's one cell keeps the column that the keys came down.
  return {
    row,
    column:
      column ?? columnUnder(event, model, scroller) ?? model.stop({ row, column: focused ?? '' }).column,
  };
}

function columnUnder(
  { clientX }: Pointed,
  model: GridModel,
  scroller: HTMLElement | null,
): string | undefined {
  if (clientX === undefined || scroller === null) return undefined;
  const { leading, host } = model.view.layout;
  const x = clientX - scroller.getBoundingClientRect().left + scroller.scrollLeft;
  return model.view.shown.columns[Math.floor((x - leading) / host)]?.key;
}

/** Rows in view, less two: what was last in view is first. */
function pageOf({ nameHeight, view }: GridModel, scroller: HTMLElement | null): number {
  const height = (scroller?.clientHeight ?? 0) - nameHeight;
  return Math.max(1, Math.floor(height / view.rowHeight) - 2);
}

/** The head is in view wherever one is; who goes there by keys goes to the top. */
function entersHead({ headRows }: GridModel, from: CellPlace, to: CellPlace): boolean {
  return headRows.includes(to.row) && !headRows.includes(from.row);
}

/** A list of policies has all keys but the one that leaves it; a checkbox or button only those that press it. */
function isOfControl(target: EventTarget, key: string): boolean {
  if (!(target instanceof Element)) return false;
  // An open menu has its own, and Esc gives the focus back to its button: also before the menu has taken the focus.
  if (target.closest('[role=menu], [aria-haspopup=menu]:has(+ :popover-open)') !== null) return true;
  if (target.closest('select') !== null) return key !== 'Escape';
  return isControl(target) && (key === ' ' || key === 'Enter');
}

/** Esc leads from a control to its cell; in a cell it is the page's. */
function backFrom(target: EventTarget, cell: CellPlace): CellPlace | undefined {
  return isControl(target) ? cell : undefined;
}

/** Controls in cells have their own clicks. */
function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('input, select, button, label') !== null;
}

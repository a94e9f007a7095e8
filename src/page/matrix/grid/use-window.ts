import { type Range, type Rect, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useDeferredValue, useState } from 'react';
import { heightOf } from '../keys/show-cell.ts';
import type { GridModel } from '../view/grid-model.ts';

/** Lines and host columns from–to, the last one not included. */
export interface GridWindow {
  readonly model: GridModel;
  readonly firstLine: number;
  readonly endLine: number;
  readonly from: number;
  readonly to: number;
}

/** The part of a large matrix that is in view, with a little around it, and whether it has stood still for a moment. */
export function useWindow(model: GridModel, scroller: RefObject<HTMLDivElement | null>): GridWindow & Rest {
  const { layout, shown } = model.view;
  const getScrollElement = () => scroller.current;
  const initialRect = useFirstRect(scroller);
  const lines = useVirtualizer({
    ...common,
    getScrollElement,
    initialRect,
    count: model.lines.length,
    estimateSize: useCallback((index: number) => heightOf(model, index), [model]),
    getItemKey: useCallback((index: number) => model.lines[index]?.id ?? index, [model]),
    paddingStart: model.headHeight,
    rangeExtractor: inFours,
  });
  const columns = useVirtualizer({
    ...common,
    getScrollElement,
    initialRect,
    horizontal: true,
    count: shown.columns.length,
    estimateSize: useCallback(() => layout.host, [layout.host]),
    getItemKey: useCallback((index: number) => shown.columns[index]?.key ?? index, [shown.columns]),
    paddingStart: layout.leading,
    paddingEnd: layout.guest,
    rangeExtractor: inEights,
  });
  const down = lines.getVirtualItems();
  const across = columns.getVirtualItems();
  return {
    model,
    firstLine: down[0]?.index ?? 0,
    endLine: (down.at(-1)?.index ?? -1) + 1,
    from: across[0]?.index ?? 0,
    to: (across.at(-1)?.index ?? -1) + 1,
    resting: !lines.isScrolling && !columns.isScrolling,
  };
}

/** The room of a smaller matrix before is known; until the first layout the window's is the most that it can be. */
function useFirstRect({ current }: RefObject<HTMLDivElement | null>): Rect {
  const [rect] = useState<Rect>(() => ({
    width: current?.clientWidth ?? innerWidth,
    height: current?.clientHeight ?? innerHeight,
  }));
  return rect;
}

/** Hears of sizes when the browser has laid the page out: asking for one at once would make it do so once more. */
function observeElementRect(
  { scrollElement }: Virtualizer<HTMLDivElement, Element>,
  tell: (rect: Rect) => void,
): (() => void) | undefined {
  if (scrollElement === null) return undefined;
  const observer = new ResizeObserver(() =>
    tell({ width: scrollElement.clientWidth, height: scrollElement.clientHeight }),
  );
  observer.observe(scrollElement);
  return () => observer.disconnect();
}

interface Rest {
  readonly resting: boolean;
}

/**
 * The window as it was when scrolling last rested, a render behind: what costs much is made for this one, in the
 * background, and never while something moves.
 */
export function useRested({ resting, ...window }: GridWindow & Rest): GridWindow {
  const [rested, setRested] = useState<GridWindow>(window);
  if (resting && !isSame(rested, window)) setRested(window);
  return useDeferredValue(rested, { ...rested, endLine: 0 });
}

function isSame(a: GridWindow, b: GridWindow): boolean {
  return (
    a.model === b.model &&
    a.firstLine === b.firstLine &&
    a.endLine === b.endLine &&
    a.from === b.from &&
    a.to === b.to
  );
}

const common = {
  useFlushSync: false,
  isScrollingResetDelay: 180,
  observeElementRect,
  // It is the person who scrolls, and show-cell.ts.
  scrollToFn: () => {},
} as const;

/** A window that moves in steps is drawn anew for every step, not for each line. Lines cost more than columns. */
const inFours = (range: Range): number[] => inSteps(range, 4);
const inEights = (range: Range): number[] => inSteps(range, 8);

function inSteps({ startIndex, endIndex, count }: Range, step: number): number[] {
  const start = Math.max(0, Math.floor((startIndex - 4) / step) * step);
  const end = Math.min(count, Math.ceil((endIndex + 5) / step) * step);
  return Array.from({ length: end - start }, (_, at) => start + at);
}

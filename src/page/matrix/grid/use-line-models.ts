import { type RefObject, useDeferredValue, useMemo } from 'react';
import type { CellPlace } from '../../../workspace/stores/ui.ts';
import { usePrinting } from '../../ui/use-printing.ts';
import type { GridModel } from '../view/grid-model.ts';

/** The source of a drawn line: it is the index-th of that model. */
export interface LineModel {
  readonly model: GridModel;
  readonly index: number;
}

interface Looked {
  readonly model: GridModel;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly stop: CellPlace;
}

/** px above and below what is in view. */
const AROUND = 240;

/**
 * Lines that are looked at are drawn from the model at once, the others a render behind, in the background: until then
 * each stays as it was, or empty where it is new. So a key is answered in the time that a screenful takes, however many
 * lines there are.
 */
export function useLineModels({ model, scroller, stop }: Looked): (index: number) => LineModel | undefined {
  const settled = useDeferredValue<GridModel | null>(model, null);
  const before = useMemo(() => indicesOf(settled), [settled]);
  const whole = usePrinting() || settled === model;
  const from = (scroller.current?.scrollTop ?? 0) - AROUND;
  const to = from + (scroller.current?.clientHeight ?? innerHeight) + 2 * AROUND;
  const isLookedAt = (index: number): boolean => {
    const top = model.tops[index] ?? 0;
    return (top >= from && top < to) || model.lines[index]?.id === stop.row;
  };
  return (index) => {
    if (whole || isLookedAt(index)) return { model, index };
    const at = before.get(model.lines[index]?.id);
    return at === undefined || settled === null ? undefined : { model: settled, index: at };
  };
}

function indicesOf(model: GridModel | null): ReadonlyMap<string | undefined, number> {
  return new Map(model?.lines.map(({ id }, index) => [id, index]));
}

import { useUi } from '../../workspace/hooks.ts';
import type { Tab } from '../../workspace/stores/ui.ts';
import { useMedia, widths } from '../ui/use-media.ts';
import { usePrinting } from '../ui/use-printing.ts';
import { useDerived } from './use-derived.ts';

export type Width = 'phone' | 'narrow' | 'wide';

export interface View {
  readonly width: Width;
  /** The tab that holds here: the chosen one, or the nearest where the width or the pool has none such. */
  readonly tab: Tab;
  /** The guest CPU stands beside the matrix. */
  readonly hasSide: boolean;
}

/** What is shown where, from what was chosen and how wide the window is. */
export function useView(): View {
  const isPhone = useMedia(widths.phone);
  const isNarrow = useMedia(widths.narrow);
  const width = isPhone ? 'phone' : isNarrow ? 'narrow' : 'wide';
  const chosen = useUi((state) => state.tab);
  const kinds = useDerived()?.pool.kinds.length ?? 2;
  const tab = nearestTab(chosen, width, kinds);
  return { width, tab, hasSide: width === 'wide' && tab !== 'registers' };
}

/** The guest's pane has all its fields: never on paper, where nothing is chosen any more. */
export function useGuestWide(): boolean {
  const isPrinting = usePrinting();
  return useUi((state) => state.guestWide) && !isPrinting;
}

export function nearestTab(chosen: Tab, width: Width, kinds: number): Tab {
  const first = kinds > 1 ? 'differences' : 'all';
  if (chosen === 'differences') return first;
  if (chosen === 'registers') return width === 'phone' ? first : 'registers';
  if (chosen === 'xml') return width === 'phone' ? 'xml' : width === 'narrow' ? 'guest' : first;
  if (chosen === 'guest') return width === 'wide' ? first : 'guest';
  return chosen;
}

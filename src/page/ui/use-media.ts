import { useCallback, useSyncExternalStore } from 'react';
import { usePrinting } from './use-printing.ts';

const phone = '(max-width: 767.98px)';

/** Widths at which the page changes, as in the design. */
export const widths = {
  phone,
  /** The guest pane is a tab. */
  narrow: '(max-width: 1099.98px)',
} as const;

/**
 * Whether a media query of the screen holds, and again when that changes. On paper none does: a sheet is as narrow as a
 * phone, but its reader can't go to another tab.
 */
export function useMedia(query: string): boolean {
  const isPrinting = usePrinting();
  const subscribe = useCallback(
    (onChange: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches) && !isPrinting;
}

/** Height of a row in px: `--row` of styles/tokens.css, for what reckons with it. */
export function useRowHeight(): 24 | 32 {
  return useMedia(`(pointer: coarse), ${phone}`) ? 32 : 24;
}

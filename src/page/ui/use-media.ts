import { useCallback, useSyncExternalStore } from 'react';

/** Widths at which the page changes, as in the design. */
export const widths = {
  phone: '(max-width: 767.98px)',
  /** The guest pane is a tab. */
  narrow: '(max-width: 1099.98px)',
} as const;

/** Whether a media query holds, and again when that changes. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

import { useSyncExternalStore } from 'react';

let isPrinting = false;

/** Whether the page is being printed: what scrolls away on a screen must be on the paper. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => isPrinting);
}

function subscribe(onChange: () => void): () => void {
  const set = (is: boolean) => () => {
    isPrinting = is;
    onChange();
  };
  const [before, after] = [set(true), set(false)];
  addEventListener('beforeprint', before);
  addEventListener('afterprint', after);
  return () => {
    removeEventListener('beforeprint', before);
    removeEventListener('afterprint', after);
  };
}

import { useSyncExternalStore } from 'react';

/*
 * How wide the matrix may be. Tools above it need to know too: folding depends on it. Measured before the first
 * paint and whenever it changes.
 */

let width = 0;
const listeners = new Set<() => void>();

/** In px; 0 until the pane has been laid out once. */
export function usePaneWidth(): number {
  return useSyncExternalStore(subscribe, () => width);
}

/** Ref of the pane whose width counts. */
export function measurePane(pane: HTMLElement | null): (() => void) | undefined {
  if (pane === null) return undefined;
  const measure = (): void => publish(pane.clientWidth);
  measure();
  const observer = new ResizeObserver(measure);
  observer.observe(pane);
  return () => observer.disconnect();
}

function publish(next: number): void {
  if (next === 0 || next === width) return;
  width = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

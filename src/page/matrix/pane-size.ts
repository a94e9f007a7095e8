import { useSyncExternalStore } from 'react';

/*
 * How much room the matrix has. Tools above it need to know too: folding depends on it. Measured before the first
 * paint and whenever it changes.
 */

export interface PaneSize {
  readonly width: number;
  readonly height: number;
}

let size: PaneSize | undefined;
const listeners = new Set<() => void>();

/** undefined until the pane has been laid out once. */
export function usePaneSize(): PaneSize | undefined {
  return useSyncExternalStore(subscribe, () => size);
}

/** Ref of the pane whose size counts. */
export function measurePane(pane: HTMLElement | null): (() => void) | undefined {
  if (pane === null) return undefined;
  const measure = (): void => publish({ width: pane.clientWidth, height: pane.clientHeight });
  measure();
  const observer = new ResizeObserver(measure);
  observer.observe(pane);
  return () => observer.disconnect();
}

function publish(next: PaneSize): void {
  if (next.width === 0 || (size?.width === next.width && size.height === next.height)) return;
  size = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/*
 * How wide the matrix may be. Tools above it need to know too: folding depends on it. Measured before the first
 * paint and whenever it changes.
 */
const paneWidth = createStore(() => ({ width: 0 }));

/** In px; 0 until the pane has been laid out once. */
export function usePaneWidth(): number {
  return useStore(paneWidth, ({ width }) => width);
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

function publish(width: number): void {
  // A pane that is hidden has no width: it keeps the one it had.
  if (width !== 0) paneWidth.setState({ width });
}

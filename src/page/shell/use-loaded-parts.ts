import { useSyncExternalStore } from 'react';
import type { loadedParts } from './loaded.tsx';

export type LoadedParts = typeof loadedParts | 'coming' | 'failed';

let parts: LoadedParts = 'coming';
let coming: Promise<void> | undefined;
const listeners = new Set<() => void>();

/**
 * The parts of a page with hosts. Not React's `lazy`: that shows its fallback for a moment even when the script
 * has long been there.
 */
export function useLoadedParts(): LoadedParts {
  return useSyncExternalStore(subscribe, () => parts);
}

/** Called when the empty page stands, so that the first paste finds them. */
export function loadParts(): Promise<void> {
  coming ??= import('./loaded.tsx').then(
    (module) => tell(module.loadedParts),
    () => tell('failed'),
  );
  return coming;
}

function tell(now: LoadedParts): void {
  parts = now;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  void loadParts();
  return () => listeners.delete(listener);
}

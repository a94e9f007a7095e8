import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { holdsNothing } from '../../workspace/model/state.ts';
import { loadPart } from '../../workspace/stores/missing-part.ts';
import { workspaceStore } from '../../workspace/stores/store.ts';
import type { loadedParts } from './loaded.tsx';

export type LoadedParts = typeof loadedParts | 'coming' | 'failed';

const store = createStore<{ readonly parts: LoadedParts }>(() => ({ parts: 'coming' }));
let coming: Promise<void> | undefined;
let isWaiting = false;

/**
 * The parts of a page with hosts. Not React's `lazy`: that shows its fallback for a moment even when the script
 * has long been there.
 */
export function useLoadedParts(): LoadedParts {
  return useStore(whenUsed, ({ parts }) => parts);
}

/** Loads the parts for the component that uses them. */
const whenUsed: typeof store = {
  ...store,
  subscribe: (listener) => {
    if (coming === undefined && !isWaiting) {
      isWaiting = true;
      loadAtFirstSign();
    }
    return store.subscribe(listener);
  },
};

/** A first visit loads no more than it shows; a moved mouse or a pressed key means that hosts will follow. */
const signs = ['pointermove', 'pointerdown', 'touchstart', 'keydown', 'focusin', 'dragenter'] as const;

function loadAtFirstSign(): void {
  const go = () => {
    for (const sign of signs) removeEventListener(sign, go, true);
    stop();
    void loadParts();
  };
  for (const sign of signs) addEventListener(sign, go, { capture: true, passive: true });
  const stop = workspaceStore.subscribe(({ workspace, reading }) => {
    if (!holdsNothing(workspace) || reading !== undefined) go();
  });
}

/** Once they come, all who use them are told. */
export function loadParts(): Promise<void> {
  coming ??= loadPart(() => import('./loaded.tsx')).then((loaded) => {
    // The next who asks tries again.
    if (loaded === undefined) coming = undefined;
    store.setState({ parts: loaded?.loadedParts ?? 'failed' });
  });
  return coming;
}

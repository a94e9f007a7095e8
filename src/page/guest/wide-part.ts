import type { ComponentType } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { loadPart } from '../../workspace/stores/missing-part.ts';
import type { GuestView } from './view/guest-view.ts';

type Part = ComponentType<{ readonly view: GuestView }>;

const store = createStore<{ readonly part: Part | undefined }>(() => ({ part: undefined }));
let loading: Promise<void> | undefined;

/**
 * The wide editor is a chunk of its own, because most people copy and go. It is fetched once the pane stands, so that
 * widening need not wait. Not `lazy`: React shows what is suspended 300 ms late.
 */
export function useWideGuest(): Part | undefined {
  return useStore(whenUsed, ({ part }) => part);
}

/** Loads the editor for the component that shows the pane. */
const whenUsed: typeof store = {
  ...store,
  subscribe: (listener) => {
    void load();
    return store.subscribe(listener);
  },
};

function load(): Promise<void> {
  loading ??= loadPart(() => import('./wide-guest.tsx')).then((loaded) => {
    // The next who asks tries again.
    if (loaded === undefined) loading = undefined;
    store.setState({ part: loaded?.WideGuest });
  });
  return loading;
}

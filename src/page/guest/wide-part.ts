import { type ComponentType, useSyncExternalStore } from 'react';
import { loadPart } from '../../workspace/stores/missing-part.ts';
import type { GuestView } from './view/guest-view.ts';

type Part = ComponentType<{ readonly view: GuestView }>;

let part: Part | undefined;
let loading: Promise<void> | undefined;
const listeners = new Set<() => void>();

/**
 * The wide editor is a chunk of its own, because most people copy and go. It is fetched once the pane stands, so that
 * widening need not wait. Not `lazy`: React shows what is suspended 300 ms late.
 */
export function useWideGuest(): Part | undefined {
  return useSyncExternalStore(subscribe, () => part);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  void load();
  return () => listeners.delete(listener);
}

function load(): Promise<void> {
  loading ??= loadPart(() => import('./wide-guest.tsx')).then((loaded) => {
    // The next who asks tries again.
    if (loaded === undefined) loading = undefined;
    part = loaded?.WideGuest;
    for (const told of listeners) told();
  });
  return loading;
}

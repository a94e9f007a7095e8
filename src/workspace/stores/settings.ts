import * as v from 'valibot';
import { createJSONStorage, persist, type StateStorage } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';

/** Small things that a browser remembers for a person. The pool itself is stored by persistence.ts. */
export interface Settings {
  readonly theme: 'system' | 'light' | 'dark';
  readonly grouping: 'purpose' | 'register' | 'none';
  /** Hosts with the same CPU as one column; auto = when they would not fit. */
  readonly fold: 'auto' | 'always' | 'never';
  /** Rows within a group. */
  readonly sort: 'map' | 'name' | 'lacked';
  /** The platform that was copied for last; an id of an output target. */
  readonly target: string;
}

const settingsSchema = v.object({
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
  grouping: v.fallback(v.picklist(['purpose', 'register', 'none']), 'purpose'),
  fold: v.fallback(v.picklist(['auto', 'always', 'never']), 'auto'),
  sort: v.fallback(v.picklist(['map', 'name', 'lacked']), 'map'),
  target: v.fallback(v.string(), 'libvirt'),
});

export const startSettings: Settings = {
  theme: 'system',
  grouping: 'purpose',
  fold: 'auto',
  sort: 'map',
  target: 'libvirt',
};

/** Storage can be absent, forbidden or full; settings then last as long as the page, which needs no words. */
const forgiving: StateStorage = {
  getItem: (name) => attempt(() => localStorage.getItem(name)) ?? null,
  setItem: (name, value) => attempt(() => localStorage.setItem(name, value)),
  removeItem: (name) => attempt(() => localStorage.removeItem(name)),
};

export const settingsStore = createStore<Settings>()(
  persist(() => startSettings, {
    name: 'commonbits-settings',
    storage: createJSONStorage(() => forgiving),
    merge: (stored) => v.parse(settingsSchema, Object.assign({}, startSettings, stored)),
  }),
);

export function setSettings(patch: Partial<Settings>): void {
  settingsStore.setState(patch);
}

function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

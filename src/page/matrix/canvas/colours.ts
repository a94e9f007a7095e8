import { useMemo, useSyncExternalStore } from 'react';
import { useSettings } from '../../../workspace/hooks.ts';

const tokens = ['paper', 'ink', 'ink-2', 'ink-3', 'line', 'accent', 'accent-wash', 'on-accent'] as const;
export type Colours = Readonly<Record<(typeof tokens)[number], string>>;

/** Reads the tokens as the page has them; another function whenever theme or forced colours change. */
export function useColours(): (probe: HTMLElement) => Colours {
  const theme = useSettings((state) => state.theme);
  const scheme = useSyncExternalStore(subscribe, stateOfScheme);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it reads changes with these
  return useMemo(() => {
    let read: Colours | undefined;
    return (probe: HTMLElement) => {
      read ??= readColours(probe);
      return read;
    };
  }, [theme, scheme]);
}

/** A token holds light-dark(…): only a property that is a colour says which. */
function readColours(probe: HTMLElement): Colours {
  const before = probe.style.color;
  const read = tokens.map((token) => {
    probe.style.color = `var(--${token})`;
    return [token, getComputedStyle(probe).color] as const;
  });
  probe.style.color = before;
  return Object.fromEntries(read) as Colours;
}

const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'];

function stateOfScheme(): string {
  return queries.map((query) => matchMedia(query).matches).join();
}

function subscribe(onChange: () => void): () => void {
  const lists = queries.map((query) => matchMedia(query));
  for (const list of lists) list.addEventListener('change', onChange);
  return () => {
    for (const list of lists) list.removeEventListener('change', onChange);
  };
}

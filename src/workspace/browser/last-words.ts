const PREFIX = 'commonbits-left ';

/*
 * A page's unsaved changes when it closes. Not in the database: a write to it that is not through by then is dropped. The
 * storage may be absent, forbidden or full (5 MB, some thousand hosts).
 */

/** By their keys, in order. Values that are not JSON stay. */
export function readLastWords(): readonly (readonly [string, unknown])[] {
  const all =
    attempt(() => Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? '')) ?? [];
  const names = all.filter((name) => name.startsWith(PREFIX)).sort();
  return names.flatMap((name) => {
    const words = attempt((): unknown => JSON.parse(localStorage.getItem(name) ?? ''));
    return words === undefined ? [] : [[name.slice(PREFIX.length), words] as const];
  });
}

/** Whether they were written. */
export function writeLastWords(key: string, value: unknown): boolean {
  return (
    attempt(() => {
      localStorage.setItem(PREFIX + key, JSON.stringify(value));
      return true;
    }) ?? false
  );
}

export function removeLastWords(names: Iterable<string>): void {
  for (const key of names) attempt(() => localStorage.removeItem(PREFIX + key));
}

function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

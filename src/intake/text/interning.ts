/**
 * Engines keep a slice as a pointer into the whole text: a name of 20 characters would hold a file of 30 MB in
 * memory. These give strings that are alone.
 */
const kept = new Map<string, string>();
const MAX_KEPT = 65_536;

/** The same string, once for all hosts. */
export function intern(text: string): string {
  const known = kept.get(text);
  if (known !== undefined) return known;
  if (kept.size >= MAX_KEPT) kept.clear();
  const copy = copyText(text);
  kept.set(copy, copy);
  return copy;
}

/** Joining makes a new string, and the slice is one of that. */
export function copyText(text: string): string {
  return ` ${text}`.slice(1);
}

/** Plain data with every string interned. */
export function internAll<T>(value: T): T;
export function internAll(value: unknown): unknown {
  if (typeof value === 'string') return intern(value);
  if (Array.isArray(value)) return value.map((item: unknown) => internAll(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, internAll(item)]));
}

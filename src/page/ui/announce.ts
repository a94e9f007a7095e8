/** The page's one live region as a store: what was said last, and who listens. */
let said: { readonly text: string; readonly count: number } = { text: '', count: 0 };
const listeners = new Set<() => void>();

/** Says a sentence once to a screen reader, politely. The same sentence twice is said twice. */
export function announce(text: string): void {
  said = { text, count: said.count + 1 };
  for (const listener of listeners) listener();
}

export function subscribeToAnnouncements(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function lastAnnouncement(): { readonly text: string; readonly count: number } {
  return said;
}

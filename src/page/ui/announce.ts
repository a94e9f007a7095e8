/** The page's one live region as a store: what was said last, and who listens. */
let said: { readonly text: string; readonly count: number } = { text: '', count: 0 };
let waiting: readonly string[] = [];
const listeners = new Set<() => void>();

/** What one key or click brings about comes within this many milliseconds. */
const TOGETHER = 50;

/**
 * Says a sentence once to a screen reader, politely. The same sentence twice is said twice, unless at the same time;
 * what comes at the same time is said together, since the next change would cut it off.
 */
export function announce(text: string): void {
  if (waiting.length === 0) setTimeout(say, TOGETHER);
  if (!waiting.includes(text)) waiting = [...waiting, text];
}

function say(): void {
  said = { text: waiting.join(' '), count: said.count + 1 };
  waiting = [];
  for (const listener of listeners) listener();
}

export function subscribeToAnnouncements(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function lastAnnouncement(): { readonly text: string; readonly count: number } {
  return said;
}

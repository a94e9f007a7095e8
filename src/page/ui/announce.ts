import { createStore } from 'zustand/vanilla';

/** The page's one live region: what was said last. `count` tells the same sentence from itself, said again. */
export const announcements = createStore(() => ({ text: '', count: 0 }));

let waiting: readonly string[] = [];

/** The results of one key or click come within this many milliseconds. */
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
  const text = waiting.join(' ');
  waiting = [];
  announcements.setState(({ count }) => ({ text, count: count + 1 }));
}

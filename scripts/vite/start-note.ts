import { createHash } from 'node:crypto';

/**
 * Shows the note of index.html only when the app has not replaced it for a while. It is in the page itself: a page
 * that was opened from a file can load no style.
 */
export const startNoteStyle =
  '.not-started{max-width:34em;margin:3em auto;padding:0 1em;font:1rem/1.5 system-ui,sans-serif;visibility:hidden;animation:not-started 0s 3s forwards}@keyframes not-started{to{visibility:visible}}';

/** Formatted as a source of a content security policy. */
export function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

import { readStored, removeStored, writeStored } from '../browser/storage.ts';
import { sayMissing } from '../stores/missing-part.ts';
import type { ReadItem } from './worker/protocol.ts';

/** Input to a page that could not load its reader: read by the next page, after a reload. */
export interface Unread {
  readonly items: readonly ReadItem[];
  readonly label: string;
  readonly verb: 'pasting' | 'adding';
}

const KEY = 'unread';

/** Keeps it where a reload finds it, and says so. */
export async function keepUnread(unread: Unread): Promise<void> {
  const isKept = await writeStored(new Map([[KEY, unread]]));
  const what =
    'The part of this page that reads hosts could not be loaded: the server has a newer version, or';
  sayMissing(
    isKept
      ? `${what} can't be reached. ${unread.label} is kept here: reload the page, and it is read.`
      : `${what} can't be reached. Reload the page and give it ${unread.label} again.`,
  );
}

/** Input that the previous page could not read, returned once. */
export async function takeUnread(): Promise<Unread | undefined> {
  const found = await readStored(KEY);
  if (found === undefined) return undefined;
  await removeStored(KEY);
  return isUnread(found) ? found : undefined;
}

/** A page of another version may have stored it. */
function isUnread(found: unknown): found is Unread {
  if (typeof found !== 'object' || found === null) return false;
  const { items, label, verb } = found as Partial<Unread>;
  return Array.isArray(items) && typeof label === 'string' && (verb === 'pasting' || verb === 'adding');
}

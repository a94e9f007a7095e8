import { MAX_GUESTS } from '../../intake/limits.ts';
import type { GuestReading } from '../../intake/reading.ts';
import { isSameData } from '../model/canonical.ts';
import { nextGuestId } from '../model/host-id.ts';
import { freeName, madeUpGuestName } from '../model/names.ts';
import type { Guest, GuestId, Workspace } from '../model/state.ts';

/** The changes that readings of guests make to a workspace. */
export interface GuestAdditions {
  readonly added: readonly Guest[];
  /** Known guests that were added again with a different definition. */
  readonly replaced: readonly { readonly before: Guest; readonly after: Guest }[];
}

/** The result of one reading. */
export type GuestOutcome = 'guest added' | 'guest replaced' | 'guest same' | 'too many guests';

/**
 * Finds for each reading the guest that it belongs to: by its name and the host where it was found. A definition that
 * comes again takes the place of the one that was there; within one paste, and where one of the two is of the running
 * guest and the other is not, both are kept.
 */
export class GuestMerger {
  readonly #there = new Map<string, Guest>();
  readonly #names = new Map<string, Set<string>>();
  #count: number;
  readonly #kept = new Map<string, Guest[]>();
  #added: Guest[] = [];
  #replaced = new Map<GuestId, { before: Guest; after: Guest }>();

  constructor(guests: readonly Guest[]) {
    this.#count = guests.length;
    for (const guest of guests) {
      this.#remember(guest);
      this.#there.set(keyOf(guest), guest);
    }
  }

  add(reading: GuestReading): GuestOutcome {
    const on = reading.on === undefined ? {} : { on: reading.on };
    const { name: _name, on: _on, ...rest } = reading;
    const given = reading.name?.trim() ?? '';
    const wanted = given === '' ? madeUpGuestName(reading.on, this.#count + 1) : given;
    const guest = { ...rest, ...on, name: wanted };
    const key = keyOf(guest);
    const same = this.#kept.get(key)?.some((known) => isSameGuest(known, guest));
    if (same) return 'guest same';
    const before = this.#there.get(key);
    if (before !== undefined && before.live === guest.live && given !== '') {
      this.#replace(before, { ...guest, id: before.id });
      return 'guest replaced';
    }
    if (this.#count >= MAX_GUESTS) return 'too many guests';
    const name = freeName(this.#names.get(guest.on ?? '') ?? new Set(), wanted);
    const added: Guest = { ...guest, id: nextGuestId(), name };
    this.#added.push(added);
    this.#remember(added, key);
    this.#count++;
    return 'guest added';
  }

  get coming(): GuestAdditions {
    return { added: this.#added, replaced: [...this.#replaced.values()] };
  }

  take(): GuestAdditions {
    const additions = this.coming;
    this.#added = [];
    this.#replaced = new Map();
    return additions;
  }

  /** A second replacement would be of what came in the same paste. */
  #replace(before: Guest, after: Guest): void {
    this.#there.delete(keyOf(before));
    this.#replaced.set(before.id, { before, after });
    this.#remember(after);
  }

  #remember(guest: Guest, key = keyOf(guest)): void {
    const place = guest.on ?? '';
    const names = this.#names.get(place);
    if (names === undefined) this.#names.set(place, new Set([guest.name]));
    else names.add(guest.name);
    const kept = this.#kept.get(key);
    if (kept === undefined) this.#kept.set(key, [guest]);
    else kept.push(guest);
  }
}

/** No name has this character in it: it is one line. */
function keyOf({ name, on = '' }: Pick<Guest, 'name' | 'on'>): string {
  return `${name}\n${on}`;
}

/** Whether a definition says the same as before; where it stood doesn't matter. */
function isSameGuest(existing: Guest, guest: Omit<Guest, 'id'>): boolean {
  return isSameData(comparableGuest(existing), comparableGuest(guest));
}

/** Without what is of one page or of one file. */
function comparableGuest(guest: Partial<Guest>): object {
  const { id: _id, name: _name, place: _place, featureLines: _lines, kind: _kind, ...rest } = guest;
  return rest;
}

export function withGuests(workspace: Workspace, { added, replaced }: GuestAdditions): Workspace {
  if (added.length === 0 && replaced.length === 0) return workspace;
  const after = new Map(replaced.map((item) => [item.before.id, item.after]));
  const guests =
    replaced.length === 0 ? workspace.guests : workspace.guests.map((guest) => after.get(guest.id) ?? guest);
  return { ...workspace, guests: [...guests, ...added] };
}

/** The opposite, as far as it still stands. */
export function withoutGuests(workspace: Workspace, { added, replaced }: GuestAdditions): Workspace {
  if (added.length === 0 && replaced.length === 0) return workspace;
  const ids = new Set(added.map(({ id }) => id));
  const before = new Map(replaced.map((item) => [item.after, item.before]));
  const guests = workspace.guests.flatMap((guest) => (ids.has(guest.id) ? [] : [before.get(guest) ?? guest]));
  return { ...workspace, guests };
}

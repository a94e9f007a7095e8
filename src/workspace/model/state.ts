import { builtInReleases } from '../../cpu-map/releases.ts';
import type { GuestChoices } from '../../fleet/guest/guest-choices.ts';
import type { ErrorReading, GuestReading, HostReading, IntakeProblem } from '../../intake/reading.ts';

/**
 * Everything the person gave and chose, nothing derived. Immutable: an action makes a new one, and undo is the list of
 * those before. Everything here is plain data, so that it can be stored, exported and posted.
 */
export interface Workspace extends WorkspaceChoices {
  readonly hosts: readonly Host[];
  readonly guests: readonly Guest[];
}

/** All but the hosts and guests. Each part has its check in `choiceChecks`, and is stored, exported and undone without more. */
export interface WorkspaceChoices {
  /** Key of the CPU map: a built-in release (`12.8.0`) or `own:NAME`. */
  readonly mapKey: string;
  /** Which of the two views of the pool is shown and used. `auto`: QEMU's where every host told it. */
  readonly view: PoolView | 'auto';
  /** The choices for the shown group. */
  readonly guest: GuestChoices;
  /** Absent: one for each vendor, the largest looked at. */
  readonly groups?: Groups;
  /** Errors that were pasted, newest first, until they are dismissed. */
  readonly errors?: readonly ErrorReading[];
}

export interface Groups {
  readonly list: readonly Group[];
  /** Place of the group that is looked at; `all`: every host that counts, whatever its group. */
  readonly inHand: number | 'all';
  /** The choices for all hosts at once, while a group is shown. */
  readonly guestOfAll?: GuestChoices;
}

/** Hosts that get one guest CPU. One of them may be gone, and one that came later is in no group. */
export interface Group {
  /** Absent: named by its vendor. */
  readonly name?: string;
  /** Names: a host that comes again is in its group again. */
  readonly hosts: readonly string[];
  /** While the group is looked at, the workspace's own stands for it. */
  readonly guest: GuestChoices;
}

export type PoolView = 'host' | 'qemu';

export interface Host {
  readonly id: HostId;
  readonly name: string;
  /** Left-out hosts stay listed and count for nothing. */
  readonly included: boolean;
  /** At most one per view; a host pasted in two forms is one host with both. */
  readonly sources: readonly HostSource[];
  /** Its earlier states, the latest first; at most MAX_EARLIER. */
  readonly earlier?: readonly HostSource[];
}

export const MAX_EARLIER = 12;

declare const hostId: unique symbol;
export type HostId = string & { readonly [hostId]: true };

/** A virtual machine that exists. Two on two hosts may have one name; on one host they have not. */
export interface Guest extends Omit<GuestReading, 'name' | 'on'> {
  readonly id: GuestId;
  readonly name: string;
  /** Name of the host where it was found, which need not be here. */
  readonly on?: string;
}

declare const guestId: unique symbol;
export type GuestId = string & { readonly [guestId]: true };

/** The reading of a host, after its name has become the host's. */
export interface HostSource extends Omit<HostReading, 'name'> {
  /** The day when it came: `2026-11-27`. */
  readonly added?: string;
}

/** One step that can be undone; `label` continues "Undo …": `excluding kvm-03`. */
export interface Step {
  readonly label: string;
  readonly before: Workspace;
  /** Text field that was typed in: further changes of it join this step. */
  readonly field?: string;
  /** Paste or drop that is still being read: more of it joins this step. */
  readonly batch?: number;
}

/** A step that was undone and can be redone. */
export interface Undone {
  readonly label: string;
  readonly after: Workspace;
}

/** Reading in progress; undefined when nothing is read. */
export interface ReadingProgress {
  readonly done: number;
  readonly total: number;
  /** File that is being read. */
  readonly current: string;
}

/** Something worth knowing that is no problem: skipped duplicates, a full storage. Listed until dismissed. */
export interface Note {
  readonly id: number;
  readonly sentence: string;
  /** Key of hosts that could not be read: they can be saved as a file, or given up. */
  readonly aside?: string;
}

/** A problem as the page lists it until it is dismissed. */
export interface Problem extends IntakeProblem {
  readonly id: number;
}

export const emptyWorkspace: Workspace = {
  hosts: [],
  guests: [],
  mapKey: builtInReleases[0],
  view: 'auto',
  guest: { policies: [] },
};

/** No host, guest or error: the page is at its beginning. */
export function holdsNothing({ hosts, guests, errors = [] }: Workspace): boolean {
  return hosts.length === 0 && guests.length === 0 && errors.length === 0;
}

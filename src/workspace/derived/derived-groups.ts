import { type HostGroup, hostGroups } from '../../fleet/groups/host-groups.ts';
import { deriveGuest, type Guest } from '../../fleet/guest/guest.ts';
import type { GuestChoices } from '../../fleet/guest/guest-choices.ts';
import type { Fleet } from '../../fleet/pool/fleet.ts';
import { type Pool, poolOf } from '../../fleet/pool/pool.ts';
import { memoizeTwo } from '../browser/memo.ts';
import type { Groups, HostId } from '../model/state.ts';

/** The groups of the hosts that count, and which of them is looked at. */
export interface GroupsInHand {
  readonly groups: readonly HostGroup[];
  /** Undefined: all hosts at once, as there is one group, or as the person chose. */
  readonly inHand: HostGroup | undefined;
  /** Ids of hosts that don't count for what is looked at, those excluded in a preview among them. */
  readonly without: readonly HostId[];
}

export const groupsInHand = memoizeTwo(
  (fleet: Fleet, without: readonly HostId[], chosen: Groups | undefined): GroupsInHand => {
    const out = new Set<string>(without);
    const groups = hostGroups(fleet, ({ id, included }) => included && !out.has(id), chosen?.list);
    if (groups.length < 2 || chosen?.inHand === 'all') return { groups, inHand: undefined, without };
    const inHand = groups.find((group) => group.chosen === (chosen?.inHand ?? 0)) ?? groups[0];
    const own = new Set(inHand?.hosts.map(({ id }) => id));
    const outside = fleet.hosts.flatMap(({ id }) => (own.has(id) ? [] : [id as HostId]));
    return { groups, inHand, without: outside };
  },
);

/** A group with what its hosts share. */
export interface GroupPool {
  readonly group: HostGroup;
  readonly pool: Pool;
  readonly guest: Guest | undefined;
}

const pools = new WeakMap<HostGroup, Pool>();

/** The pool of a group, computed once: the group is of one fleet. */
function poolOfGroup(fleet: Fleet, group: HostGroup): Pool {
  const before = pools.get(group);
  if (before !== undefined) return before;
  const own = new Set(group.hosts.map(({ id }) => id));
  const without = new Set(fleet.hosts.flatMap(({ id }) => (own.has(id) ? [] : [id])));
  const pool = poolOf(fleet, { without, migratable: true });
  pools.set(group, pool);
  return pool;
}

const guests = new WeakMap<Pool, { readonly choices: GuestChoices; readonly guest: Guest | undefined }>();

/** The guest CPU that was chosen for a group. */
export function groupPool(fleet: Fleet, group: HostGroup, chosen: Groups | undefined): GroupPool {
  const choices = chosen?.list[group.chosen ?? -1]?.guest ?? asLibvirtSays;
  const pool = poolOfGroup(fleet, group);
  const known = guests.get(pool);
  if (known?.choices === choices) return { group, pool, guest: known.guest };
  const guest = deriveGuest(pool, choices);
  guests.set(pool, { choices, guest });
  return { group, pool, guest };
}

const asLibvirtSays: GuestChoices = { policies: [] };

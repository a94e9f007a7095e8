import type { GuestGrid } from './grid.ts';
import { isTaking } from './guest-rows.ts';

/** Guests of which the same became the same. */
export interface StartChange {
  /** Names, in the order of the guests. */
  readonly guests: readonly string[];
  /** Names of hosts that started them before and refuse them now. */
  readonly lost: readonly string[];
  /** Names of hosts that refused them before and start them now. */
  readonly gained: readonly string[];
}

type Judged = Pick<GuestGrid, 'guests' | 'hosts' | 'states'>;

/**
 * Guests that start on other hosts than before. Only hosts and guests that are on both sides are compared, by their
 * names, and only what both sides can tell. Guests that are new or gone have not changed.
 */
export function startChanges(before: Judged, now: Judged): readonly StartChange[] {
  const pairs = hostPairs(before, now);
  const old = new Map(before.guests.flatMap((kind) => kind.guests.map(({ name }) => [name, kind] as const)));
  const found = new Map<string, { guests: string[]; lost: string[]; gained: string[] }>();
  for (const kind of now.guests) {
    const here = now.states(kind);
    for (const { name } of kind.guests) {
      const then = old.get(name);
      if (then === undefined) continue;
      const change = changeOf(pairs, before.states(then), here);
      if (change.lost.length + change.gained.length === 0) continue;
      const key = JSON.stringify(change);
      const alike = found.get(key);
      if (alike === undefined) found.set(key, { guests: [name], ...change });
      else alike.guests.push(name);
    }
  }
  return [...found.values()];
}

/** Kinds of host by their places before and now, with the names of the hosts that are of both. */
interface HostPair {
  readonly before: number;
  readonly now: number;
  readonly names: string[];
}

function hostPairs(before: Judged, now: Judged): readonly HostPair[] {
  const old = new Map(
    before.hosts.flatMap(({ index, included }) => included.map(({ name }) => [name, index] as const)),
  );
  const pairs = new Map<string, HostPair>();
  for (const { index, included } of now.hosts) {
    for (const { name } of included) {
      const then = old.get(name);
      if (then === undefined) continue;
      const pair = pairs.get(`${then} ${index}`) ?? { before: then, now: index, names: [] };
      pair.names.push(name);
      pairs.set(`${then} ${index}`, pair);
    }
  }
  return [...pairs.values()];
}

type States = ReturnType<GuestGrid['states']>;

function changeOf(pairs: readonly HostPair[], before: States, now: States) {
  const lost: string[] = [];
  const gained: string[] = [];
  for (const pair of pairs) {
    const [then, here] = [before[pair.before], now[pair.now]];
    if (isTaking(then) && here === 'refused') lost.push(...pair.names);
    if (then === 'refused' && isTaking(here)) gained.push(...pair.names);
  }
  return { lost, gained };
}

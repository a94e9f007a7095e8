import { type Bits, countBits } from '../../bits/bits.ts';

/**
 * The input to split into groups: hosts that can have the same features in a guest. Plain data, so that a worker can be
 * given it. Of one block no two items have the same bits.
 */
export interface SplitItem {
  /** One bit per feature that a guest can have. */
  readonly bits: Bits;
  /** Number of hosts that count, at least 1. */
  readonly hosts: number;
}

/** Indexes of a block's items, by group. */
export type Groups = readonly (readonly number[])[];

export interface Split {
  readonly groups: Groups;
  /** Features that guests can have, summed over the hosts. */
  readonly quality: number;
}

/** The splits of one block: hosts that a guest may move between. */
export interface BlockSplits {
  /** By number of groups less 1. Each is at least as good as the one before it. */
  readonly splits: readonly Split[];
  /** Whether each is the best of all there are. */
  readonly exact: boolean;
}

/**
 * Items in an order that depends on nothing but their bits: most features first. Every method works in it, so that
 * ties are broken alike whatever order the hosts came in.
 */
export function canonicalOrder(items: readonly SplitItem[]): number[] {
  const counts = items.map(({ bits }) => countBits(bits));
  return items
    .map((_, index) => index)
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || compareBits(items[a]?.bits, items[b]?.bits));
}

function compareBits(a: Bits | undefined, b: Bits | undefined): number {
  if (a === undefined || b === undefined) return 0;
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Groups in the indexes of `order`, as indexes of the items: sorted, each by its first place in the order. */
export function groupsInOrder(groups: Iterable<Iterable<number>>, order: readonly number[]): Groups {
  return [...groups]
    .map((members) => [...members].sort((a, b) => a - b))
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
    .map((members) => members.map((place) => order[place] ?? 0));
}

import { countBits, countCommon } from '../../bits/bits.ts';
import { halvesOf } from './halves.ts';
import { cutTree, mergeTree } from './merge-tree.ts';
import { moveItems, qualityOf, sharedBy } from './moving.ts';
import { type BlockSplits, canonicalOrder, groupsInOrder, type Split, type SplitItem } from './split.ts';

/** More groups than anyone looks after. */
const MOST_GROUPS = 20;

const noItem: SplitItem = { bits: new Uint32Array(0), hosts: 0 };

type Members = readonly (readonly number[])[];

/**
 * Good splits where the items are too many to try all: merged two by two, then single items moved, each number of
 * groups also from its neighbours' splits. Never worse with a group more.
 */
export function improvedSplits(given: readonly SplitItem[]): BlockSplits {
  const order = canonicalOrder(given);
  const items = order.map((index) => given[index] ?? noItem);
  const most = Math.min(items.length, MOST_GROUPS);
  const merges = mergeTree(items);
  const best = new Array<Members>(most);
  const take = (at: number, candidate: Members) => {
    const before = best[at];
    const moved = moveItems(items, candidate);
    if (before === undefined || qualityOf(items, moved) > qualityOf(items, before)) best[at] = moved;
  };
  for (let at = 0; at < most; at++) take(at, cutTree(items.length, merges, at + 1));
  for (let at = most - 2; at >= 0; at--) take(at, oneGroupLess(items, best[at + 1] ?? []));
  const halves = rememberedHalves(items);
  for (let at = 1; at < most; at++) {
    const parted = oneGroupMore(items, best[at - 1] ?? [], halves);
    if (parted !== undefined) take(at, parted);
  }
  const splits = best.map(
    (groups): Split => ({ groups: groupsInOrder(groups, order), quality: qualityOf(items, groups) }),
  );
  return { splits, exact: false };
}

/** The two groups merged that lose least. */
function oneGroupLess(items: readonly SplitItem[], groups: Members): Members {
  const shared = groups.map((members) => sharedBy(items, members));
  const quality = shared.map(({ bits, hosts }) => hosts * countBits(bits));
  let pair: readonly [number, number] = [0, 0];
  let most = Number.NEGATIVE_INFINITY;
  for (const [at, { bits, hosts }] of shared.entries()) {
    for (let to = 0; to < at; to++) {
      const other = shared[to] ?? noItem;
      const apart = (quality[at] ?? 0) + (quality[to] ?? 0);
      const gain = (hosts + other.hosts) * countCommon(bits, other.bits) - apart;
      if (gain <= most) continue;
      most = gain;
      pair = [to, at];
    }
  }
  const merged = pair.flatMap((at) => groups[at] ?? []);
  return [...groups.filter((_, at) => !pair.includes(at)), merged];
}

/** One group parted in two, the one that gains most; undefined if every group is one item. */
function oneGroupMore(
  items: readonly SplitItem[],
  groups: Members,
  halves: (group: readonly number[]) => Members,
): Members | undefined {
  let best: Members | undefined;
  let most = -1;
  for (const [at, group] of groups.entries()) {
    if (group.length < 2) continue;
    const parts = halves(group);
    const gain = qualityOf(items, parts) - qualityOf(items, [group]);
    if (gain <= most) continue;
    most = gain;
    best = [...groups.filter((_, index) => index !== at), ...parts];
  }
  return best;
}

/** Most groups stay as they are when one is parted: each is halved once. */
function rememberedHalves(items: readonly SplitItem[]): (group: readonly number[]) => Members {
  const known = new Map<string, Members>();
  return (group) => {
    const key = group.join(' ');
    const halves = known.get(key) ?? halvesOf(items, group);
    known.set(key, halves);
    return halves;
  };
}

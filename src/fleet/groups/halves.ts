import { countBits, hasBit } from '../../bits/bits.ts';
import { cutTree, mergeTree } from './merge-tree.ts';
import { moveItems, qualityOf } from './moving.ts';
import type { SplitItem } from './split.ts';

/** The square of them is what the tree costs. */
const MOST_FOR_A_TREE = 60;

/** Two halves of a group of different items: the better of two ways, for many items only the quicker one. */
export function halvesOf(items: readonly SplitItem[], group: readonly number[]): number[][] {
  const own = group.flatMap((index) => items[index] ?? []);
  const byTree = own.length > MOST_FOR_A_TREE ? [] : [cutTree(own.length, mergeTree(own), 2)];
  const [better = []] = [byFeature(own), ...byTree]
    .map((halves) => moveItems(own, halves))
    .sort((a, b) => qualityOf(own, b) - qualityOf(own, a));
  return better.map((members) => members.map((place) => group[place] ?? 0));
}

const none = new Uint32Array(0);

/** Those that have one feature and those that lack it: the feature by which most is gained. */
function byFeature(items: readonly SplitItem[]): number[][] {
  let best = 0;
  let most = -1;
  const words = items[0]?.bits.length ?? 0;
  for (let bit = 0; bit < words * 32; bit++) {
    const quality = qualityParted(items, bit);
    if (quality <= most) continue;
    most = quality;
    best = bit;
  }
  const having = [...items.keys()].filter((at) => hasBit(items[at]?.bits ?? none, best));
  const lacking = [...items.keys()].filter((at) => !hasBit(items[at]?.bits ?? none, best));
  return [having, lacking];
}

/** -1 where all have the feature, or none. */
function qualityParted(items: readonly SplitItem[], bit: number): number {
  const words = items[0]?.bits.length ?? 0;
  const having = new Uint32Array(words).fill(0xffffffff);
  const lacking = new Uint32Array(words).fill(0xffffffff);
  let hostsHaving = 0;
  let hostsLacking = 0;
  for (const { bits, hosts } of items) {
    const has = hasBit(bits, bit);
    if (has) hostsHaving += hosts;
    else hostsLacking += hosts;
    const common = has ? having : lacking;
    for (let i = 0; i < words; i++) common[i] = (common[i] ?? 0) & (bits[i] ?? 0);
  }
  if (hostsHaving === 0 || hostsLacking === 0) return -1;
  return hostsHaving * countBits(having) + hostsLacking * countBits(lacking);
}

import { countBits, emptyBits, keepBits } from '../../bits/bits.ts';
import { type BlockSplits, canonicalOrder, type Groups, groupsInOrder, type SplitItem } from './split.ts';

/** Above it the subsets are too many to try them all: 3 to the power of the items. */
export const MOST_EXACT = 12;

/**
 * The best split into each number of groups, of all that there are: the best of a set is its best part that holds
 * its first item, and the best of the rest with one group less.
 */
export function exactSplits(items: readonly SplitItem[]): BlockSplits {
  const order = canonicalOrder(items);
  const count = items.length;
  const all = (1 << count) - 1;
  const values = subsetValues(order.map((index) => items[index] ?? noItem));
  const layers: Layer[] = [{ best: values, part: Uint16Array.from(values.keys()) }];
  for (let groups = 2; groups <= count; groups++) layers.push(oneGroupMore(values, layers.at(-1)?.best));
  return {
    splits: layers.map(({ best }, at) => ({
      groups: groupsInOrder(partsOf(layers, at, all), order),
      quality: best[all] ?? 0,
    })),
    exact: true,
  };
}

const noItem: SplitItem = { bits: emptyBits(0), hosts: 0 };

interface Layer {
  /** By subset, as bits: the best quality with so many groups; less than 0 where it has too few items. */
  readonly best: Int32Array;
  /** The group in it that holds the subset's first item. */
  readonly part: Uint16Array;
}

/** Hosts times common features, for each subset. */
function subsetValues(items: readonly SplitItem[]): Int32Array {
  const size = 1 << items.length;
  const common = new Array<Uint32Array>(size);
  const hosts = new Int32Array(size);
  const values = new Int32Array(size);
  for (let set = 1; set < size; set++) {
    const first = 31 - Math.clz32(set & -set);
    const rest = set & (set - 1);
    const { bits, hosts: own } = items[first] ?? noItem;
    const of = common[rest];
    const shared = of === undefined ? bits : keepBits(of.slice(), bits);
    common[set] = shared;
    hosts[set] = (hosts[rest] ?? 0) + own;
    values[set] = (hosts[set] ?? 0) * countBits(shared);
  }
  return values;
}

function oneGroupMore(values: Int32Array, before: Int32Array | undefined): Layer {
  const best = new Int32Array(values.length).fill(-1);
  const part = new Uint16Array(values.length);
  if (before === undefined) return { best, part };
  for (let set = 1; set < values.length; set++) {
    const first = set & -set;
    const others = set ^ first;
    // Every part of the others but all of them, the largest first: the group in hand is the first item and that part.
    for (let taken = (others - 1) & others; others !== 0; taken = (taken - 1) & others) {
      const rest = before[others ^ taken] ?? -1;
      const quality = rest < 0 ? -1 : (values[first | taken] ?? 0) + rest;
      if (quality > (best[set] ?? -1)) {
        best[set] = quality;
        part[set] = first | taken;
      }
      if (taken === 0) break;
    }
  }
  return { best, part };
}

function partsOf(layers: readonly Layer[], from: number, all: number): Groups {
  const groups: number[][] = [];
  let left = all;
  for (let at = from; at >= 0 && left !== 0; at--) {
    const part = layers[at]?.part[left] ?? left;
    groups.push(membersOf(part));
    left &= ~part;
  }
  return groups;
}

function membersOf(set: number): number[] {
  const members: number[] = [];
  for (let rest = set; rest !== 0; rest &= rest - 1) members.push(31 - Math.clz32(rest & -rest));
  return members;
}

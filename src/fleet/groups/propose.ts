import { countBits } from '../../bits/bits.ts';
import { exactSplits, MOST_EXACT } from './exact-split.ts';
import { improvedSplits } from './improved-split.ts';
import type { BlockSplits, Groups, SplitItem } from './split.ts';

/** Blocks of hosts: a guest moves within a block only. */
export type Blocks = readonly (readonly SplitItem[])[];

/** All hosts in so many groups. */
export interface Cut {
  readonly groups: number;
  /** Features that hosts have and their guests can't, summed over the hosts. */
  readonly lost: number;
  /** By block. */
  readonly parts: readonly Groups[];
}

export interface Proposal {
  /** From one group a block to the number by which nothing is lost, or to more than anyone looks after. */
  readonly cuts: readonly Cut[];
  /** Whether each cut is the best of all that there are. */
  readonly exact: boolean;
}

/** More groups than anyone looks after, beyond one a block. */
const MOST_MORE = 20;

/** The best split of all hosts into each number of groups: never across blocks, never worse with a group more. */
export function proposeGroups(blocks: Blocks): Proposal {
  const ofBlocks = blocks.map((items) =>
    items.length <= MOST_EXACT ? exactSplits(items) : improvedSplits(items),
  );
  const had = blocks.flat().reduce((sum, { bits, hosts }) => sum + hosts * countBits(bits), 0);
  const cuts: Cut[] = [];
  for (const { quality, groups, chosen } of together(ofBlocks)) {
    const parts = ofBlocks.map(({ splits }, at) => splits[(chosen[at] ?? 1) - 1]?.groups ?? []);
    cuts.push({ groups, lost: had - quality, parts });
    if (quality === had) break;
  }
  return { cuts, exact: ofBlocks.every(({ exact }) => exact) };
}

interface Together {
  readonly groups: number;
  readonly quality: number;
  /** Number of groups of each block so far. */
  readonly chosen: readonly number[];
}

/** Blocks don't touch each other: the best of all is the best of some and the best of the rest. */
function together(blocks: readonly BlockSplits[]): readonly Together[] {
  let sums: readonly Together[] = [{ groups: 0, quality: 0, chosen: [] }];
  for (const { splits } of blocks) {
    const best = new Map<number, Together>();
    for (const before of sums) {
      for (const [at, split] of splits.entries()) {
        const groups = before.groups + at + 1;
        const quality = before.quality + split.quality;
        const known = best.get(groups);
        if (known === undefined || quality > known.quality)
          best.set(groups, { groups, quality, chosen: [...before.chosen, at + 1] });
      }
    }
    sums = [...best.values()].sort((a, b) => a.groups - b.groups).slice(0, MOST_MORE + 1);
  }
  return blocks.length === 0 ? [] : sums;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactSplits } from './exact-split.ts';
import { improvedSplits } from './improved-split.ts';
import { item, itemsOf, seeded } from './items.test-support.ts';
import { qualityOf } from './moving.ts';
import { proposeGroups } from './propose.ts';
import type { Groups, SplitItem } from './split.ts';

describe('the exact split', () => {
  it('puts the one host that lacks much in a group of its own', () => {
    const items = [item('111111', 4), item('111110', 3), item('110000')];
    const [one, two, three] = exactSplits(items).splits;
    expect(one).toEqual({ groups: [[0, 1, 2]], quality: 8 * 2 });
    expect(two).toEqual({ groups: [[0, 1], [2]], quality: 7 * 5 + 2 });
    expect(three?.quality).toBe(4 * 6 + 3 * 5 + 2);
  });

  it('is as good as the best of all that there are', () => {
    fc.assert(
      fc.property(itemsOf(6), (items) => {
        for (const [at, { groups, quality }] of exactSplits(items).splits.entries()) {
          expect(qualityOf(items, groups)).toBe(quality);
          expect(quality).toBe(bestByTrying(items, at + 1));
        }
      }),
      seeded,
    );
  });

  it('is never beaten by the other method', () => {
    fc.assert(
      fc.property(itemsOf(9), (items) => {
        const improved = improvedSplits(items).splits;
        for (const [at, { quality }] of exactSplits(items).splits.entries()) {
          expect(improved[at]?.quality).toBeLessThanOrEqual(quality);
        }
      }),
      seeded,
    );
  });
});

describe.each([
  ['the exact split', exactSplits, 8],
  ['the improved split', improvedSplits, 30],
])('%s', (_, splitsOf, most) => {
  it('never loses a feature by a group more', () => {
    fc.assert(
      fc.property(itemsOf(most), (items) => {
        const qualities = splitsOf(items).splits.map(({ quality }) => quality);
        expect(qualities).toEqual([...qualities].sort((a, b) => a - b));
      }),
      seeded,
    );
  });

  it('has each host in one group, and so many groups', () => {
    fc.assert(
      fc.property(itemsOf(most), (items) => {
        for (const [at, { groups }] of splitsOf(items).splits.entries()) {
          expect(groups).toHaveLength(at + 1);
          expect(groups.flat().sort((a, b) => a - b)).toEqual([...items.keys()]);
        }
      }),
      seeded,
    );
  });

  it('is the same whatever the order of hosts', () => {
    fc.assert(
      fc.property(
        itemsOf(most).chain((items) =>
          fc.tuple(fc.constant(items), fc.shuffledSubarray([...items], { minLength: items.length })),
        ),
        ([items, shuffled]) => {
          const inBits = (of: readonly SplitItem[], groups: Groups) =>
            groups.map((members) => members.map((at) => of[at]?.bits.join(' ')));
          const before = splitsOf(items).splits.map(({ groups }) => inBits(items, groups));
          expect(splitsOf(shuffled).splits.map(({ groups }) => inBits(shuffled, groups))).toEqual(before);
        },
      ),
      seeded,
    );
  });
});

describe('a proposal', () => {
  it('begins with a group for each block and ends where nothing is lost', () => {
    const { cuts, exact } = proposeGroups([[item('111', 2), item('110', 2)], [item('011', 5)]]);
    expect(exact).toBe(true);
    expect(cuts.map(({ groups, lost }) => [groups, lost])).toEqual([
      [2, 2],
      [3, 0],
    ]);
    expect(cuts[0]?.parts).toEqual([[[0, 1]], [[0]]]);
  });

  it('gives a group to the block that gains most by it', () => {
    const { cuts } = proposeGroups([
      [item('1111'), item('1110')],
      [item('1111', 3), item('1000', 3)],
    ]);
    expect(cuts[1]?.parts.map((groups) => groups.length)).toEqual([1, 2]);
  });

  it('says nothing of no hosts', () => {
    expect(proposeGroups([])).toEqual({ cuts: [], exact: true });
  });

  it('says where it has not tried all', () => {
    const many = Array.from({ length: 13 }, (_, at) => item('1'.repeat(at)));
    expect(proposeGroups([many]).exact).toBe(false);
  });
});

/** Every way to put the items in so many groups. */
function bestByTrying(items: readonly SplitItem[], wanted: number): number {
  let best = -1;
  const visit = (at: number, groups: readonly (readonly number[])[]): void => {
    if (at === items.length) {
      if (groups.length === wanted) best = Math.max(best, qualityOf(items, groups));
      return;
    }
    for (const to of groups.keys()) {
      visit(
        at + 1,
        groups.map((members, index) => (index === to ? [...members, at] : members)),
      );
    }
    visit(at + 1, [...groups, [at]]);
  };
  visit(0, []);
  return best;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBits } from '../../bits/bits.ts';
import { item, itemsOf, seeded } from './items.test-support.ts';
import { bestToLeaveOut, leaveOutLadder } from './leave-out.ts';
import { sharedBy } from './moving.ts';
import type { SplitItem } from './split.ts';

describe('the best hosts to exclude', () => {
  it('are those without which most is shared', () => {
    const items = [item('111111', 5), item('111000', 1), item('011111', 1)];
    expect(bestToLeaveOut(items, 1)).toEqual({ hosts: 1, items: [1], common: 5, exact: true });
    expect(bestToLeaveOut(items, 2)).toEqual({ hosts: 2, items: [1, 2], common: 6, exact: true });
  });

  it('are none where nothing is gained', () => {
    expect(bestToLeaveOut([item('11', 5), item('10', 4)], 3)).toBeUndefined();
    expect(bestToLeaveOut([item('11', 5)], 3)).toBeUndefined();
  });

  it('take what only goes together', () => {
    const items = [item('1111', 9), item('0111', 1), item('0011', 1)];
    expect(bestToLeaveOut(items, 1)).toMatchObject({ items: [2], common: 3 });
    expect(bestToLeaveOut(items, 2)).toMatchObject({ items: [1, 2], common: 4 });
  });

  it('gain as much as the best of all sets, with as few hosts', () => {
    fc.assert(
      fc.property(itemsOf(8), fc.integer({ min: 1, max: 20 }), (items, most) => {
        const best = bestByTrying(items, most);
        const found = bestToLeaveOut(items, most);
        expect(found && [found.common, found.hosts]).toEqual(best);
        expect(found === undefined || found.exact).toBe(true);
      }),
      seeded,
    );
  });
});

describe('the ladder', () => {
  it('has a step for each number of hosts that gains more than fewer do', () => {
    const items = [item('111111', 5), item('111000', 1), item('011111', 1), item('111100', 3)];
    expect(leaveOutLadder(items, [1, 2, 3]).map(({ hosts, common }) => [hosts, common])).toEqual([
      [1, 3],
      [2, 4],
      [4, 5],
      [5, 6],
    ]);
  });

  it('gains more with each step, of many items too', () => {
    fc.assert(
      fc.property(itemsOf(24), (items) => {
        const ladder = leaveOutLadder(items, [1, 2, 3, 5, 10, 20]);
        const commons = ladder.map(({ common }) => common);
        expect(commons).toEqual([...new Set(commons)].sort((a, b) => a - b));
        const hosts = ladder.map((step) => step.hosts);
        expect(hosts).toEqual([...hosts].sort((a, b) => a - b));
      }),
      seeded,
    );
  });

  it('says the same for few items as the search does', () => {
    fc.assert(
      fc.property(itemsOf(9), (items) => {
        for (const { hosts, common } of leaveOutLadder(items, []))
          expect(bestToLeaveOut(items, hosts)?.common).toBe(common);
      }),
      seeded,
    );
  });
});

/** Common features and hosts of the best set, by trying each. */
function bestByTrying(items: readonly SplitItem[], most: number): [number, number] | undefined {
  let best: [number, number] | undefined;
  const all = countBits(sharedBy(items, items.keys()).bits);
  for (let set = 1; set < (1 << items.length) - 1; set++) {
    const out = [...items.keys()].filter((at) => (set >>> at) & 1);
    const hosts = out.reduce((sum, at) => sum + (items[at]?.hosts ?? 0), 0);
    const rest = [...items.keys()].filter((at) => !((set >>> at) & 1));
    const common = countBits(sharedBy(items, rest).bits);
    if (hosts > most || common === all) continue;
    const better = best === undefined || common > best[0] || (common === best[0] && hosts < best[1]);
    if (better) best = [common, hosts];
  }
  return best;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasMask } from '../../bits/bits.ts';
import { host, small } from '../../cpu/made-up.test-support.ts';
import type { Kind } from '../pool/fleet.ts';
import type { Pool } from '../pool/pool.ts';
import { pool } from '../pool/pools.test-support.ts';
import { fewestToLeaveOut, rankedCosts } from './fewest-to-exclude.ts';

const names = small.features.map(({ name }) => name);
const cpus = fc.array(
  fc.subarray(names).map((features) => host('none', features.join(' '))),
  { minLength: 1, maxLength: 6 },
);
const seeded = { seed: 20261125, numRuns: 300 };

/** Features that all of these kinds have. */
function common(kinds: readonly Kind[]): string[] {
  const all = small.features.filter(({ mask }) => kinds.every(({ cpu }) => hasMask(cpu.bits, mask)));
  return all.map(({ name }) => name);
}

/** By trying every set of kinds that leaves at least one. */
function bruteForce(of: Pool): { size: number; most: number } | undefined {
  const before = common(of.kinds);
  let found: { size: number; most: number } | undefined;
  for (let set = 1; set < 2 ** of.kinds.length - 1; set++) {
    const kept = of.kinds.filter((_, i) => ((set >>> i) & 1) === 0);
    const size = of.kinds.length - kept.length;
    const gained = common(kept).length - before.length;
    if (gained === 0 || (found !== undefined && size > found.size)) continue;
    const most = found?.size === size ? Math.max(found.most, gained) : gained;
    found = { size, most };
  }
  return found;
}

describe('the fewest kinds to exclude', () => {
  it('are as few as trying every set finds, and gain as much', () => {
    fc.assert(
      fc.property(cpus, (drawn) => {
        const of = pool(small, drawn);
        const fewest = fewestToLeaveOut(of);
        const found = fewest && { size: fewest.kinds.length, most: fewest.features.length };
        expect(found).toEqual(bruteForce(of));
      }),
      seeded,
    );
  });

  it('gain the features that are named', () => {
    fc.assert(
      fc.property(cpus, (drawn) => {
        const of = pool(small, drawn);
        const fewest = fewestToLeaveOut(of);
        if (fewest === undefined) return;
        const kept = of.kinds.filter((kind) => !fewest.kinds.includes(kind));
        const before = new Set(common(of.kinds));
        expect(common(kept).filter((name) => !before.has(name))).toEqual(
          fewest.features.map(({ name }) => name),
        );
      }),
      seeded,
    );
  });

  it('are two where every feature is lacked by two', () => {
    const of = pool(small, [
      host('none', 'f1 f2'),
      host('none', 'f1 f2'),
      host('none', 'f1'),
      host('none', 'f1 f3'),
    ]);
    expect(fewestToLeaveOut(of)?.kinds.flatMap(({ hosts }) => hosts.map(({ name }) => name))).toEqual([
      'kvm-03',
      'kvm-04',
    ]);
  });
});

it('kinds are ranked by what they cost alone, then by what they lack', () => {
  const of = pool(small, [
    host('none', 'f1 f2 f3'),
    host('none', 'f1 f2'),
    host('none', 'f1 f3 f4'),
    host('none', 'f4'),
  ]);
  const ranked = rankedCosts(of).map(({ kind, alone, lacks }) => [
    kind.hosts[0]?.name,
    alone.map(({ name }) => name).join(' '),
    lacks.length,
  ]);
  expect(ranked).toEqual([
    ['kvm-04', 'f1', 3],
    ['kvm-02', '', 2],
    ['kvm-01', '', 1],
    ['kvm-03', '', 1],
  ]);
});

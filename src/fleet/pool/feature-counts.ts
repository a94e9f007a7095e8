import { countEach, hasMask } from '../../bits/bits.ts';
import type { Feature } from '../../cpu-map/cpu-map.ts';
import { singleBits } from '../../cpu-map/single-bits.ts';
import type { Kind } from './fleet.ts';
import type { Pool } from './pool.ts';

/** How many of `kinds` have a feature, each counted `weight` times. One walk over all bits for all features. */
export function tally(
  { fleet: { map } }: Pool,
  kinds: readonly Kind[],
  weight: (kind: Kind) => number,
): (feature: Feature) => number {
  const single = singleBits(map);
  if (single === undefined) {
    return ({ mask }) =>
      kinds.reduce((sum, kind) => sum + (hasMask(kind.cpu.bits, mask) ? weight(kind) : 0), 0);
  }
  const counts = new Uint32Array(map.words.length * 32);
  for (const kind of kinds) countEach(counts, kind.cpu.bits, weight(kind));
  const { wordOf, bitOf } = single;
  return ({ index }) => counts[(wordOf[index] ?? 0) * 32 + 31 - Math.clz32(bitOf[index] ?? 0)] ?? 0;
}

import { type Bits, hasMask } from '../../bits/bits.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { type X8664LevelName, x8664Levels } from '../../facts/x86-64-levels.ts';

/** How far a CPU reaches on the psABI's scale. */
export interface Level {
  /** undefined: not even x86-64-v1. */
  readonly name: X8664LevelName | undefined;
  readonly next: X8664LevelName | undefined;
  /** Features that are missing to the next level. */
  readonly missing: readonly string[];
}

export function levelOf(map: CpuMap, bits: Bits): Level {
  let name: X8664LevelName | undefined;
  for (const level of x8664Levels) {
    const missing = level.features.filter((feature) => {
      const known = map.featureByName.get(feature);
      return known === undefined || !hasMask(bits, known.mask);
    });
    if (missing.length > 0) return { name, next: level.name, missing };
    name = level.name;
  }
  return { name, next: undefined, missing: [] };
}

import { hasMask } from '../../bits/bits.ts';
import type { Feature } from '../../cpu-map/cpu-map.ts';
import { isUntold, type Kind } from '../pool/fleet.ts';
import type { Pool } from '../pool/pool.ts';
import { costsOf, type KindCost } from './costs.ts';

/** Kinds of CPU that together cost the pool features that none of them costs alone. */
export interface CostTogether {
  readonly kinds: readonly Kind[];
  /** Features that the pool has without them and lacks with them. */
  readonly features: readonly Feature[];
}

/**
 * The fewest kinds of CPU without which the pool has a feature more; of several such sets the one that gains most.
 * undefined if all that some host has is common to all. A kind whose model is unknown costs nothing that can be
 * told.
 */
export function fewestToLeaveOut(pool: Pool): CostTogether | undefined {
  let fewest: CostTogether | undefined;
  for (const { kinds, features } of lackedTogether(pool)) {
    const smaller = fewest === undefined || kinds.length < fewest.kinds.length;
    const better = kinds.length === fewest?.kinds.length && features.length > fewest.features.length;
    if (smaller || better) fewest = { kinds, features };
  }
  return fewest;
}

/** Kinds by what the pool loses because of each alone, then by all that each lacks; those that cost most first. */
export function rankedCosts(pool: Pool): readonly KindCost[] {
  return costsOf(pool).toSorted((a, b) => b.alone.length - a.alone.length || b.lacks.length - a.lacks.length);
}

/**
 * Features by the set of kinds that lack them. Of the smallest such sets none holds another, so that without its
 * kinds the pool gains just its features.
 */
function lackedTogether(pool: Pool): Iterable<CostTogether> {
  const known = pool.kinds.filter(({ cpu }) => cpu.unknownModel === undefined);
  const sets = new Map<string, { kinds: readonly Kind[]; features: Feature[] }>();
  for (const feature of pool.fleet.map.features) {
    const kinds = known.filter(({ cpu }) => !hasMask(cpu.bits, feature.mask));
    if (kinds.length === 0 || kinds.length === known.length) continue;
    // A host that does not show it may have it: the cure is to ask it, not to exclude it.
    if (kinds.some((kind) => isUntold(kind, feature))) continue;
    const key = kinds.map(({ index }) => index).join(' ');
    const set = sets.get(key);
    if (set === undefined) sets.set(key, { kinds, features: [feature] });
    else set.features.push(feature);
  }
  return sets.values();
}

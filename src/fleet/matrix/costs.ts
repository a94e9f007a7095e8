import { type Bits, hasMask } from '../../bits/bits.ts';
import type { Feature } from '../../cpu-map/cpu-map.ts';
import { canBeDeployed } from '../pool/deployable.ts';
import { tally } from '../pool/feature-counts.ts';
import { isUntold, type Kind } from '../pool/fleet.ts';
import { isToldByQemu, type Pool } from '../pool/pool.ts';

/** Features that the pool loses because of one kind of CPU. Only those count that a guest can have and migrate with. */
export interface KindCost {
  readonly kind: Kind;
  /** Features that some host has and this one lacks, of those that a guest can have. One that is not told is none. */
  readonly lacks: readonly Feature[];
  /** The subset that every other kind has: lost only because of this one. */
  readonly alone: readonly Feature[];
}

/** Costs by kind, in the order of the pool's kinds. A kind whose model is unknown costs nothing that can be known. */
export function costsOf(pool: Pool): KindCost[] {
  const before = memory.get(pool);
  if (before !== undefined) return before;
  const costs = computeCosts(pool);
  memory.set(pool, costs);
  return costs;
}

const memory = new WeakMap<Pool, KindCost[]>();

function computeCosts(pool: Pool): KindCost[] {
  const { fleet, kinds } = pool;
  const known = kinds.filter(({ cpu }) => cpu.unknownModel === undefined);
  const having = tally(pool, kinds, () => 1);
  const knownHaving = known.length === kinds.length ? having : tally(pool, known, () => 1);
  const isTold = isToldByQemu(pool);
  const some = fleet.map.features.filter((feature) => having(feature) > 0 && canBeDeployed(feature, isTold));
  const allButOne =
    known.length < 2 ? [] : some.filter((feature) => knownHaving(feature) === known.length - 1);
  return kinds.map((kind) => {
    const { bits, unknownModel } = kind.cpu;
    if (unknownModel !== undefined) return { kind, lacks: [], alone: [] };
    const isLacking = (feature: Feature) => !hasMask(bits, feature.mask) && !isUntold(kind, feature);
    return { kind, lacks: some.filter(isLacking), alone: allButOne.filter(isLacking) };
  });
}

/** The kind whose absence gives the pool most; undefined when none alone costs anything. */
export function costliest(costs: readonly KindCost[]): KindCost | undefined {
  let worst: KindCost | undefined;
  for (const cost of costs) if (cost.alone.length > (worst?.alone.length ?? 0)) worst = cost;
  return worst;
}

/** Number of features, of those that a guest can have, that `after` has and `before` hasn't: features, not bits, as one may have several. */
export function featuresGained(pool: Pool, before: Bits, after: Bits): number {
  const { map } = pool.fleet;
  const isTold = isToldByQemu(pool);
  return map.features.filter(
    (feature) =>
      hasMask(after, feature.mask) && !hasMask(before, feature.mask) && canBeDeployed(feature, isTold),
  ).length;
}

/** Hosts to leave out, as few as can be, for every host that is left to have all of these features. */
export function hostsToLeaveOut({ kinds }: Pool, features: readonly Feature[]): readonly string[] {
  const isLacking = ({ cpu }: Kind) => features.some(({ mask }) => !hasMask(cpu.bits, mask));
  const lacking = kinds.filter((kind) => kind.cpu.unknownModel === undefined && isLacking(kind));
  return lacking.flatMap(({ included }) => included.map(({ id }) => id));
}

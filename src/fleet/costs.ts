import { type Bits, countBits, difference, emptyBits } from '../bits/bits.ts';
import { featuresIn } from '../cpu/encode.ts';
import type { Feature } from '../cpu-map/cpu-map.ts';
import type { Column } from './columns.ts';
import type { Kind } from './fleet.ts';
import type { Pool } from './pool.ts';

/** What the pool loses because of one kind of CPU. */
export interface KindCost {
  readonly kind: Kind;
  /** Features that some host has and this one lacks. */
  readonly lacks: readonly Feature[];
  /** Of these, features that every other kind has: lost because of this one alone. */
  readonly alone: readonly Feature[];
}

/** Costs by kind, in the order of the pool's kinds. */
export function costsOf(pool: Pool): KindCost[] {
  const { map } = pool.fleet;
  const lackedOnce = bitsLackedOnce(pool);
  return pool.kinds.map((kind) => {
    const lacked = difference(pool.some, kind.cpu.bits);
    const alone =
      pool.kinds.length > 1 ? lacked.map((word, i) => word & (lackedOnce[i] ?? 0)) : emptyBits(lacked.length);
    return { kind, lacks: featuresIn(map, lacked), alone: featuresIn(map, alone) };
  });
}

/** Bits that some kind has and exactly one lacks. */
function bitsLackedOnce({ kinds, some, fleet }: Pool): Bits {
  const once = emptyBits(fleet.map.words.length);
  const more = emptyBits(fleet.map.words.length);
  for (const { cpu } of kinds) {
    for (let i = 0; i < once.length; i++) {
      const lacks = (some[i] ?? 0) & ~(cpu.bits[i] ?? 0);
      more[i] = (more[i] ?? 0) | ((once[i] ?? 0) & lacks);
      once[i] = (once[i] ?? 0) | lacks;
    }
  }
  return difference(once, more);
}

/** The kind whose absence gives the pool most; undefined when none alone costs anything. */
export function costliest(costs: readonly KindCost[]): KindCost | undefined {
  let worst: KindCost | undefined;
  for (const cost of costs) if (cost.alone.length > (worst?.alone.length ?? 0)) worst = cost;
  return worst;
}

/** A column's cost; of an unfolded column only what that one host alone costs. */
export function columnCost(column: Column, costs: readonly KindCost[]): { lacks: number; alone: number } {
  if (!column.included) return { lacks: 0, alone: 0 };
  const cost = costs.find(({ kind }) => kind.index === column.kind.index);
  if (cost === undefined) return { lacks: 0, alone: 0 };
  const wholeKind = column.hosts.filter(({ included }) => included).length === cost.kind.included.length;
  return { lacks: cost.lacks.length, alone: wholeKind ? cost.alone.length : 0 };
}

/** Number of features, not of bits: a feature may have several. */
export function countFeatures(pool: Pool, bits: Bits): number {
  return countBits(bits) === 0 ? 0 : featuresIn(pool.fleet.map, bits).length;
}

/** Hosts to leave out, as few as can be, for every host that is left to have the feature. */
export function hostsToLeaveOut(pool: Pool, feature: Feature): readonly string[] {
  const lacks = new Set(
    costsOf(pool).flatMap((cost) => (cost.lacks.includes(feature) ? [cost.kind.index] : [])),
  );
  return pool.kinds.flatMap((kind) => (lacks.has(kind.index) ? kind.included.map(({ id }) => id) : []));
}

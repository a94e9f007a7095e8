import { type Bits, countBits, hasBit, hasMask } from '../../bits/bits.ts';
import { deriveGuest } from '../guest/guest.ts';
import type { FleetHost } from '../pool/fleet.ts';
import type { Pool } from '../pool/pool.ts';
import { blocksOf } from './blocks.ts';
import { commonBits } from './migration-groups.ts';

/** The features that guests lack because of the other hosts. */
export interface LostAgainstBest {
  /** Hosts that give a guest most, in the pool's order. */
  readonly hosts: readonly FleetHost[];
  /** Features that those give and the guest lacks, in the CPU map's order. */
  readonly names: readonly string[];
}

/**
 * Against the hosts that could give a guest most features that it takes along when it moves: what another host lacks,
 * and what was dropped by hand. undefined where no guest moves between all of the hosts.
 */
export function lostAgainstBest(pool: Pool, guest: Bits, toldByQemu: boolean): LostAgainstBest | undefined {
  const [block, ...others] = blocksOf(pool, { toldByQemu });
  const [first, ...rest] = block?.items ?? [];
  if (block === undefined || first === undefined || others.length > 0) return undefined;
  const best = rest.reduce(
    (most, item) => (countBits(item.bits) > countBits(most.bits) ? item : most),
    first,
  );
  const common = commonBits(block.items);
  const offered = deriveGuest(pool, { policies: [] })?.bits;
  const names = block.features.filter((name, bit) => {
    const mask = pool.fleet.map.featureByName.get(name)?.mask;
    if (mask === undefined || !hasBit(best.bits, bit) || hasMask(guest, mask)) return false;
    return !hasBit(common, bit) || (offered !== undefined && hasMask(offered, mask));
  });
  return { hosts: best.kinds.flatMap(({ included }) => included), names };
}

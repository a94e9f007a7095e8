import { hasBit } from '../../bits/bits.ts';
import type { Block } from './blocks.ts';
import { commonBits, type MigrationGroup } from './migration-groups.ts';

/** The gain of a separate group, against all hosts that its guests could move between at all. */
export interface GroupGain {
  readonly gained: readonly string[];
  /** Number of hosts that its guests no longer move to. */
  readonly others: number;
}

/** `block`: of all hosts that count. */
export function gainOf(group: MigrationGroup, block: Block): GroupGain {
  const all = commonBits(block.items);
  const own = commonBits(group.items);
  // On Arm, each group has its own bits: only names can be compared.
  const allNames = new Set(block.features.filter((_, bit) => hasBit(all, bit)));
  const ownNames = group.block.features.filter((_, bit) => hasBit(own, bit));
  const gained = ownNames.filter((name) => !allNames.has(name));
  return { gained, others: block.hosts - group.hosts.length };
}

import { hasBit } from '../../bits/bits.ts';
import type { Block } from './blocks.ts';
import { commonBits, type MigrationGroup } from './migration-groups.ts';

/** What a group gains by being one, against all hosts that its guests could move between at all. */
export interface GroupGain {
  readonly gained: readonly string[];
  /** Number of hosts that its guests no longer move to. */
  readonly others: number;
}

/** `block`: of all hosts that count. */
export function gainOf(group: MigrationGroup, block: Block): GroupGain {
  const all = commonBits(block.items);
  const own = commonBits(group.items);
  // Of Arm the bits of a group are its own: names tell what they have in common.
  const allNames = new Set(block.features.filter((_, bit) => hasBit(all, bit)));
  const ownNames = group.block.features.filter((_, bit) => hasBit(own, bit));
  const gained = ownNames.filter((name) => !allNames.has(name));
  return { gained, others: block.hosts - group.hosts.length };
}

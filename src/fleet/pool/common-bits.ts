import { addBits, type Bits, emptyBits, keepBits } from '../../bits/bits.ts';
import type { Fleet, Kind } from './fleet.ts';

/** Bits of at least one kind, and of all; of kinds whose model the map knows. */
export function sharedBits(fleet: Fleet, kinds: readonly Kind[]): { some: Bits; common: Bits } {
  const some = emptyBits(fleet.map.words.length);
  let common: Bits | undefined;
  for (const { cpu } of kinds) {
    addBits(some, cpu.bits);
    if (cpu.unknownModel !== undefined) continue;
    common = common === undefined ? cpu.bits.slice() : keepBits(common, cpu.bits);
  }
  return { some, common: common ?? emptyBits(fleet.map.words.length) };
}

import { type Bits, containsBits, hasMask, type Mask, overlaps } from '../../bits/bits.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { GuestBits } from './guest-bits.ts';
import type { HostBits, ModelBits } from './host-bits.ts';
import type { StartState } from './start-verdict.ts';

/**
 * The state that `judgeStart` would give, by bits alone: millions of pairs are asked at once. undefined: only the whole
 * judgement can tell.
 */
export function quickState(
  map: CpuMap,
  guest: GuestBits,
  host: HostBits,
  isLive: boolean,
): StartState | undefined {
  const model = host.modelOn(guest.model);
  if (model === undefined && !host.takesAnyModel) return undefined;
  if (guest.check !== 'none') {
    if (map.dialect.asksForbiddenNames && guest.forbid !== undefined && overlaps(guest.forbid, host.listed))
      return 'refused';
    const passes = guest.check === 'full' || passesPartial(map, guest, { host, model });
    if (passes === undefined) return undefined;
    if (!passes) return 'refused';
  }
  if (guest.asksInvariantTsc && !host.givesInvariantTsc) return 'refused';
  if (leavesOff(map, guest, { host, model })) return guest.check === 'full' ? 'refused' : 'without';
  return guest.check === 'full' && !isLive ? 'untold' : 'starts';
}

interface There {
  readonly host: HostBits;
  readonly model: ModelBits | undefined;
}

function passesPartial(map: CpuMap, guest: GuestBits, { host, model }: There): boolean | undefined {
  if (!map.dialect.asksBlockers || model === undefined) return passesCompat(guest, host);
  if (model.usable && guest.onlyDisables) return true;
  if (guest.model.checkCompat) return passesCompat(guest, host);
  return isWithin(model.blockers, guest.disable) && hasMask(host.given, guest.require);
}

function passesCompat(
  { cpu, wanted, need, forbid }: GuestBits,
  { full, fullVendor }: HostBits,
): boolean | undefined {
  if (full === undefined) return undefined;
  if (cpu.vendor !== undefined && cpu.vendor !== fullVendor) return false;
  if (!hasMask(full, need) || (forbid !== undefined && overlaps(wanted.forbid, full))) return false;
  return cpu.match !== 'strict' || containsBits(wanted.named, full);
}

function leavesOff(map: CpuMap, guest: GuestBits, { host, model }: There): boolean {
  if (guest.isSwitchedOff) return true;
  const isLookedAt = host.givesArchCapabilities || !map.dialect.asksBlockers;
  if (guest.lacksArchCapabilities && isLookedAt) return true;
  if (!hasMask(host.gives, guest.asked)) return true;
  return model !== undefined && !isWithin(model.missed, guest.unwanted);
}

function isWithin({ words, values }: Mask, whole: Bits | undefined): boolean {
  if (whole === undefined) return words.length === 0;
  for (let i = 0; i < words.length; i++) {
    if (((values[i] ?? 0) & ~(whole[words[i] ?? 0] ?? 0)) !== 0) return false;
  }
  return true;
}

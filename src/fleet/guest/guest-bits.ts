import { addMask, type Bits, emptyBits, isEmpty, type Mask, maskOf } from '../../bits/bits.ts';
import type { GuestCpu, Policy } from '../../cpu/definition/definition.ts';
import { withoutDropped } from '../../cpu/driver-qemu/dropped-features.ts';
import { isSwitchedOff } from '../../cpu/driver-qemu/left-off.ts';
import { defaultCheck } from '../../cpu/driver-qemu/start.ts';
import { asksInvariantTsc } from '../../cpu/driver-qemu/tsc.ts';
import { unknownNames } from '../../cpu/x86/compare.ts';
import { encode, encodeWanted, type WantedBits } from '../../cpu/x86/encode.ts';
import { isRelative, updateX86 } from '../../cpu/x86/update.ts';
import type { CpuMap, Model } from '../../cpu-map/cpu-map.ts';
import { singleBits } from '../../cpu-map/single-bits.ts';

/** A guest's request under one CPU map, as bits: enough to say in which state it starts, without a reason. */
export interface GuestBits {
  readonly model: Model;
  readonly check: 'none' | 'partial' | 'full';
  readonly cpu: GuestCpu;
  /** The features that libvirt asks QEMU for. Few of the 43 words have bits: sparse is quicker. */
  readonly asked: Mask;
  readonly require: Mask;
  readonly forbid: Bits | undefined;
  /** Listed with policy disable; and with disable or forbid. undefined: none. */
  readonly disable: Bits | undefined;
  readonly unwanted: Bits | undefined;
  readonly onlyDisables: boolean;
  readonly wanted: WantedBits;
  readonly need: Mask;
  readonly asksInvariantTsc: boolean;
  /** QEMU switches some of it off on every host; of arch-capabilities' own, wherever that is given. */
  readonly isSwitchedOff: boolean;
  readonly lacksArchCapabilities: boolean;
}

/** A guest, as far as it is a matter of bits. */
export interface AskingGuest {
  readonly cpu: GuestCpu | undefined;
  readonly arch: string;
  readonly virttype: string;
  readonly tscFrequency?: string | undefined;
}

/**
 * undefined: what it becomes depends on the host, or names are unknown; then each pair is judged in full.
 * `removedPolicy`: of features that the model no longer has, disable for a start and require for a move.
 */
export function guestBits(
  map: CpuMap,
  { cpu, arch, virttype, tscFrequency }: AskingGuest,
  removedPolicy: Policy = 'disable',
): GuestBits | undefined {
  if (cpu === undefined || cpu.mode !== 'custom' || isRelative(cpu) || arch !== 'x86_64') return undefined;
  const model = map.modelByName.get(cpu.model ?? '');
  if (model === undefined || tscFrequency !== undefined || singleBits(map) === undefined) return undefined;
  if (unknownNames(map, cpu).features.length > 0) return undefined;
  const wanted = encodeWanted(map, cpu);
  // A custom guest that is not relative becomes the same on every host.
  const updated = updateX86(map, { guest: cpu, host: cpu, removedPolicy });
  if (!wanted.ok || !updated.ok) return undefined;
  const passedOn = withoutDropped(map, updated.value, arch);
  const asked = encode(map, passedOn);
  if (!asked.ok) return undefined;
  return {
    model,
    cpu,
    check: cpu.check ?? defaultCheck('custom', virttype),
    asked: maskOf(asked.value),
    require: maskOf(policyBits(map, cpu, ['require'])),
    disable: someBits(policyBits(map, cpu, ['disable'])),
    forbid: someBits(policyBits(map, cpu, ['forbid'])),
    unwanted: someBits(policyBits(map, passedOn, ['disable', 'forbid'])),
    onlyDisables: cpu.features.every(({ policy }) => policy === 'disable'),
    wanted: wanted.value,
    need: maskOf(wanted.value.need),
    asksInvariantTsc: asksInvariantTsc(map, passedOn),
    ...isSwitchedOff(map, asked.value),
  };
}

function someBits(bits: Bits): Bits | undefined {
  return isEmpty(bits) ? undefined : bits;
}

function policyBits(map: CpuMap, { features }: GuestCpu, policies: readonly string[]): Bits {
  const bits = emptyBits(map.words.length);
  for (const { name, policy } of features) {
    const mask = policies.includes(policy) ? map.featureByName.get(name)?.mask : undefined;
    if (mask !== undefined) addMask(bits, mask);
  }
  return bits;
}

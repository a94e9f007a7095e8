import { type Bits, hasMask } from '../../bits/bits.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { FeaturePolicy, GuestCpu } from '../definition/definition.ts';
import { type Answer, answer } from '../definition/result.ts';
import { encode } from './encode.ts';
import { overlay } from './update.ts';

/**
 * x86: the definition of a running guest, after QEMU said which registers' bits it enabled and which it could not
 * give [L]: what is there beyond the definition is required, what is not there is disabled.
 */
export function updateLive(
  map: CpuMap,
  guest: GuestCpu,
  registers: { readonly enabled: Bits; readonly disabled: Bits },
): Answer<GuestCpu> {
  const bits = encode(map, guest);
  if (!bits.ok) return bits;
  const changes: FeaturePolicy[] = [];
  for (const { name, mask } of map.features) {
    const enabled = hasMask(registers.enabled, mask);
    const wanted = hasMask(bits.value, mask);
    if (enabled && !wanted) changes.push({ name, policy: 'require' });
    else if (hasMask(registers.disabled, mask) || (wanted && !enabled))
      changes.push({ name, policy: 'disable' });
  }
  return answer({ ...guest, features: overlay(guest.features, changes) });
}

import { type Bits, hasMask } from '../../bits/bits.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { kvmGives } from '../../facts/kvm-gives.ts';
import type { KvmNeed } from '../../facts/kvm-gives-table.ts';

/** Why a guest under KVM gets no such feature, whatever the host has. */
export type NotGiven =
  | { readonly kind: 'never' }
  /** Only with a setting that nobody may have made; `kvmNeeds` has its words. */
  | { readonly kind: 'setting'; readonly needs: KvmNeed }
  /** Only beside this feature, which the guest does not ask for. */
  | { readonly kind: 'beside'; readonly name: string };

/**
 * Why KVM and QEMU leave a feature off that a guest with these bits asks for; undefined if they give it to a guest
 * on a host that has it, and for a name that the table of facts does not know.
 */
export function notGiven(map: CpuMap, name: string, asked: Bits): NotGiven | undefined {
  const gift = kvmGives(name);
  if (gift === undefined) return undefined;
  if (gift.gives === 'never') return { kind: 'never' };
  if (gift.needs !== undefined) return { kind: 'setting', needs: gift.needs };
  const companion = gift.beside === undefined ? undefined : map.featureByName.get(gift.beside);
  if (companion === undefined || hasMask(asked, companion.mask)) return undefined;
  return { kind: 'beside', name: companion.name };
}

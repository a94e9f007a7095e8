import { hasMask } from '../../bits/bits.ts';
import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { type NotGiven, notGiven } from '../../cpu/driver-qemu/not-given.ts';
import { resolveDefinition } from '../../cpu/resolve.ts';
import { baselineGuest, type Pool, virshPrints } from '../pool/pool.ts';

/**
 * Why a feature that virsh prints is not deployed. `migration`: it blocks live migration. `not-offered`: QEMU gives it
 * on no host, or not on all of them.
 */
export type NotDeployed = NotGiven | { readonly kind: 'migration' } | { readonly kind: 'not-offered' };

/** Why this feature is not in the guest that is deployed; undefined if it is. */
export function whyNotDeployed(pool: Pool, name: string): NotDeployed | undefined {
  const guest = baselineGuest(pool);
  const { map } = pool.fleet;
  const feature = map.featureByName.get(name);
  if (guest === undefined || feature === undefined || pool.driver !== 'x86') return undefined;
  const { bits } = resolveDefinition(map, guest);
  if (hasMask(bits, feature.mask)) return undefined;
  if (!feature.migratable) return { kind: 'migration' };
  return notGiven(map, name, bits) ?? { kind: 'not-offered' };
}

export interface LeftOut {
  readonly name: string;
  readonly why: NotDeployed;
}

/** The features of a definition that the deployed guest does not have, in its own order. */
export function leftOutOf(pool: Pool, printed: GuestCpu): LeftOut[] {
  return printed.features.flatMap(({ name, policy }) => {
    const why = policy === 'require' || policy === 'force' ? whyNotDeployed(pool, name) : undefined;
    return why === undefined ? [] : [{ name, why }];
  });
}

/** The features that virsh prints without --migratable and that are not deployed. */
export function leftOutOfVirsh(pool: Pool): LeftOut[] {
  // virsh prints nothing for models that the release doesn't know: it refuses the hosts.
  if (pool.kinds.some(({ included }) => included.some(({ readAs }) => readAs !== undefined))) return [];
  const { answer } = virshPrints(pool, { migratable: false, connection: 'qemu' });
  return answer.ok ? leftOutOf(pool, answer.value) : [];
}

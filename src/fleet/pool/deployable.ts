import { hasMask } from '../../bits/bits.ts';
import type { FeaturePolicy, GuestCpu } from '../../cpu/definition/definition.ts';
import { notGiven } from '../../cpu/driver-qemu/not-given.ts';
import { resolveDefinition } from '../../cpu/resolve.ts';
import type { CpuMap, Feature } from '../../cpu-map/cpu-map.ts';
import { kvmGives } from '../../facts/kvm-gives.ts';

/**
 * The guest CPU that starts and migrates on every host: virsh's answer less what blocks migration and, where QEMU has
 * not told what it gives, less what KVM gives to no guest. A listed feature leaves the list, one of the model is
 * disabled.
 */
export function deployable(map: CpuMap, computed: GuestCpu, toldByQemu: boolean): GuestCpu {
  let guest = computed;
  // A dropped feature may be one that another needs: repeat until nothing changes.
  for (;;) {
    const names = namesToDrop(map, guest, toldByQemu);
    if (names.size === 0) return guest;
    guest = withoutNames(map, guest, names);
  }
}

function namesToDrop(map: CpuMap, guest: GuestCpu, toldByQemu: boolean): Set<string> {
  const { bits } = resolveDefinition(map, guest);
  const asked = map.features.filter(({ mask }) => hasMask(bits, mask));
  return new Set(
    asked
      .filter(
        ({ name, migratable }) => !migratable || (!toldByQemu && notGiven(map, name, bits) !== undefined),
      )
      .map(({ name }) => name),
  );
}

function withoutNames(map: CpuMap, guest: GuestCpu, names: ReadonlySet<string>): GuestCpu {
  const model = map.modelByName.get(guest.model ?? '');
  const kept = guest.features.filter(({ name, policy }) => !names.has(name) || isOff(policy));
  const listed = new Set(kept.map(({ name }) => name));
  const disabled = map.features.filter(
    ({ name, mask }) =>
      names.has(name) && !listed.has(name) && model !== undefined && hasMask(model.bits, mask),
  );
  return {
    ...guest,
    features: [...kept, ...disabled.map(({ name }): FeaturePolicy => ({ name, policy: 'disable' }))],
  };
}

function isOff(policy: FeaturePolicy['policy']): boolean {
  return policy === 'disable' || policy === 'forbid';
}

/** The answer without anything to compute from: the host's own CPU, which moves between equal hosts only. */
export const hostPassthrough: GuestCpu = {
  kind: 'guest',
  mode: 'host-passthrough',
  match: 'exact',
  fallback: 'allow',
  features: [],
};

/** Whether a guest can have it where every host does: if not, nobody loses it by a host that lacks it. */
export function canBeDeployed({ name, migratable }: Feature, toldByQemu: boolean): boolean {
  if (!migratable) return false;
  const gift = toldByQemu ? undefined : kvmGives(name);
  return gift === undefined || (gift.gives !== 'never' && gift.needs === undefined);
}

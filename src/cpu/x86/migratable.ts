import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { GuestCpu, HostCpu } from '../definition/definition.ts';

function blocksMigration(map: CpuMap, name: string): boolean {
  return map.featureByName.get(name)?.migratable === false;
}

/** Without listed features that block migration, whatever their policy. */
export function migratableGuest(map: CpuMap, guest: GuestCpu): GuestCpu {
  return { ...guest, features: guest.features.filter(({ name }) => !blocksMigration(map, name)) };
}

export function migratableHost(map: CpuMap, host: HostCpu): HostCpu {
  return { ...host, features: host.features.filter((name) => !blocksMigration(map, name)) };
}

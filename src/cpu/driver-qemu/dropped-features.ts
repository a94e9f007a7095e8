import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { GuestCpu } from '../definition/definition.ts';
import { driverOf } from '../definition/definition.ts';

/**
 * Features that the QEMU driver never passes to QEMU, by the first release seen with them. Read off the driver
 * libraries of 7.0.0, 9.0.0, 11.3.0 and 12.8.0, as Debian's packages carry them.
 */
const additions: readonly (readonly [release: string, names: readonly string[]])[] = [
  ['0', ['cmt', 'mbm_total', 'mbm_local', 'osxsave', 'ospke']],
  ['11.3', ['vmx-ept-uc', 'vmx-ept-wb', 'vmx-invvpid-single-context']],
  ['12.8', ['ht', 'cmp_legacy']],
];

const byMap = new WeakMap<CpuMap, ReadonlySet<string>>();

/** By the map's release; a release in between has the newest row that is not newer, a map of one's own has them all [Q1]. */
export function droppedFeatures(map: CpuMap): ReadonlySet<string> {
  const before = byMap.get(map);
  if (before !== undefined) return before;
  const names = additions.flatMap(([since, added]) => (isBefore(map.release, since) ? [] : added));
  const made = new Set(names);
  byMap.set(map, made);
  return made;
}

/** A name that is no release is newer than all. */
function isBefore(release: string, since: string): boolean {
  const [major = 0, minor = 0] = release.split('.').map(Number);
  const [sinceMajor = 0, sinceMinor = 0] = since.split('.').map(Number);
  return major < sinceMajor || (major === sinceMajor && minor < sinceMinor);
}

/** x86 only. Listed features go, whatever their policy; what the model has of them stays. */
export function withoutDropped(map: CpuMap, guest: GuestCpu, arch: string): GuestCpu {
  if (driverOf(arch) !== 'x86') return guest;
  const dropped = droppedFeatures(map);
  const features = guest.features.filter(({ name }) => !dropped.has(name));
  return features.length === guest.features.length ? guest : { ...guest, features };
}

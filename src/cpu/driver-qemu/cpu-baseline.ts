import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { CpuDefinition, GuestCpu } from '../definition/definition.ts';
import { type Answer, answer } from '../definition/result.ts';
import { baseline } from '../verbs.ts';
import { expandGuest } from '../x86/expand.ts';
import { withoutDropped } from './dropped-features.ts';

export interface DriverBaselineOptions {
  /** `--features`: spell out every feature of the model. */
  readonly expand?: boolean | undefined;
  /** `--migratable` */
  readonly migratable?: boolean | undefined;
  /** The first CPU's; it chooses the driver. */
  readonly arch?: string | undefined;
}

/** `virsh cpu-baseline` through qemu:///system: libvirt's baseline less what the driver never passes on [Q3]. */
export function driverCpuBaseline(
  map: CpuMap,
  cpus: readonly CpuDefinition[],
  options: DriverBaselineOptions = {},
): Answer<GuestCpu> {
  const { expand, migratable = false } = options;
  const [first] = cpus;
  const arch = options.arch ?? (first?.kind === 'host' ? first.arch : 'x86_64');
  const computed = baseline(map, cpus, { migratable, arch });
  if (!computed.ok) return computed;
  const guest = withoutDropped(map, computed.value, arch);
  return expand ? expandGuest(map, guest) : answer(guest);
}

import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { CpuDefinition, GuestCpu, MaxPhysAddr } from '../definition/definition.ts';
import { type Answer, answer } from '../definition/result.ts';
import { hypervisorBaseline } from '../verbs.ts';
import type { AllowedModel } from '../x86/decode-input.ts';
import { withOwnBlockers } from './own-blockers.ts';

export interface HypervisorBaselineOptions {
  readonly expand?: boolean | undefined;
  readonly migratable?: boolean | undefined;
  /** The custom models of the domain capabilities where virsh runs, usable or not. */
  readonly models: readonly AllowedModel[];
  /** Address widths of all hosts, where there are more hosts than CPUs. */
  readonly widths?: readonly (MaxPhysAddr | undefined)[] | undefined;
}

/** `virsh hypervisor-cpu-baseline` over the host-models of domain capabilities [Q4]. */
export function driverHypervisorBaseline(
  map: CpuMap,
  cpus: readonly CpuDefinition[],
  { expand = false, migratable = false, models, widths }: HypervisorBaselineOptions,
): Answer<GuestCpu> {
  const computed = hypervisorBaseline(map, cpus, {
    models: withOwnBlockers(cpus, models),
    expand,
    migratable,
  });
  if (!computed.ok) return computed;
  const maxphysaddr = map.dialect.knowsMaxphysaddrLimit
    ? sharedLimit(widths ?? cpus.map(({ maxphysaddr }) => maxphysaddr))
    : undefined;
  return answer(maxphysaddr === undefined ? computed.value : { ...computed.value, maxphysaddr });
}

/** The smallest limit, where every CPU passes the host's width through with one. */
function sharedLimit(widths: readonly (MaxPhysAddr | undefined)[]): MaxPhysAddr | undefined {
  const limits = widths.map((width) => (width?.mode === 'passthrough' ? width.limit : undefined));
  const told = limits.filter((limit) => limit !== undefined);
  if (told.length < limits.length || told.length === 0) return undefined;
  return { mode: 'passthrough', limit: told.reduce((least, limit) => Math.min(least, limit)) };
}

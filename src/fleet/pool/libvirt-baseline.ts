import { type CpuDefinition, driverOf, type GuestCpu } from '../../cpu/definition/definition.ts';
import type { Answer } from '../../cpu/definition/result.ts';
import { baseline, hypervisorBaseline } from '../../cpu/verbs.ts';
import type { AllowedModel } from '../../cpu/x86/decode-input.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { FleetHost } from './fleet.ts';

export interface BaselineQuestion {
  readonly definitions: readonly CpuDefinition[];
  /** The hosts that count: what is known of their hypervisors decides how virsh would be asked. */
  readonly hosts: readonly FleetHost[];
  readonly migratable: boolean;
  /** Of the first CPU: it chooses the driver. */
  readonly arch?: string | undefined;
}

/**
 * What virsh answers: `hypervisor-cpu-baseline` where every host says which models its hypervisor gives, else
 * `cpu-baseline`; where all documents come from the QEMU driver, less what that driver never passes to QEMU.
 */
export function libvirtBaseline(map: CpuMap, question: BaselineQuestion): Answer<GuestCpu> {
  const { definitions, hosts, migratable, arch } = question;
  const models = sharedModels(hosts);
  if (models !== undefined && driverOf(arch ?? 'x86_64') === 'x86')
    return hypervisorBaseline(map, definitions, { models, migratable });
  const computed = baseline(map, definitions, { migratable, ...(arch === undefined ? {} : { arch }) });
  if (!computed.ok || !asksQemuDriver(hosts)) return computed;
  const dropped = new Set(map.dialect.qemuDriverDrops);
  const features = computed.value.features.filter(({ name }) => !dropped.has(name));
  return { ok: true, value: { ...computed.value, features } };
}

export function asksQemuDriver(hosts: readonly FleetHost[]): boolean {
  return hosts.length > 0 && hosts.every(({ driver }) => driver === 'qemu');
}

/** Models that every hypervisor lists, with the blockers of all; undefined where a host says nothing of models. */
function sharedModels(hosts: readonly FleetHost[]): AllowedModel[] | undefined {
  const lists = new Set<readonly AllowedModel[]>();
  for (const { allowed } of hosts) {
    if (allowed === undefined || allowed.length === 0) return undefined;
    lists.add(allowed);
  }
  const [first, ...others] = lists;
  if (first === undefined || others.length === 0) return first === undefined ? undefined : [...first];
  const byName = others.map((list) => new Map(list.map(({ name, blockers }) => [name, blockers])));
  return first
    .filter(({ name }) => byName.every((list) => list.has(name)))
    .map(({ name, blockers }) => ({
      name,
      blockers: [...new Set([...blockers, ...byName.flatMap((list) => list.get(name) ?? [])])],
    }));
}

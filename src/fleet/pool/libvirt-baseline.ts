import { type CpuDefinition, driverOf, type GuestCpu } from '../../cpu/definition/definition.ts';
import type { Answer } from '../../cpu/definition/result.ts';
import { driverCpuBaseline } from '../../cpu/driver-qemu/cpu-baseline.ts';
import { driverHypervisorBaseline } from '../../cpu/driver-qemu/hypervisor-baseline.ts';
import { withOwnBlockers } from '../../cpu/driver-qemu/own-blockers.ts';
import { baseline } from '../../cpu/verbs.ts';
import type { AllowedModel } from '../../cpu/x86/decode-input.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { FleetHost, Kind } from './fleet.ts';

/**
 * The part that answers virsh: `qemu`: the QEMU driver, as through qemu:///system. `test`: libvirt's own function, as through
 * test:///default. The connection decides, never the documents.
 */
export type Connection = 'qemu' | 'test';

export interface VirshOptions {
  /** `--migratable` */
  readonly migratable?: boolean | undefined;
  /** `--features` */
  readonly expand?: boolean | undefined;
  /** `qemu` where it is not said. */
  readonly connection?: Connection | undefined;
}

export interface BaselineQuestion extends VirshOptions {
  readonly definitions: readonly CpuDefinition[];
  /** The kinds that count: what is known of their hypervisors decides which command virsh is given. */
  readonly kinds: readonly Pick<Kind, 'cpu' | 'included'>[];
  /** The first CPU's; it chooses the driver. */
  readonly arch?: string | undefined;
}

export interface VirshAnswer {
  readonly command: 'cpu-baseline' | 'hypervisor-cpu-baseline';
  readonly answer: Answer<GuestCpu>;
}

/**
 * The output of virsh: `hypervisor-cpu-baseline` where every host says which models its hypervisor gives, else
 * `cpu-baseline`.
 */
export function libvirtBaseline(map: CpuMap, question: BaselineQuestion): VirshAnswer {
  const { definitions, kinds, migratable = false, expand = false, connection = 'qemu', arch } = question;
  const models = sharedModels(kinds);
  if (models !== undefined && driverOf(arch ?? 'x86_64') === 'x86') {
    const options = { models, migratable, expand, widths: widthsOf(kinds) };
    return {
      command: 'hypervisor-cpu-baseline',
      answer: driverHypervisorBaseline(map, definitions, options),
    };
  }
  const ask = connection === 'qemu' ? driverCpuBaseline : baseline;
  const options = { migratable, expand, ...(arch === undefined ? {} : { arch }) };
  return { command: 'cpu-baseline', answer: ask(map, definitions, options) };
}

/** Each host's own: hosts of one kind may differ in it. */
function widthsOf(kinds: BaselineQuestion['kinds']) {
  return kinds.flatMap(({ included }) =>
    included.map(({ cpu }) => (cpu.kind === 'guest' ? cpu.cpu.maxphysaddr : undefined)),
  );
}

/** Models that every hypervisor lists, with the blockers of all; undefined if a host says nothing of models. */
function sharedModels(kinds: BaselineQuestion['kinds']): AllowedModel[] | undefined {
  const cpusByList = new Map<NonNullable<FleetHost['allowed']>, CpuDefinition[]>();
  for (const { cpu, included } of kinds) {
    for (const { allowed } of included) {
      if (allowed === undefined || allowed.length === 0) return undefined;
      const cpus = cpusByList.get(allowed);
      if (cpus === undefined) cpusByList.set(allowed, [cpu.definition]);
      else if (cpus.at(-1) !== cpu.definition) cpus.push(cpu.definition);
    }
  }
  const [first, ...others] = [...cpusByList].map(([list, cpus]) => withOwnBlockers(cpus, list));
  if (first === undefined || others.length === 0) return first === undefined ? undefined : [...first];
  const byName = others.map((list) => new Map(list.map(({ name, blockers }) => [name, blockers])));
  return first
    .filter(({ name }) => byName.every((list) => list.has(name)))
    .map(({ name, blockers }) => ({
      name,
      blockers: [...new Set([...blockers, ...byName.flatMap((list) => list.get(name) ?? [])])],
    }));
}

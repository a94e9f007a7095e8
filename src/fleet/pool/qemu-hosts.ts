import { addMask } from '../../bits/bits.ts';
import type { CpuDefinition, GuestCpu, HostCpu } from '../../cpu/definition/definition.ts';
import type { QemuHost, QemuView } from '../../cpu/driver-qemu/qemu-host.ts';
import { inOurNames, type ResolvedCpu } from '../../cpu/resolve.ts';
import { candidateFor } from '../../cpu/x86/candidate.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { predictedOf } from './predicted.ts';

/** The host as the QEMU driver sees it, from its own CPU and from what QEMU gives; undefined if that is no guest CPU. */
export function toldHost(
  map: CpuMap,
  {
    own,
    given,
    view,
  }: {
    readonly own: CpuDefinition | undefined;
    readonly given: CpuDefinition;
    readonly view: QemuView;
  },
): QemuHost | undefined {
  if (given.kind !== 'guest') return undefined;
  const { virttype = 'kvm', cpu, models } = view;
  const isOfQemu = cpu.kind === 'names' && cpu.vocabulary === 'qemu';
  const named = isOfQemu ? models?.map((model) => inOurNames(map, model)) : models;
  return { virttype, cpu: hostCpuOf(own), reported: asReported(given), models: named };
}

function hostCpuOf(own: CpuDefinition | undefined): HostCpu | undefined {
  return own?.kind === 'host' ? own : undefined;
}

/** libvirt itself reports a host-model with fallback forbid; what was decoded from QEMU's reply is one too. */
function asReported(definition: GuestCpu): GuestCpu {
  return definition.fallback === 'forbid' ? definition : { ...definition, fallback: 'forbid' };
}

/**
 * For hosts without a document of QEMU's view: the host CPU after our own table of what KVM gives. Features that it can't decide
 * are taken as given: nothing is held against a host without need.
 */
export function predictedHost(map: CpuMap, own: ResolvedCpu): QemuHost | undefined {
  const { definition, arch } = own;
  const model = map.modelByName.get(definition.model ?? '');
  if (definition.kind !== 'host' || model === undefined || arch !== 'x86_64') return undefined;
  const view = predictedOf(map, own);
  const bits = view.bits.slice();
  for (const name of view.undecided) {
    const feature = map.featureByName.get(name);
    if (feature !== undefined) addMask(bits, feature.mask);
  }
  const { features } = candidateFor(map, model, { bits, type: 'guest', blockers: [] });
  const { vendor } = definition;
  const reported: GuestCpu = {
    kind: 'guest',
    mode: 'custom',
    match: 'exact',
    fallback: 'forbid',
    model: model.name,
    ...(vendor === undefined ? {} : { vendor }),
    features,
  };
  return { virttype: 'kvm', cpu: definition, reported };
}

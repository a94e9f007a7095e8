import { type ResolvedCpu, resolveCpu } from '../../cpu/resolve.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { FleetHost } from '../pool/fleet.ts';
import { predictedHost, toldHost } from '../pool/qemu-hosts.ts';
import type { StartPlace } from './start-verdict.ts';

const memory = new WeakMap<ResolvedCpu, Map<object | undefined, StartPlace>>();

/** A host where a guest is to start, from both of its sides; made once for hosts that share both. */
export function startPlace(map: CpuMap, cpu: ResolvedCpu, host: FleetHost): StartPlace {
  let bySide = memory.get(cpu);
  if (bySide === undefined) {
    bySide = new Map();
    memory.set(cpu, bySide);
  }
  const side = otherSide(host);
  const before = bySide.get(side);
  if (before?.map === map) return before;
  const made = makePlace(map, cpu, host);
  bySide.set(side, made);
  return made;
}

/** The parts in which hosts of one kind may differ. */
export function otherSide({ own, qemu }: FleetHost): object | undefined {
  return own ?? qemu?.cpu;
}

function makePlace(map: CpuMap, cpu: ResolvedCpu, host: FleetHost): StartPlace {
  const { own, qemu, virttype, allowed } = host;
  if (cpu.definition.kind === 'guest') {
    const beside = own && resolveCpu(map, own).definition;
    const view = { virttype, cpu: host.cpu, models: allowed };
    return { map, told: toldHost(map, { own: beside, given: cpu.definition, view }), predicted: undefined };
  }
  if (qemu === undefined) return { map, told: undefined, predicted: predictedHost(map, cpu) };
  const given = resolveCpu(map, qemu.cpu, { allowed: qemu.models, arch: cpu.arch }).definition;
  const told = toldHost(map, { own: cpu.definition, given, view: qemu });
  return { map, told, predicted: undefined };
}

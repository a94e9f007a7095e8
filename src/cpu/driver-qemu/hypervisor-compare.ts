import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { CpuDefinition, FeaturePolicy } from '../definition/definition.ts';
import { type Answer, answer, refusal } from '../definition/result.ts';
import { type Comparison, compareX86, incompatible } from '../x86/compare.ts';
import { policiesOf } from '../x86/encode.ts';
import { hostView, type QemuHost } from './qemu-host.ts';

/** `virsh hypervisor-cpu-compare` against a host's domain capabilities [Q5]. */
export function driverHypervisorCompare(map: CpuMap, host: QemuHost, cpu: CpuDefinition): Answer<Comparison> {
  return compareWith(map, { host, cpu, compat: host.reported });
}

interface Question {
  readonly host: QemuHost;
  readonly cpu: CpuDefinition;
  /** The view that a compatibility check compares with: *reported*, or *full* when a guest starts. */
  readonly compat: CpuDefinition | undefined;
}

export function compareWith(map: CpuMap, { host, cpu, compat }: Question): Answer<Comparison> {
  if (!map.dialect.asksBlockers) return compatCheck(map, compat, cpu);
  const { modelByName, given } = hostView(map, host);
  const listed = cpu.model === undefined ? undefined : modelByName.get(cpu.model);
  const features = policiesOf(cpu);
  if (listed?.usable === 'yes' && features.every(({ policy }) => policy === 'disable')) return superset();
  if (cpu.model === undefined || host.reported?.fallback !== 'forbid' || listed === undefined) {
    return compatCheck(map, compat, cpu);
  }
  const model = map.modelByName.get(cpu.model);
  if (model === undefined) return refusal(`invalid argument: unknown CPU model ${cpu.model}`);
  if (model.checkCompat) return compatCheck(map, compat, cpu);
  const missing = [...unblocked(listed.blockers, features), ...notGiven(features, given)];
  return missing.length === 0 ? superset() : answer(incompatible([{ kind: 'missing', features: missing }]));
}

function unblocked(blockers: readonly string[], features: readonly FeaturePolicy[]): string[] {
  const disabled = new Set(features.filter(({ policy }) => policy === 'disable').map(({ name }) => name));
  return blockers.filter((name) => !disabled.has(name));
}

function notGiven(features: readonly FeaturePolicy[], given: ReadonlySet<string>): string[] {
  return features.flatMap(({ name, policy }) => (policy === 'require' && !given.has(name) ? [name] : []));
}

function superset(): Answer<Comparison> {
  return answer({ result: 'superset', reasons: [], extra: [] });
}

const UNKNOWN_HOST = 'the CPU is incompatible with host CPU: unknown host CPU';

function compatCheck(map: CpuMap, host: CpuDefinition | undefined, cpu: CpuDefinition): Answer<Comparison> {
  return host?.model === undefined ? refusal(UNKNOWN_HOST) : compareX86(map, host, cpu);
}

import { hasMask } from '../../bits/bits.ts';
import { driverOf, type GuestCpu } from '../../cpu/definition/definition.ts';
import type { Answer } from '../../cpu/definition/result.ts';
import { compare, comparesWithoutLooking } from '../../cpu/verbs.ts';
import type { Comparison } from '../../cpu/x86/compare.ts';
import { compareX86 } from '../../cpu/x86/compare.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { Kind } from '../pool/fleet.ts';
import type { Pool } from '../pool/pool.ts';
import { predictedOf } from '../pool/predicted.ts';

/** Whether hosts of a kind run the guest CPU: libvirt's compare, with every reason. */
export interface Verdict {
  readonly kind: Kind;
  readonly answer: Answer<Comparison>;
  /** libvirt says identical for this architecture without looking. */
  readonly unlooked: boolean;
  /**
   * Features that the host's own CPU lacks and that KVM is predicted to make: they count as the host's, since a
   * guest is started against what QEMU gives. In map order; empty where QEMU's own word is known.
   */
  readonly predicted: readonly string[];
}

export function verdictsOf(pool: Pool, guest: GuestCpu): Verdict[] {
  return pool.kinds.map((kind) => verdictOn(pool, kind, guest));
}

export function verdictOn({ fleet: { map } }: Pool, kind: Kind, guest: GuestCpu): Verdict {
  const { definition, arch } = kind.cpu;
  const unlooked = comparesWithoutLooking(map, arch);
  // What QEMU gives is a guest definition; libvirt compares its bits as it does a host's.
  if (definition.kind !== 'host') {
    return { kind, answer: compareX86(map, definition, guest), unlooked, predicted: [] };
  }
  const answer = compare(map, definition, guest);
  const predicted = driverOf(arch) === 'x86' ? madeByKvm(map, kind, answer) : [];
  if (predicted.length === 0) return { kind, answer, unlooked, predicted };
  const withKvm = { ...definition, features: [...definition.features, ...predicted] };
  return { kind, answer: compare(map, withKvm, guest), unlooked, predicted };
}

/** Of what an answer says is missing, what KVM is predicted to make on hosts of the kind. */
function madeByKvm(map: CpuMap, { cpu }: Kind, answer: Answer<Comparison>): string[] {
  if (!answer.ok) return [];
  const missing = answer.value.reasons.flatMap((reason) =>
    reason.kind === 'missing' ? reason.features : [],
  );
  if (missing.length === 0) return [];
  const view = predictedOf(map, cpu);
  return missing.filter((name) => {
    const feature = map.featureByName.get(name);
    return feature !== undefined && hasMask(view.bits, feature.mask);
  });
}

/** Number of hosts that run it. */
export function hostsThatRun(verdicts: readonly Verdict[]): number {
  return verdicts.reduce(
    (sum, { kind, answer }) =>
      sum + (answer.ok && answer.value.result !== 'incompatible' ? kind.included.length : 0),
    0,
  );
}

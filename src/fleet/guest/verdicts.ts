import type { GuestCpu } from '../../cpu/definition/definition.ts';
import type { Answer } from '../../cpu/definition/result.ts';
import { compare, comparesWithoutLooking } from '../../cpu/verbs.ts';
import type { Comparison } from '../../cpu/x86/compare.ts';
import { compareX86 } from '../../cpu/x86/compare.ts';
import type { Kind } from '../pool/fleet.ts';
import type { Pool } from '../pool/pool.ts';

/** Whether hosts of a kind run the guest CPU: libvirt's compare, with every reason. */
export interface Verdict {
  readonly kind: Kind;
  readonly answer: Answer<Comparison>;
  /** libvirt says identical for this architecture without looking. */
  readonly unlooked: boolean;
}

export function verdictsOf(pool: Pool, guest: GuestCpu): Verdict[] {
  return pool.kinds.map((kind) => verdictOn(pool, kind, guest));
}

export function verdictOn({ fleet: { map } }: Pool, kind: Kind, guest: GuestCpu): Verdict {
  const { definition, arch } = kind.cpu;
  const unlooked = comparesWithoutLooking(map, arch);
  if (definition.kind === 'host') return { kind, answer: compare(map, definition, guest), unlooked };
  // What QEMU gives is a guest definition; libvirt compares its bits as it does a host's.
  return { kind, answer: compareX86(map, definition, guest), unlooked };
}

/** Number of hosts that run it. */
export function hostsThatRun(verdicts: readonly Verdict[]): number {
  return verdicts.reduce(
    (sum, { kind, answer }) =>
      sum + (answer.ok && answer.value.result !== 'incompatible' ? kind.included.length : 0),
    0,
  );
}

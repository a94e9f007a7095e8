import type { Answer } from '../../cpu/definition/result.ts';
import { compare } from '../../cpu/verbs.ts';
import { type Comparison, compareX86 } from '../../cpu/x86/compare.ts';
import type { Kind } from '../pool/fleet.ts';
import type { Pool } from '../pool/pool.ts';

/** Whether a guest that has all of one kind's CPU could move to another kind: libvirt's compare of the two. */
export interface Direction {
  readonly to: Kind;
  readonly answer: Answer<Comparison>;
}

export function directionsFrom({ kinds, fleet: { map } }: Pool, from: Kind): Direction[] {
  return kinds
    .filter(({ index }) => index !== from.index)
    .map((to) => {
      const [host, cpu] = [to.cpu.definition, from.cpu.definition];
      return { to, answer: host.kind === 'host' ? compare(map, host, cpu) : compareX86(map, host, cpu) };
    });
}

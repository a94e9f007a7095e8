import { hasMask } from '../../bits/bits.ts';
import { type Level, levelOf } from '../../cpu/x86/level.ts';
import { type Mitigation, mitigationGroups } from '../../facts/mitigations.ts';
import type { Pool } from '../pool/pool.ts';
import type { Guest } from './guest.ts';

/** A guest CPU's value: its level, and its security features. */
export interface Summary {
  readonly level: Level;
  readonly mitigations: MitigationSummary;
}

export interface MitigationSummary {
  /** Groups with something to say, in the order of the facts. */
  readonly groups: readonly MitigationGroupSummary[];
  /** How many the guest sees, and how many it doesn't though some host has them. */
  readonly seen: number;
  readonly missed: number;
}

export interface MitigationGroupSummary {
  readonly id: string;
  readonly title: string;
  readonly seen: readonly Mitigation[];
  readonly missed: readonly Missed[];
}

export interface Missed {
  readonly fact: Mitigation;
  /** Hosts that have it; as many as count when the guest alone leaves it out. */
  readonly hosts: number;
}

export function summaryOf(pool: Pool, guest: Guest): Summary {
  return { level: levelOf(pool.fleet.map, guest.bits), mitigations: mitigationsOf(pool, guest) };
}

/** A feature whose presence asks for care is no loss where it is absent. */
function mitigationsOf(pool: Pool, guest: Guest): MitigationSummary {
  const groups = mitigationGroups.map(({ id, title, features }): MitigationGroupSummary => {
    const seen: Mitigation[] = [];
    const missed: Missed[] = [];
    for (const fact of features) {
      const feature = pool.fleet.map.featureByName.get(fact.name);
      if (feature === undefined) continue;
      if (hasMask(guest.bits, feature.mask)) seen.push(fact);
      else if (fact.kind !== 'needs-care' && hasMask(pool.some, feature.mask)) {
        missed.push({ fact, hosts: hostsWith(pool, fact.name) });
      }
    }
    return { id, title, seen, missed };
  });
  const telling = groups.filter(({ seen, missed }) => seen.length + missed.length > 0);
  return {
    groups: telling,
    seen: telling.reduce((sum, { seen }) => sum + seen.length, 0),
    missed: telling.reduce((sum, { missed }) => sum + missed.length, 0),
  };
}

/** How many of the hosts that count have a feature, by name. */
export function hostsWith({ fleet, kinds }: Pool, name: string): number {
  const mask = fleet.map.featureByName.get(name)?.mask;
  if (mask === undefined) return 0;
  return kinds.reduce((sum, { cpu, included }) => sum + (hasMask(cpu.bits, mask) ? included.length : 0), 0);
}

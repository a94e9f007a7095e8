import { type Bits, keepBits } from '../../bits/bits.ts';
import { featuresGained } from '../costs.ts';
import type { FleetHost } from '../fleet.ts';
import { nameList, type Phrase, plural, text } from '../phrases.ts';
import type { Pool } from '../pool.ts';

/** Hosts that don't count: who, and what a guest can have without them. Empty where all count. */
export function outPhrases(pool: Pool, out: readonly FleetHost[], onTrial: boolean): Phrase[] {
  if (out.length === 0) return [];
  // The answer says it already.
  if (pool.hosts === 0 && !onTrial) return [];
  const gain = gainWords(pool, out);
  const who = nameList(out.map(({ name }) => name));
  if (onTrial) {
    return [text('Preview without '), ...who, text(`${gain}. Nothing is changed until you apply it.`)];
  }
  return [...who, text(` ${out.length === 1 ? 'is' : 'are'} left out${gain}.`)];
}

/** Of another architecture, or with no host left, nothing can be compared. */
function gainWords(pool: Pool, out: readonly FleetHost[]): string {
  const { fleet, archs, common, hosts, driver } = pool;
  if (hosts === 0 || driver !== 'x86') return '';
  const kinds = new Set(out.flatMap(({ id }) => fleet.kindOf.get(id) ?? []));
  let all: Bits = common.slice();
  for (const { cpu } of kinds) {
    if (!archs.includes(cpu.arch) || cpu.unknownModel !== undefined) return '';
    all = keepBits(all, cpu.bits);
  }
  const gained = featuresGained(fleet.map, all, common);
  return gained === 0 ? ': a guest gains nothing' : `: a guest can have ${plural(gained, 'more feature')}`;
}

import { type Bits, keepBits } from '../../bits/bits.ts';
import { featuresGained } from '../matrix/costs.ts';
import { hostTerm } from '../matrix/filter.ts';
import type { FleetHost } from '../pool/fleet.ts';
import type { Pool } from '../pool/pool.ts';
import { nameList, type Phrase, plural, text } from '../wording/phrases.ts';

/** Hosts that don't count: who, and what a guest can have without them. Empty where all count. */
export function outPhrases(pool: Pool, out: readonly FleetHost[], onTrial: boolean): Phrase[] {
  if (out.length === 0) return [];
  // The answer says it already.
  if (pool.hosts === 0 && !onTrial) return [];
  const gain = gainPhrases(pool, out);
  const who = nameList(out.map(({ name }) => name));
  if (onTrial) {
    return [text('Preview without '), ...who, ...gain, text('. Nothing is changed until you apply it.')];
  }
  return [...who, text(` ${out.length === 1 ? 'is' : 'are'} excluded`), ...gain, text('.')];
}

/** Nothing can be compared for another architecture, or with no host left. */
function gainPhrases(pool: Pool, out: readonly FleetHost[]): Phrase[] {
  const { fleet, archs, common, hosts, driver } = pool;
  const [first] = out;
  if (hosts === 0 || driver !== 'x86' || first === undefined) return [];
  const kinds = new Set(out.flatMap(({ id }) => fleet.kindOf.get(id) ?? []));
  let all: Bits = common.slice();
  for (const { cpu } of kinds) {
    if (!archs.includes(cpu.arch) || cpu.unknownModel !== undefined) return [];
    all = keepBits(all, cpu.bits);
  }
  const gained = featuresGained(pool, all, common);
  if (gained === 0) return [text(': a guest gains nothing')];
  const count = plural(gained, 'more feature');
  // Several kinds may each lack another feature: no filter says that.
  if (kinds.size > 1) return [text(`: a guest can have ${count}`)];
  const filter = `is:same is:givable ${hostTerm('missing', first.name)}`;
  return [
    text(': a guest can have '),
    { kind: 'count', text: count, to: { to: 'filter', filter, all: true } },
  ];
}

import { hasBit } from '../../bits/bits.ts';
import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { levelOf } from '../../cpu/x86/level.ts';
import type { X8664LevelName } from '../../facts/x86-64-levels.ts';
import { x8664Levels } from '../../facts/x86-64-levels.ts';
import type { Kind } from '../pool/fleet.ts';
import { baselineGuest, type Pool, poolOf } from '../pool/pool.ts';
import type { Block } from './blocks.ts';
import type { LeaveOut } from './leave-out.ts';
import { commonBits } from './migration-groups.ts';

/** Gains from excluding hosts. */
export interface LadderLine {
  /** Number of excluded hosts. */
  readonly hosts: number;
  readonly kinds: readonly Kind[];
  /** Ids of the hosts. */
  readonly ids: readonly string[];
  readonly guest: GuestCpu | undefined;
  readonly level: X8664LevelName | undefined;
  /** The level is higher than on the line before. */
  readonly rises: boolean;
  /** Features that some host of the group has, and the guests of the rest do without. */
  readonly lost: number;
  /** Names of what is gained over the line before. */
  readonly gained: readonly string[];
  /** Whether no other so many hosts gain more. */
  readonly exact: boolean;
}

/** The first line is the group as it is. The hosts that reach a level stand among the others, by their number. */
export function ladderLines(pool: Pool, block: Block, steps: readonly LeaveOut[]): readonly LadderLine[] {
  const none: LeaveOut = { hosts: 0, items: [], common: 0, exact: true };
  const all = [none, ...steps, ...levelSteps(block)].toSorted((a, b) => a.hosts - b.hosts);
  const some = namesOf(block, orOf(block));
  const lines: LadderLine[] = [];
  let before: ReadonlySet<string> | undefined;
  for (const step of all) {
    const rest = block.items.filter((_, at) => !step.items.includes(at));
    const has = new Set(namesOf(block, commonBits(rest)));
    const gained = before === undefined ? [] : [...has].filter((name) => !before?.has(name));
    if (before !== undefined && gained.length === 0) continue;
    const kinds = step.items.flatMap((at) => block.items[at]?.kinds ?? []);
    const ids = kinds.flatMap(({ included }) => included.map(({ id }) => id));
    const left = ids.length === 0 ? pool : poolLess(pool, new Set(ids));
    const level = left.driver === 'x86' ? levelOf(left.fleet.map, left.common).name : undefined;
    lines.push({
      hosts: step.hosts,
      kinds,
      ids,
      guest: baselineGuest(left),
      level,
      rises: lines.length > 0 && level !== lines.at(-1)?.level,
      lost: some.length - has.size,
      gained,
      exact: step.exact,
    });
    before = has;
  }
  return lines;
}

/** The hosts to exclude for the rest to reach each level: all that lack any of it, so there is one such set. */
function levelSteps({ items, features }: Block): LeaveOut[] {
  const places = new Map(features.map((name, at) => [name, at]));
  const asked: number[] = [];
  return x8664Levels.flatMap(({ features: names }) => {
    for (const name of names) asked.push(places.get(name) ?? -1);
    const lacking = [...items.keys()].filter((at) =>
      asked.some((bit) => bit >= 0 && !hasBit(items[at]?.bits ?? nothing, bit)),
    );
    if (lacking.length === 0 || lacking.length === items.length) return [];
    const hosts = lacking.reduce((sum, at) => sum + (items[at]?.hosts ?? 0), 0);
    return [{ hosts, items: lacking, common: 0, exact: true }];
  });
}

const nothing = new Uint32Array(0);

function orOf({ items }: Block): Uint32Array {
  const some = new Uint32Array(items[0]?.bits.length ?? 0);
  for (const { bits } of items)
    for (let i = 0; i < some.length; i++) some[i] = (some[i] ?? 0) | (bits[i] ?? 0);
  return some;
}

function namesOf({ features }: Block, bits: Uint32Array): string[] {
  return features.filter((_, at) => hasBit(bits, at));
}

function poolLess(pool: Pool, out: ReadonlySet<string>): Pool {
  const kept = new Set(pool.kinds.flatMap(({ included }) => included.map(({ id }) => id)));
  const without = pool.fleet.hosts.flatMap(({ id }) => (kept.has(id) && !out.has(id) ? [] : [id]));
  const { migratable, connection } = pool;
  return poolOf(pool.fleet, { without: new Set(without), migratable, connection });
}

import { levelOf } from '../../cpu/x86/level.ts';
import type { HostGroup } from '../groups/host-groups.ts';
import type { Guest } from '../guest/guest.ts';
import { costliest, costsOf } from '../matrix/costs.ts';
import type { Pool } from '../pool/pool.ts';
import { type Phrase, plural, text } from '../wording/phrases.ts';
import { costWords, definitionPhrases, unlinked } from './answer-sentence.ts';
import type { AnswerText } from './answer-text.ts';

/** A group, and what its hosts share. */
export interface GroupAnswer {
  readonly group: HostGroup;
  readonly pool: Pool;
  /** Undefined where there is no guest CPU for all of them. */
  readonly guest: Guest | undefined;
  /** The shown group: only its counts lead somewhere. */
  readonly inHand: boolean;
}

/** `40 hosts are 2 groups. Intel: …; AMD: …`. Two are said whole, more by what their guests reach. */
export function groupsAnswer(groups: readonly GroupAnswer[], second: readonly Phrase[]): AnswerText {
  const hosts = groups.reduce((sum, { pool }) => sum + pool.hosts, 0);
  const start: Phrase[] = [
    { kind: 'count', text: plural(hosts, 'host'), to: { to: 'hosts' } },
    text(' are '),
    { kind: 'count', text: plural(groups.length, 'group'), to: { to: 'groups' } },
  ];
  const main =
    groups.length > 2
      ? [...start, ...byLevel(groups), ...worstCosts(groups)]
      : [...start, text('.'), ...groups.flatMap(wholeGroup)];
  return { main, second, refused: false };
}

function wholeGroup({ group, pool, guest, inHand }: GroupAnswer): Phrase[] {
  const name = text(` ${group.name}: `);
  if (guest === undefined) return [name, text('no guest CPU for all of them.')];
  const definition = definitionPhrases(pool, guest.cpu);
  const cost = costWords(pool, 'it');
  const said = cost.length === 0 ? definition : [...definition.slice(0, -1), text('; '), ...cost, text('.')];
  return [name, ...(inHand ? said : unlinked(said))];
}

/** `: 13 on x86-64-v4, 12 on v3, 15 on v2.` */
function byLevel(groups: readonly GroupAnswer[]): Phrase[] {
  const hosts = new Map<string | undefined, number>();
  for (const { pool } of groups) {
    const level = pool.driver === 'x86' ? levelOf(pool.fleet.map, pool.common).name : undefined;
    hosts.set(level, (hosts.get(level) ?? 0) + pool.hosts);
  }
  const levels = [...hosts].filter(([level]) => level !== undefined);
  const sorted = levels.toSorted(([a = ''], [b = '']) => (a < b ? 1 : -1));
  if (sorted.length === 0) return [text('.')];
  const counts = sorted.flatMap(([level = '', count], at): Phrase[] => [
    text(`${at === 0 ? ': ' : ', '}${count.toLocaleString('en')} on `),
    { kind: 'word', text: at === 0 ? level : level.replace('x86-64-', '') },
  ]);
  const others = hosts.get(undefined);
  return [...counts, text(others === undefined ? '.' : `, ${plural(others, 'other')}.`)];
}

const MOST_COSTS = 2;

/** ` In Intel old, kvm-28 costs 12 features; in AMD, kvm-35 costs 21.` */
function worstCosts(groups: readonly GroupAnswer[]): Phrase[] {
  const costs = groups
    .map(({ group, pool }) => ({ group, pool, lost: costliest(costsOf(pool))?.alone.length ?? 0 }))
    .filter(({ lost }) => lost > 0)
    .toSorted((a, b) => b.lost - a.lost)
    .slice(0, MOST_COSTS);
  if (costs.length === 0) return [];
  const said = costs.flatMap(({ group, pool }, at): Phrase[] => [
    text(`${at === 0 ? ' In ' : '; in '}${group.name}, `),
    ...unlinked(costWords(pool)),
  ]);
  return [...said, text('.')];
}

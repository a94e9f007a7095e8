import { levelOf } from '../../cpu/x86/level.ts';
import type { Feature } from '../../cpu-map/cpu-map.ts';
import { poolLess } from '../answer/answer-sentence.ts';
import { featuresGained, hostsToLeaveOut } from '../matrix/costs.ts';
import { canBeDeployed } from '../pool/deployable.ts';
import { baselineGuest, isToldByQemu, type Pool } from '../pool/pool.ts';
import { code, type Phrase, text } from '../wording/phrases.ts';
import type { ExplainContext } from './context.ts';
import type { ExplanationAction } from './explanation.ts';

interface Regain {
  readonly sentence: readonly Phrase[];
  readonly actions: readonly ExplanationAction[];
}

/**
 * The fewest hosts to exclude for the pool to have all of these features again, what else it gains by that, and
 * the buttons for it; undefined if nothing is lacked, or by all.
 */
export function regain({ pool }: ExplainContext, wanted: readonly Feature[]): Regain | undefined {
  const isTold = isToldByQemu(pool);
  const features = wanted.filter((feature) => canBeDeployed(feature, isTold));
  const hosts = features.length === 0 ? [] : hostsToLeaveOut(pool, features);
  if (hosts.length === 0 || hosts.length === pool.hosts) return undefined;
  const { map } = pool.fleet;
  const without = poolLess(pool, new Set(hosts));
  const gained = featuresGained(pool, pool.common, without.common) - features.length;
  const level = levelOf(map, without.common).name;
  const them = hosts.length === 1 ? 'that host' : 'those hosts';
  const more = gained > 0 ? ` and ${gained} more` : '';
  const higher = level === undefined || level === levelOf(map, pool.common).name ? '' : `, and ${level}`;
  const what = features.length === 1 ? 'it' : `these ${features.length}`;
  const any = features.length === 1 ? 'it' : 'any';
  const label =
    hosts.length === 1
      ? `Exclude the host that lacks ${any}`
      : `Exclude the ${hosts.length} hosts that lack ${any}`;
  return {
    sentence: [
      text(`Without ${them} the guest can gain ${what}${more}${higher}`),
      ...modelThen(pool, without),
    ],
    actions: [
      { kind: 'preview', hosts, label: `Preview without ${them}` },
      { kind: 'leave-out', hosts, label },
    ],
  };
}

/** Another model than the pool has now is said by its name. */
function modelThen(pool: Pool, without: Pool): Phrase[] {
  const model = baselineGuest(without)?.model;
  if (model === undefined || model === baselineGuest(pool)?.model) return [text('.')];
  return [text('; its model is then '), code(model), text('.')];
}

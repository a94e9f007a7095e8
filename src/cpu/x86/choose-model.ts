import { type CpuMap, type Dialect, type Model, matchesSignature } from '../../cpu-map/cpu-map.ts';
import { type Answer, answer, refusal } from '../definition/result.ts';
import { type Candidate, candidateFor, type Weight, weigh } from './candidate.ts';
import type { AllowedModel, CpuData, DecodeOptions } from './decode-input.ts';

/** Walks the models backwards and keeps the better one, as libvirt does [D4–D6]. */
export function chooseModel(map: CpuMap, data: CpuData, options: DecodeOptions): Answer<Candidate> {
  const preferred = new Set(options.preferred ?? []);
  const allowed = allowedByName(options.allowed);
  const given = { bits: data.bits, type: options.type };
  let best: Contender | undefined;
  for (let i = map.models.length - 1; i >= 0; i--) {
    const model = map.models[i];
    if (model === undefined) continue;
    if (allowed !== undefined && !allowed.has(model.name)) {
      if (preferred.size === 1 && preferred.has(model.name) && options.fallback === 'forbid') {
        return refusal(`unsupported configuration: CPU model ${model.name} is not supported by hypervisor`);
      }
      continue;
    }
    if (data.vendor !== undefined && model.vendor !== undefined && model.vendor.name !== data.vendor.name)
      continue;
    const blockers = allowed?.get(model.name) ?? [];
    const contender = { model, blockers, weight: weigh(map, model, { ...given, blockers }) };
    const better = judge({ contender, best, data, preferred, type: options.type, dialect: map.dialect });
    if (better === 'worse') continue;
    best = contender;
    if (better === 'final') break;
  }
  return best === undefined
    ? refusal('internal error: Cannot find suitable CPU model for given data')
    : answer(candidateFor(map, best.model, { ...given, blockers: best.blockers }));
}

/** libvirt takes the first of a name given twice. */
export function allowedByName(
  allowed: readonly AllowedModel[] | undefined,
): ReadonlyMap<string, readonly string[]> | undefined {
  if (allowed === undefined) return undefined;
  const byName = new Map<string, readonly string[]>();
  for (const { name, blockers } of allowed) if (!byName.has(name)) byName.set(name, blockers);
  return byName;
}

interface Contender {
  readonly model: Model;
  readonly blockers: readonly string[];
  readonly weight: Weight;
}

interface Contest {
  readonly contender: Contender;
  readonly best: Contender | undefined;
  readonly data: CpuData;
  readonly preferred: ReadonlySet<string>;
  readonly type: 'host' | 'guest';
  readonly dialect: Dialect;
}

/** Whether the contender replaces the best so far; `final` ends the walk [D6]. */
function judge({ contender, best, data, preferred, type, dialect }: Contest): 'worse' | 'better' | 'final' {
  const { model, weight } = contender;
  if (!(type === 'host' ? model.decodeHost : model.decodeGuest)) return 'worse';
  if (type === 'host' && weight.disable > 0) return 'worse';
  const isPreferred = preferred.has(model.name);
  if (isPreferred && preferred.size === 1) return 'final';
  if (best === undefined) return 'better';
  if (data.signature !== undefined) {
    const bestMatches = matchesSignature(best.model.signatures, data.signature);
    const matches = matchesSignature(model.signatures, data.signature);
    if (bestMatches !== matches) return matches ? 'better' : 'worse';
  }
  const mine = score(weight, type, dialect);
  const its = score(best.weight, type, dialect);
  if (mine.total < its.total) return 'better';
  if (mine.total === its.total && mine.disabled < its.disabled) return 'better';
  return isPreferred && mine.disabled < its.disabled ? 'better' : 'worse';
}

export interface Score {
  readonly total: number;
  readonly disabled: number;
}

/**
 * The cost of a candidate's list [D6f]: its required features stand first, then those to disable, each of which costs
 * more than the one before. The bound shrinks with every disable found, so that those at the end go uncounted:
 * libvirt counts so, and its choice depends on it. 7.0 counts a guest's list as it counts a host's.
 */
export function score(
  { require, disable }: Weight,
  type: 'host' | 'guest',
  { modelScore }: Pick<Dialect, 'modelScore'>,
): Score {
  if (type === 'host' || modelScore === 'length') return { total: require + disable, disabled: 0 };
  let bound = require + disable;
  let disabled = 0;
  let penalty = 2;
  for (let i = require; i < bound; i++) {
    bound--;
    disabled += penalty++;
  }
  return { total: bound + disabled, disabled };
}

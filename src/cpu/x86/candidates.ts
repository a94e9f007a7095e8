import { hasMask } from '../../bits/bits.ts';
import { type CpuMap, type Model, matchesSignature } from '../../cpu-map/cpu-map.ts';
import type { FeaturePolicy } from '../definition/definition.ts';
import { type Candidate, candidateFor, weightOf } from './candidate.ts';
import { allowedByName, type Score, score } from './choose-model.ts';
import { withoutBrokenTsx } from './decode.ts';
import type { AllowedModel, CpuData } from './decode-input.ts';

/** A model as an expression of given bits: model + require − disable = the bits' features. */
export interface RankedCandidate {
  readonly model: Model;
  /** Require first, then disable, as libvirt would list them. */
  readonly features: readonly FeaturePolicy[];
  readonly require: readonly string[];
  /** Features of the model that the bits lack, and of blockers. */
  readonly disable: readonly string[];
  /** The model's own removed features, listed as disable whatever the bits. */
  readonly removed: readonly string[];
  readonly score: Score;
  readonly signatureMatches: boolean;
  /** libvirt's own choice. */
  readonly chosen: boolean;
  /** Why libvirt doesn't take it; absent for the one that it takes. */
  readonly passedOver?: PassedOver;
}

/** All that its definition would list as disable. What the model names itself changes no bit, but it is listed. */
export function listedAsDisable({ disable, removed }: RankedCandidate): readonly string[] {
  return removed.length === 0 ? disable : [...disable, ...removed];
}

/** In the order in which libvirt asks. */
export type PassedOver =
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'vendor'; readonly vendor: string }
  | { readonly kind: 'decode-off' }
  | { readonly kind: 'would-disable'; readonly count: number }
  | { readonly kind: 'signature' }
  | { readonly kind: 'preferred' }
  | { readonly kind: 'more'; readonly total: number; readonly best: number }
  /** The same cost, but more to disable. */
  | { readonly kind: 'disables'; readonly total: number }
  | { readonly kind: 'tie' };

export interface CandidateOptions {
  readonly type: 'host' | 'guest';
  readonly allowed?: readonly AllowedModel[] | undefined;
  readonly preferred?: readonly string[];
  /** Name of the model that `decode` takes. */
  readonly chosen: string | undefined;
}

/**
 * Every model of the map as an expression of the data, closest first: libvirt's choice leads, then those that libvirt
 * could have taken by score, then those that it skipped without a look.
 */
export function candidates(map: CpuMap, given: CpuData, options: CandidateOptions): RankedCandidate[] {
  const data = { ...given, bits: withoutBrokenTsx(map, given) };
  const allowed = allowedByName(options.allowed);
  const ranked = map.models.map((model): RankedCandidate => {
    const blockers = allowed?.get(model.name) ?? [];
    const candidate = candidateFor(map, model, { bits: data.bits, type: options.type, blockers });
    return rank(map, candidate, { data, ...options });
  });
  const best = ranked.find(({ chosen }) => chosen);
  const judged = ranked.map((candidate): RankedCandidate => {
    const passedOver = candidate.chosen ? undefined : whyNot(candidate, best, { data, options, allowed });
    return passedOver === undefined ? candidate : { ...candidate, passedOver };
  });
  return judged.sort(compareCandidates);
}

function rank(
  map: CpuMap,
  candidate: Candidate,
  options: CandidateOptions & { data: CpuData },
): RankedCandidate {
  const { model, features } = candidate;
  const own = new Set(model.removed.filter((name) => isAbsent(map, model, name)));
  const disable = features.filter(({ policy, name }) => policy === 'disable' && !own.has(name));
  return {
    model,
    features,
    require: features.filter(({ policy }) => policy === 'require').map(({ name }) => name),
    disable: disable.map(({ name }) => name),
    removed: features
      .filter(({ policy, name }) => policy === 'disable' && own.has(name))
      .map(({ name }) => name),
    score: score(weightOf(features), options.type, map.dialect),
    signatureMatches:
      options.data.signature !== undefined && matchesSignature(model.signatures, options.data.signature),
    chosen: model.name === options.chosen,
  };
}

/** A removed feature that the model itself doesn't have: listing it as disable changes no bit. */
function isAbsent(map: CpuMap, model: Model, name: string): boolean {
  const feature = map.featureByName.get(name);
  return feature === undefined || !hasMask(model.bits, feature.mask);
}

interface Context {
  readonly data: CpuData;
  readonly options: CandidateOptions;
  readonly allowed: ReadonlyMap<string, readonly string[]> | undefined;
}

function whyNot(
  candidate: RankedCandidate,
  best: RankedCandidate | undefined,
  { data, options, allowed }: Context,
): PassedOver | undefined {
  const { model } = candidate;
  if (allowed !== undefined && !allowed.has(model.name)) return { kind: 'not-allowed' };
  if (data.vendor !== undefined && model.vendor !== undefined && model.vendor.name !== data.vendor.name) {
    return { kind: 'vendor', vendor: model.vendor.name };
  }
  if (!(options.type === 'host' ? model.decodeHost : model.decodeGuest)) return { kind: 'decode-off' };
  if (options.type === 'host' && candidate.disable.length > 0) {
    return { kind: 'would-disable', count: candidate.disable.length };
  }
  if (best === undefined) return undefined;
  const preferred = new Set(options.preferred ?? []);
  if (preferred.size === 1 && preferred.has(best.model.name)) return { kind: 'preferred' };
  if (data.signature !== undefined && best.signatureMatches && !candidate.signatureMatches) {
    return { kind: 'signature' };
  }
  const { total, disabled } = candidate.score;
  if (total > best.score.total) return { kind: 'more', total, best: best.score.total };
  if (total === best.score.total && disabled > best.score.disabled) return { kind: 'disables', total };
  return total === best.score.total ? { kind: 'tie' } : { kind: 'preferred' };
}

const reachable = new Set<string | undefined>([
  undefined,
  'signature',
  'preferred',
  'more',
  'disables',
  'tie',
  'would-disable',
]);

function compareCandidates(a: RankedCandidate, b: RankedCandidate): number {
  if (a.chosen !== b.chosen) return a.chosen ? -1 : 1;
  const outA = reachable.has(a.passedOver?.kind) ? 0 : 1;
  const outB = reachable.has(b.passedOver?.kind) ? 0 : 1;
  return (
    outA - outB ||
    a.score.total - b.score.total ||
    a.disable.length - b.disable.length ||
    b.model.index - a.model.index
  );
}

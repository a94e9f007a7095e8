import { addMask, type Bits, countWord, difference, dropMask, hasMask } from '../../bits/bits.ts';
import type { CpuMap, Feature, Model } from '../../cpu-map/cpu-map.ts';
import { singleBits } from '../../cpu-map/single-bits.ts';
import type { FeaturePolicy } from '../definition/definition.ts';
import { featuresIn } from './encode.ts';

/** One model as an expression of the data: model + require − disable = the data's features. */
export interface Candidate {
  readonly model: Model;
  /** Require first, then disable, each in map order, then the model's removed features. */
  readonly features: readonly FeaturePolicy[];
}

export interface CandidateOptions {
  readonly bits: Bits;
  readonly type: 'host' | 'guest';
  /** Features that keep the hypervisor from giving the model. */
  readonly blockers: readonly string[];
}

/** The data relative to one model [D5]. */
export function candidateFor(map: CpuMap, model: Model, options: CandidateOptions): Candidate {
  const added = difference(options.bits, model.bits);
  const dropped = droppedBits(map, model, { ...options, added });
  const features: FeaturePolicy[] = [];
  takeFeatures(map, added, 'require', features);
  takeFeatures(map, dropped, 'disable', features);
  if (options.type === 'guest') appendRemoved(model, features);
  return { model, features };
}

function droppedBits(
  map: CpuMap,
  model: Model,
  { bits, blockers, added }: CandidateOptions & { added: Bits },
): Bits {
  const dropped = difference(model.bits, bits);
  for (const name of blockers) {
    const feature = map.featureByName.get(name);
    if (feature !== undefined && !hasMask(added, feature.mask)) addMask(dropped, feature.mask);
  }
  return dropped;
}

/** Features found take their bits out of the set: it matters where two share a bit. */
function takeFeatures(map: CpuMap, bits: Bits, policy: 'require' | 'disable', into: FeaturePolicy[]): void {
  const entries = entriesOf(map)[policy];
  if (singleBits(map) !== undefined) {
    for (const { name, index } of featuresIn(map, bits)) into.push(entries[index] ?? { name, policy });
    return;
  }
  for (const { name, index, mask } of map.features) {
    if (!hasMask(bits, mask)) continue;
    dropMask(bits, mask);
    into.push(entries[index] ?? { name, policy });
  }
}

type Entries = Readonly<Record<'require' | 'disable', readonly FeaturePolicy[]>>;
const memory = new WeakMap<CpuMap, Entries>();

/** A list's entries by the feature's index: thousands of hosts share them. */
function entriesOf(map: CpuMap): Entries {
  const before = memory.get(map);
  if (before !== undefined) return before;
  const all = (policy: 'require' | 'disable') => map.features.map(({ name }) => ({ name, policy }));
  const entries = { require: all('require'), disable: all('disable') };
  memory.set(map, entries);
  return entries;
}

function appendRemoved(model: Model, features: FeaturePolicy[]): void {
  for (const name of model.removed) {
    if (!features.some((feature) => feature.name === name)) features.push({ name, policy: 'disable' });
  }
}

/** Length of a candidate's list without the list: how many features it would require and disable. */
export interface Weight {
  readonly require: number;
  readonly disable: number;
}

/**
 * If every feature is one bit of its own, as in all of libvirt's maps so far, counting bits counts features.
 * The walk over all models needs no more than that.
 */
export function weigh(map: CpuMap, model: Model, options: CandidateOptions): Weight {
  const named = singleBits(map)?.named;
  if (named === undefined) return weightOf(candidateFor(map, model, options).features);
  if (options.blockers.length > 0) return weighWithBlockers(map, model, { ...options, named });
  let require = 0;
  let disable = 0;
  for (let i = 0; i < named.length; i++) {
    const have = options.bits[i] ?? 0;
    const ofModel = model.bits[i] ?? 0;
    const mask = named[i] ?? 0;
    require += countWord(have & ~ofModel & mask);
    disable += countWord(ofModel & ~have & mask);
  }
  if (options.type === 'guest') {
    for (const name of model.removed)
      if (!differs(map.featureByName.get(name), options.bits, model.bits)) disable++;
  }
  return { require, disable };
}

function weighWithBlockers(map: CpuMap, model: Model, options: CandidateOptions & { named: Bits }): Weight {
  const added = difference(options.bits, model.bits);
  const dropped = droppedBits(map, model, { ...options, added });
  const count = (bits: Bits) =>
    bits.reduce((sum, word, i) => sum + countWord(word & (options.named[i] ?? 0)), 0);
  const listed = (feature: Feature | undefined) =>
    feature !== undefined && (hasMask(added, feature.mask) || hasMask(dropped, feature.mask));
  const removed =
    options.type === 'guest' ? model.removed.filter((name) => !listed(map.featureByName.get(name))) : [];
  return { require: count(added), disable: count(dropped) + removed.length };
}

/** Whether the data and the model disagree on a feature: then it is on the candidate's list already. */
function differs(feature: Feature | undefined, bits: Bits, model: Bits): boolean {
  return feature !== undefined && hasMask(bits, feature.mask) !== hasMask(model, feature.mask);
}

export function weightOf(features: readonly FeaturePolicy[]): Weight {
  const require = features.filter(({ policy }) => policy === 'require').length;
  return { require, disable: features.length - require };
}

import {
  addBits,
  addMask,
  type Bits,
  difference,
  dropBits,
  dropMask,
  emptyBits,
  hasMask,
} from '../../bits/bits.ts';
import type { CpuMap, Feature } from '../../cpu-map/cpu-map.ts';
import { singleBits } from '../../cpu-map/single-bits.ts';
import { type CpuDefinition, type FeaturePolicy, policies } from '../definition/definition.ts';
import { type Answer, answer, refusal } from '../definition/result.ts';

/** Features with policies, whatever the kind: a host's features count as required. */
export function policiesOf(cpu: CpuDefinition): readonly FeaturePolicy[] {
  return cpu.kind === 'guest' ? cpu.features : cpu.features.map((name) => ({ name, policy: 'require' }));
}

/**
 * Bits of a definition [M]: its model's, then in document order require and force added, disable and forbid
 * taken out. `optional` does nothing: its name is not even looked up.
 */
export function encode(map: CpuMap, cpu: CpuDefinition): Answer<Bits> {
  return remembered(encoded, map, cpu, computeBits);
}

/** A definition is encoded once per map: verdicts and baselines ask again and again. Callers copy before they write. */
const encoded = new WeakMap<CpuMap, WeakMap<CpuDefinition, Answer<Bits>>>();
const encodedWants = new WeakMap<CpuMap, WeakMap<CpuDefinition, Answer<WantedBits>>>();

function remembered<T>(
  memory: WeakMap<CpuMap, WeakMap<CpuDefinition, T>>,
  map: CpuMap,
  cpu: CpuDefinition,
  compute: (map: CpuMap, cpu: CpuDefinition) => T,
): T {
  let ofMap = memory.get(map);
  if (ofMap === undefined) {
    ofMap = new WeakMap();
    memory.set(map, ofMap);
  }
  let result = ofMap.get(cpu);
  if (result === undefined) {
    result = compute(map, cpu);
    ofMap.set(cpu, result);
  }
  return result;
}

function computeBits(map: CpuMap, cpu: CpuDefinition): Answer<Bits> {
  const bits = emptyBits(map.words.length);
  return encodeFresh(map, cpu, bits) ?? answer(bits);
}

/**
 * For pools, where thousands are looked at once: bits that are remembered, else computed into `scratch`, which the
 * next call overwrites. An array of its own for each would cost more than all the rest.
 */
export function encodeInto(map: CpuMap, cpu: CpuDefinition, scratch: Bits): Answer<Bits> {
  return encoded.get(map)?.get(cpu) ?? encodeFresh(map, cpu, scratch) ?? answer(scratch);
}

/** undefined when it went well. */
function encodeFresh(map: CpuMap, cpu: CpuDefinition, bits: Bits): Answer<Bits> | undefined {
  const model = cpu.model === undefined ? undefined : map.modelByName.get(cpu.model);
  if (model !== undefined) bits.set(model.bits);
  else if (cpu.model === undefined) bits.fill(0);
  else return unknownModel(cpu.model);
  return cpu.kind === 'host' ? addNames(map, cpu.features, bits) : applyPolicies(map, cpu.features, bits);
}

function addNames(map: CpuMap, names: readonly string[], bits: Bits): Answer<Bits> | undefined {
  const placeOf = singleBits(map)?.placeOf;
  if (placeOf === undefined) return addMasks(map, names, bits);
  for (let i = 0; i < names.length; i++) {
    const name = names[i] ?? '';
    const place = placeOf.get(name);
    if (place === undefined) return unknownFeature(name);
    bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
  }
  return undefined;
}

function addMasks(map: CpuMap, names: readonly string[], bits: Bits): Answer<Bits> | undefined {
  for (const name of names) {
    const feature = map.featureByName.get(name);
    if (feature === undefined) return unknownFeature(name);
    addMask(bits, feature.mask);
  }
  return undefined;
}

function applyPolicies(
  map: CpuMap,
  features: readonly FeaturePolicy[],
  bits: Bits,
): Answer<Bits> | undefined {
  for (const { name, policy } of features) {
    if (policy === 'optional') continue;
    const feature = map.featureByName.get(name);
    if (feature === undefined) return unknownFeature(name);
    if (policy === 'disable' || policy === 'forbid') dropMask(bits, feature.mask);
    else addMask(bits, feature.mask);
  }
  return undefined;
}

/** A definition's demands on the CPU that it is compared with [C]. */
export interface WantedBits {
  /** Must be there: the model's own and the required ones, but for those that another policy names. */
  readonly need: Bits;
  /** Must not be there. */
  readonly forbid: Bits;
  /** All other features are beyond the definition. */
  readonly named: Bits;
}

/** Optional names are looked up too. */
export function encodeWanted(map: CpuMap, cpu: CpuDefinition): Answer<WantedBits> {
  return remembered(encodedWants, map, cpu, computeWanted);
}

function computeWanted(map: CpuMap, cpu: CpuDefinition): Answer<WantedBits> {
  const model = cpu.model === undefined ? undefined : map.modelByName.get(cpu.model);
  const none = () => emptyBits(map.words.length);
  const require = model?.bits.slice() ?? none();
  const sets = { require, force: none(), optional: none(), disable: none(), forbid: none() };
  let known = model !== undefined || cpu.model === undefined;
  for (const { name, policy } of policiesOf(cpu)) {
    const feature = map.featureByName.get(name);
    if (feature === undefined) known = false;
    else addMask(sets[policy], feature.mask);
  }
  if (!known) return firstUnknown(map, cpu);
  const { force, optional, disable, forbid } = sets;
  const need = dropBits(dropBits(difference(require, force), optional), disable);
  const named = addBits(addBits(addBits(optional.slice(), need), disable), force);
  return answer({ need, forbid, named });
}

/** libvirt asks for one policy after the other, and looks the model up with those that are required. */
function firstUnknown(map: CpuMap, cpu: CpuDefinition) {
  const lost = policiesOf(cpu).filter(({ name }) => !map.featureByName.has(name));
  for (const policy of policies) {
    if (policy === 'require' && cpu.model !== undefined && !map.modelByName.has(cpu.model)) break;
    const first = lost.find((feature) => feature.policy === policy);
    if (first !== undefined) return unknownFeature(first.name);
  }
  return unknownModel(cpu.model ?? '');
}

/** Features whose whole mask is set, in map order. */
export function featuresIn(map: CpuMap, bits: Bits): Feature[] {
  const single = singleBits(map);
  if (single === undefined) return map.features.filter((feature) => hasMask(bits, feature.mask));
  const { wordOf, bitOf } = single;
  const found: Feature[] = [];
  for (let i = 0; i < wordOf.length; i++) {
    const feature = ((bits[wordOf[i] ?? 0] ?? 0) & (bitOf[i] ?? 0)) === 0 ? undefined : map.features[i];
    if (feature !== undefined) found.push(feature);
  }
  return found;
}

export function namesIn(map: CpuMap, bits: Bits): string[] {
  return featuresIn(map, bits).map((feature) => feature.name);
}

export function unknownModel(name: string) {
  return refusal(`internal error: Unknown CPU model ${name}`);
}

export function unknownFeature(name: string) {
  return refusal(`internal error: Unknown CPU feature ${name}`);
}

import { type Bits, difference, dropMask, emptyBits, hasMask } from '../bits/bits.ts';
import { type CpuMap, type Model, matchesSignature, type Vendor } from '../cpu-map/cpu-map.ts';
import { type Answer, answer, refusal } from './answer.ts';
import type { CpuDefinition, Fallback, FeaturePolicy, GuestCpu, HostCpu, Signature } from './definition.ts';
import type { Registers } from './registers.ts';
import { SIGNATURE_MASK, unpackSignature } from './signature.ts';

/** What is decoded: bits, and what is known of vendor and signature. */
export interface CpuData {
  readonly bits: Bits;
  readonly vendor: Vendor | undefined;
  readonly signature: Signature | undefined;
}

/** A model that the hypervisor offers; features that block it there. */
export interface AllowedModel {
  readonly name: string;
  readonly blockers: readonly string[];
}

export interface DecodeOptions {
  readonly type: 'host' | 'guest';
  /** undefined = every model. */
  readonly allowed?: readonly AllowedModel[] | undefined;
  readonly preferred?: readonly string[];
  /** With forbid, a sole preferred model that isn't allowed is an error. */
  readonly fallback?: Fallback;
}

/** Registers → bits of the map's words, vendor and signature [D1–D3]. An absent register reads as 0. */
export function registersToData(map: CpuMap, registers: Registers): CpuData {
  const bits = emptyBits(map.words.length);
  map.words.forEach((word, index) => {
    const found =
      word.kind === 'cpuid'
        ? registers.cpuid.findLast(({ leaf, subleaf }) => leaf === word.leaf && subleaf === word.subleaf)
        : registers.msr.findLast((msr) => msr.index === word.index);
    if (found === undefined) return;
    bits[index] = 'leaf' in found ? found[word.register] : word.register === 'edx' ? found.edx : found.eax;
  });
  const leaf0 = registers.cpuid.find(({ leaf, subleaf }) => leaf === 0 && subleaf === 0);
  const leaf1 = registers.cpuid.find(({ leaf, subleaf }) => leaf === 1 && subleaf === 0);
  const vendor = leaf0 && map.vendors.find(({ string }) => string === vendorString(leaf0));
  const packed = (leaf1?.eax ?? 0) & SIGNATURE_MASK;
  return { bits, vendor, signature: packed === 0 ? undefined : unpackSignature(packed) };
}

function vendorString({ ebx, edx, ecx }: { ebx: number; edx: number; ecx: number }): string {
  return [ebx, edx, ecx]
    .map((word) => String.fromCharCode(...[0, 8, 16, 24].map((s) => (word >>> s) & 0xff)))
    .join('');
}

/** Bits → the model that says most with least, and the features that remain [D]. */
export function decode(map: CpuMap, data: CpuData, options: DecodeOptions): Answer<CpuDefinition> {
  const cleaned = { ...data, bits: withoutBrokenTsx(map, data) };
  const chosen = chooseModel(map, cleaned, options);
  if (!chosen.ok) return chosen;
  const { model, features } = chosen.value;
  const vendor = data.vendor === undefined ? {} : { vendor: data.vendor.name };
  if (options.type === 'guest') {
    const guest: GuestCpu = {
      kind: 'guest',
      mode: 'custom',
      match: 'exact',
      fallback: options.fallback ?? 'allow',
      model: model.name,
      ...vendor,
      features,
    };
    return answer(guest);
  }
  const host: HostCpu = {
    kind: 'host',
    arch: 'x86_64',
    model: model.name,
    ...vendor,
    ...(data.signature === undefined ? {} : { signature: data.signature }),
    features: features.map(({ name }) => name),
  };
  return answer(host);
}

/** Haswell's TSX is broken: hle and rtm are not believed [D3]. */
function withoutBrokenTsx(map: CpuMap, { bits, vendor, signature }: CpuData): Bits {
  if (vendor?.name !== 'Intel' || signature?.family !== 6) return bits;
  const { model, stepping } = signature;
  if (model !== 60 && model !== 69 && model !== 70 && !(model === 63 && stepping < 4)) return bits;
  const cleaned = bits.slice();
  for (const name of ['hle', 'rtm']) {
    const feature = map.featureByName.get(name);
    if (feature !== undefined) dropMask(cleaned, feature.mask);
  }
  return cleaned;
}

/** One model as an expression of the data: model + require − disable = the data's features. */
export interface Candidate {
  readonly model: Model;
  readonly features: readonly FeaturePolicy[];
}

function chooseModel(map: CpuMap, data: CpuData, options: DecodeOptions): Answer<Candidate> {
  const preferred = new Set(options.preferred ?? []);
  const allowed = allowedByName(options.allowed);
  let best: Candidate | undefined;
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
    const candidate = candidateFor(map, model, {
      data,
      type: options.type,
      blockers: allowed?.get(model.name) ?? [],
    });
    const better = judge({ candidate, best, data, preferred, type: options.type });
    if (better === 'worse') continue;
    best = candidate;
    if (better === 'final') break;
  }
  return best === undefined
    ? refusal('internal error: Cannot find suitable CPU model for given data')
    : answer(best);
}

/** Of a name given twice libvirt takes the first. */
export function allowedByName(
  allowed: readonly AllowedModel[] | undefined,
): ReadonlyMap<string, readonly string[]> | undefined {
  if (allowed === undefined) return undefined;
  const byName = new Map<string, readonly string[]>();
  for (const { name, blockers } of allowed) if (!byName.has(name)) byName.set(name, blockers);
  return byName;
}

interface CandidateOptions {
  readonly data: CpuData;
  readonly type: 'host' | 'guest';
  readonly blockers: readonly string[];
}

/** The data relative to one model [D5]. */
export function candidateFor(
  map: CpuMap,
  model: Model,
  { data, type, blockers }: CandidateOptions,
): Candidate {
  const added = difference(data.bits, model.bits);
  const dropped = difference(model.bits, data.bits);
  for (const name of blockers) {
    const feature = map.featureByName.get(name);
    if (feature === undefined || hasMask(added, feature.mask)) continue;
    feature.mask.words.forEach((word, i) => {
      dropped[word] = (dropped[word] ?? 0) | (feature.mask.values[i] ?? 0);
    });
  }
  const features: FeaturePolicy[] = [];
  takeFeatures(map, added, 'require', features);
  takeFeatures(map, dropped, 'disable', features);
  if (type === 'guest') appendRemoved(model, features);
  return { model, features };
}

/** Features found take their bits out of the set. */
function takeFeatures(map: CpuMap, bits: Bits, policy: 'require' | 'disable', into: FeaturePolicy[]): void {
  for (const { name, mask } of map.features) {
    if (!hasMask(bits, mask)) continue;
    dropMask(bits, mask);
    into.push({ name, policy });
  }
}

function appendRemoved(model: Model, features: FeaturePolicy[]): void {
  for (const name of model.removed) {
    if (!features.some((feature) => feature.name === name)) features.push({ name, policy: 'disable' });
  }
}

interface Contest {
  readonly candidate: Candidate;
  readonly best: Candidate | undefined;
  readonly data: CpuData;
  readonly preferred: ReadonlySet<string>;
  readonly type: 'host' | 'guest';
}

/** Whether the candidate replaces the best so far; `final` ends the walk [D6]. */
function judge({ candidate, best, data, preferred, type }: Contest): 'worse' | 'better' | 'final' {
  const { model, features } = candidate;
  if (!(type === 'host' ? model.decodeHost : model.decodeGuest)) return 'worse';
  if (type === 'host' && features.some(({ policy }) => policy === 'disable')) return 'worse';
  const isPreferred = preferred.has(model.name);
  if (isPreferred && preferred.size === 1) return 'final';
  if (best === undefined) return 'better';
  if (data.signature !== undefined) {
    const bestMatches = matchesSignature(best.model.signatures, data.signature);
    const matches = matchesSignature(model.signatures, data.signature);
    if (bestMatches !== matches) return matches ? 'better' : 'worse';
  }
  const mine = score(features, type);
  const its = score(best.features, type);
  if (mine.total < its.total) return 'better';
  if (mine.total === its.total && mine.disabled < its.disabled) return 'better';
  return isPreferred && mine.disabled < its.disabled ? 'better' : 'worse';
}

export interface Score {
  readonly total: number;
  readonly disabled: number;
}

/**
 * What a feature list costs [D6f]. Each disable of a guest costs more than the one before. The bound shrinks with
 * every disable found, so that those at the end may go uncounted: libvirt counts so, and its choice depends on it.
 */
export function score(features: readonly FeaturePolicy[], type: 'host' | 'guest'): Score {
  if (type === 'host') return { total: features.length, disabled: 0 };
  let enabled = features.length;
  let disabled = 0;
  let penalty = 2;
  for (let i = 0; i < enabled; i++) {
    if (features[i]?.policy !== 'disable') continue;
    enabled--;
    disabled += penalty++;
  }
  return { total: enabled + disabled, disabled };
}

import { type Bits, emptyBits, hasMask, maskOf } from '../../bits/bits.ts';
import type { FeaturePolicy, GuestCpu } from '../../cpu/definition/definition.ts';
import { formatCpu } from '../../cpu/definition/format.ts';
import { present } from '../../cpu/definition/parse.ts';
import { resolveDefinition } from '../../cpu/resolve.ts';
import { candidateFor } from '../../cpu/x86/candidate.ts';
import { candidates, type RankedCandidate } from '../../cpu/x86/candidates.ts';
import type { CpuData } from '../../cpu/x86/decode-input.ts';
import { baselineGuest, type Pool } from '../pool/pool.ts';
import { vendorsOf } from '../pool/vendors.ts';
import type { GuestChoices, PolicyChoice } from './guest-choices.ts';

/** The guest CPU as it stands: the pool's baseline with the person's choices over it. */
export interface Guest {
  readonly cpu: GuestCpu;
  /** The requested features: the model's bits, require and force, without disable and forbid. */
  readonly bits: Bits;
  /** libvirt's result, unchanged. */
  readonly baseline: GuestCpu;
  readonly changed: boolean;
  /** In libvirt's format, with a final newline. */
  readonly xml: string;
}

/** undefined if there is no baseline to start from. */
export function deriveGuest(pool: Pool, choices: GuestChoices): Guest | undefined {
  const baseline = baselineGuest(pool);
  if (baseline === undefined) return undefined;
  const { map } = pool.fleet;
  const cpu = applyChoices(pool, baseline, choices);
  const xml = formatCpu(cpu, map.dialect);
  return {
    cpu,
    bits: resolveDefinition(map, cpu).bits,
    baseline,
    changed: xml !== formatCpu(baseline, map.dialect),
    xml,
  };
}

function applyChoices(pool: Pool, baseline: GuestCpu, choices: GuestChoices): GuestCpu {
  const mode = choices.mode ?? baseline.mode;
  const hostModel = mode === 'host-model' ? choices.hostModel : undefined;
  const start =
    mode === 'custom' ? onModel(pool, baseline, choices.model) : withoutModel(baseline, hostModel);
  const takesHost = mode === 'host-passthrough' || mode === 'maximum';
  return {
    kind: 'guest',
    mode,
    match: choices.match ?? start.match,
    fallback: choices.fallback ?? start.fallback,
    ...present({
      model: start.model,
      check: chosen(choices.check, start.check),
      // libvirt takes no vendor without a model.
      vendor: start.model === undefined ? undefined : chosen(choices.vendor, start.vendor),
      vendorId: chosen(choices.vendorId, start.vendorId),
      migratable: takesHost ? chosen(choices.migratable, start.migratable) : undefined,
      deprecatedFeatures: chosen(choices.deprecatedFeatures, start.deprecatedFeatures),
      topology: chosen(choices.topology, start.topology),
      cache: chosen(choices.cache, start.cache),
      maxphysaddr: chosen(choices.maxphysaddr, start.maxphysaddr),
    }),
    features: applyPolicies(start.features, choices.policies),
  };
}

/** Absent follows the baseline, null is "not set". */
function chosen<T>(choice: T | null | undefined, start: T | undefined): T | undefined {
  return choice === undefined ? start : (choice ?? undefined);
}

/** Another model than libvirt's: the same bits, said relative to it. */
function onModel(pool: Pool, baseline: GuestCpu, name: string | undefined): GuestCpu {
  if (name === undefined || name === baseline.model) return baseline;
  const model = pool.fleet.map.modelByName.get(name);
  if (model === undefined) return { ...baseline, model: name };
  const { bits } = poolData(pool);
  const { features } = candidateFor(pool.fleet.map, model, { bits, type: 'guest', blockers: [] });
  return { ...baseline, model: name, fallback: 'allow', features };
}

/** In the other modes libvirt takes model and features from the host: only what a person lists is written. */
function withoutModel(baseline: GuestCpu, written: string | undefined): GuestCpu {
  const { model: _model, vendor: _vendor, vendorId: _vendorId, ...rest } = baseline;
  return { ...rest, ...present({ model: written }), features: [] };
}

function applyPolicies(
  features: readonly FeaturePolicy[],
  choices: readonly PolicyChoice[],
): FeaturePolicy[] {
  const byName = new Map(features.map((feature) => [feature.name, feature]));
  for (const { name, policy } of choices) {
    if (policy === 'absent') byName.delete(name);
    else byName.set(name, { name, policy });
  }
  return [...byName.values()];
}

/** The pool's common bits as the baseline has them, with the vendor of the baseline. */
export function poolData(pool: Pool): CpuData {
  const { map } = pool.fleet;
  const baseline = baselineGuest(pool);
  const bits = baseline === undefined ? emptyBits(map.words.length) : resolveDefinition(map, baseline).bits;
  return { bits, vendor: poolVendor(pool), signature: undefined };
}

/** The vendor that all hosts agree on: libvirt takes no model of another. */
function poolVendor({ fleet: { map }, kinds }: Pool) {
  const [name, another] = vendorsOf(map, kinds);
  return name === undefined || another !== undefined ? undefined : map.vendorByName.get(name);
}

/** All models for the pool's bits, libvirt's choice first, each with whether every host runs it as it is. */
export interface ModelChoice extends RankedCandidate {
  /** Hosts that have every bit of the plain model. */
  readonly runsAsIs: number;
}

export function modelChoices(pool: Pool): ModelChoice[] {
  const { map } = pool.fleet;
  const baseline = baselineGuest(pool);
  if (baseline === undefined) return [];
  const chosen = baseline.model;
  const preferred = [...new Set(pool.kinds.flatMap(({ cpu }) => cpu.definition.model ?? []))];
  const mixed = !pool.baseline.ok && pool.substitute?.why === 'vendors';
  return candidates(map, poolData(pool), { type: 'guest', chosen, preferred }).map((candidate) => ({
    ...candidate,
    ...(mixed ? passedForVendor(candidate) : {}),
    runsAsIs: hostsRunning(pool, candidate.model.bits),
  }));
}

/** With mixed vendors, only models of no vendor were considered. */
function passedForVendor({ model }: RankedCandidate): Pick<RankedCandidate, 'passedOver'> {
  return model.vendor === undefined ? {} : { passedOver: { kind: 'vendor', vendor: model.vendor.name } };
}

function hostsRunning(pool: Pool, bits: Bits): number {
  const mask = maskOf(bits);
  let hosts = 0;
  for (const { cpu, included } of pool.kinds) if (hasMask(cpu.bits, mask)) hosts += included.length;
  return hosts;
}

/** Choices that turn the baseline into a definition written by hand. */
export function choicesFor(pool: Pool, written: GuestCpu): GuestChoices {
  const baseline = baselineGuest(pool);
  if (baseline === undefined) return { policies: [] };
  const model = chosenModel(baseline, written);
  const start = applyChoices(pool, baseline, { mode: written.mode, ...model, policies: [] });
  const nullable = <T>(to: T | undefined, from: T | undefined) =>
    JSON.stringify(to) === JSON.stringify(from) ? undefined : (to ?? null);
  return {
    ...present({
      mode: written.mode === baseline.mode ? undefined : written.mode,
      match: written.match === start.match ? undefined : written.match,
      fallback: written.fallback === start.fallback ? undefined : written.fallback,
      check: nullable(written.check, start.check),
      vendor: nullable(written.vendor, start.vendor),
      vendorId: nullable(written.vendorId, start.vendorId),
      migratable: nullable(written.migratable, start.migratable),
      deprecatedFeatures: nullable(written.deprecatedFeatures, start.deprecatedFeatures),
      topology: nullable(written.topology, start.topology),
      cache: nullable(written.cache, start.cache),
      maxphysaddr: nullable(written.maxphysaddr, start.maxphysaddr),
    }),
    ...model,
    policies: policyChanges(start.features, written.features),
  };
}

function chosenModel(
  baseline: GuestCpu,
  { mode, model }: GuestCpu,
): Pick<GuestChoices, 'model' | 'hostModel'> {
  if (mode === 'custom') return model === baseline.model ? {} : present({ model });
  return mode === 'host-model' ? present({ hostModel: model }) : {};
}

function policyChanges(from: readonly FeaturePolicy[], to: readonly FeaturePolicy[]): PolicyChoice[] {
  const before = new Map(from.map(({ name, policy }) => [name, policy]));
  const after = new Set(to.map(({ name }) => name));
  const gone = from
    .filter(({ name }) => !after.has(name))
    .map(({ name }) => ({ name, policy: 'absent' as const }));
  return [...gone, ...to.filter(({ name, policy }) => before.get(name) !== policy)];
}

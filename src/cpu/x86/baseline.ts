import { addMask, emptyBits, isEmpty, keepBits } from '../../bits/bits.ts';
import type { CpuMap, Vendor } from '../../cpu-map/cpu-map.ts';
import type { CpuDefinition, GuestCpu } from '../definition/definition.ts';
import { type Answer, answer, refusal } from '../definition/result.ts';
import { decode } from './decode.ts';
import type { AllowedModel, CpuData } from './decode-input.ts';
import { encode, encodeInto } from './encode.ts';
import { expandGuest } from './expand.ts';
import { migratableGuest } from './migratable.ts';

export interface BaselineOptions {
  /** Spell out every feature of the model. */
  readonly expand?: boolean;
  readonly migratable?: boolean;
  readonly allowedModels?: readonly AllowedModel[] | undefined;
  readonly allowedFeatures?: readonly string[] | undefined;
}

/** x86: the guest CPU that every one of `cpus` can run [B]. */
export function baselineX86(
  map: CpuMap,
  cpus: readonly CpuDefinition[],
  options: BaselineOptions = {},
): Answer<GuestCpu> {
  const shared = sharedData(map, cpus, options.allowedFeatures);
  if (!shared.ok) return shared;
  const { data, everyVendorStated } = shared.value;
  const preferred = [...new Set(cpus.flatMap(({ model }) => (model === undefined ? [] : [model])))];
  const decoded = decode(map, data, { type: 'guest', allowed: options.allowedModels, preferred });
  if (!decoded.ok || decoded.value.kind !== 'guest') return decoded as Answer<never>;
  const { vendor, ...rest } = decoded.value;
  const sole = preferred.length === 1 && rest.model === preferred[0];
  const named = everyVendorStated && vendor !== undefined ? { vendor } : {};
  const guest: GuestCpu = { ...rest, ...named, fallback: sole ? 'forbid' : 'allow' };
  const kept = options.migratable ? migratableGuest(map, guest) : guest;
  return options.expand ? expandGuest(map, kept) : answer(kept);
}

/**
 * x86: `virsh hypervisor-cpu-baseline`, ignoring the host it runs on [B]. `models` are the custom models of domain
 * capabilities with their blockers, usable or not.
 */
export function hypervisorBaselineX86(
  map: CpuMap,
  cpus: readonly CpuDefinition[],
  options: Omit<BaselineOptions, 'allowedModels'> & { readonly models: readonly AllowedModel[] },
): Answer<GuestCpu> {
  const { models, ...rest } = options;
  const computed = baselineX86(map, cpus, { ...rest, allowedModels: models });
  return computed.ok ? answer({ ...computed.value, fallback: 'forbid' }) : computed;
}

/** The common features of all CPUs, and the vendor that they agree on [B1–B4]. */
export function sharedData(
  map: CpuMap,
  cpus: readonly CpuDefinition[],
  allowedFeatures: readonly string[] | undefined,
): Answer<{ readonly data: CpuData; readonly everyVendorStated: boolean }> {
  const [first] = cpus;
  if (first === undefined) return refusal('invalid argument: no CPUs given');
  const start = encode(map, first);
  if (!start.ok) return start;
  const bits = start.value.slice();
  let vendor: Vendor | undefined;
  if (first.vendor !== undefined) {
    vendor = map.vendorByName.get(first.vendor);
    if (vendor === undefined) return refusal(`operation failed: Unknown CPU vendor ${first.vendor}`);
  }
  const scratch = emptyBits(map.words.length);
  for (const cpu of cpus.slice(1)) {
    const more = encodeInto(map, cpu, scratch);
    if (!more.ok) return more;
    const joined = joinVendor(map, vendor, cpu);
    if (!joined.ok) return joined;
    vendor = joined.value;
    keepBits(bits, more.value);
  }
  if (allowedFeatures !== undefined) keepBits(bits, maskOf(map, allowedFeatures));
  if (isEmpty(bits)) return refusal('operation failed: CPUs are incompatible');
  const everyVendorStated = cpus.every((cpu) => cpu.vendor !== undefined);
  return answer({ data: { bits, vendor, signature: undefined }, everyVendorStated });
}

/** The pool's vendor once `cpu` is in it [B3]. */
function joinVendor(map: CpuMap, pool: Vendor | undefined, cpu: CpuDefinition): Answer<Vendor | undefined> {
  const model = cpu.model === undefined ? undefined : map.modelByName.get(cpu.model);
  const ofModel = model?.vendor;
  if (cpu.vendor !== undefined && ofModel !== undefined && ofModel.name !== cpu.vendor) {
    return refusal(
      `operation failed: CPU vendor ${ofModel.name} of model ${cpu.model} differs from vendor ${cpu.vendor}`,
    );
  }
  const name = cpu.vendor ?? ofModel?.name;
  if (name === undefined) return answer(pool);
  if (pool !== undefined)
    return pool.name === name ? answer(pool) : refusal('operation failed: CPU vendors do not match');
  const vendor = map.vendorByName.get(name);
  return vendor === undefined ? refusal(`operation failed: Unknown CPU vendor ${name}`) : answer(vendor);
}

function maskOf(map: CpuMap, names: readonly string[]) {
  const bits = emptyBits(map.words.length);
  for (const name of names) {
    const feature = map.featureByName.get(name);
    if (feature !== undefined) addMask(bits, feature.mask);
  }
  return bits;
}

import { addMask, type Bits, dropMask, emptyBits, hasMask } from '../bits/bits.ts';
import type { CpuMap, Vendor } from '../cpu-map/cpu-map.ts';
import { type CpuDefinition, driverOf, type GuestCpu } from './definition/definition.ts';
import type { Registers } from './definition/registers.ts';
import type { CpuSource, NamedFeatures } from './definition/source.ts';
import { hiddenByLinux } from './linux-hidden.ts';
import { translateNames } from './vocabulary/feature-names.ts';
import { decode, registersToData } from './x86/decode.ts';
import type { AllowedModel, CpuData } from './x86/decode-input.ts';
import { namesIn } from './x86/encode.ts';

/** A host's CPU under one CPU map. */
export interface ResolvedCpu {
  /** The definition to give to libvirt: as read, or decoded from registers or names. */
  readonly definition: CpuDefinition;
  readonly arch: string;
  /** For known names only. */
  readonly bits: Bits;
  /** Names in the source that this map does not know; libvirt itself would refuse them. */
  readonly unknownFeatures: readonly string[];
  /** The model's name when the map does not know it: what it brings is then unknown, not absent. */
  readonly unknownModel: string | undefined;
  /** Register bits that are set and that no feature of the map names; undefined if no registers were read. */
  readonly unnamed: Bits | undefined;
  /** Whether libvirt computed the definition from registers or names. */
  readonly decoded: boolean;
  /** Features that Linux hides, assumed present by family and model; absent where there are none. */
  readonly hidden?: readonly string[];
}

/** Any source → definition and bits under a CPU map. Unknown names are kept apart, never dropped. */
export function resolveCpu(map: CpuMap, source: CpuSource, known: KnownOfHost = {}): ResolvedCpu {
  const { allowed, arch } = known;
  switch (source.kind) {
    case 'host':
      return resolveDefinition(map, source.cpu);
    case 'guest':
      return resolveDefinition(map, source.cpu, arch);
    case 'registers':
      return resolveRegisters(map, source.registers);
    case 'names':
      return resolveNames(map, source, allowed);
  }
}

/** The parts beside a definition in its document. */
export interface KnownOfHost {
  /** Models that the hypervisor offers. */
  readonly allowed?: readonly AllowedModel[] | undefined;
  /** For a guest definition, which doesn't state it. */
  readonly arch?: string | undefined;
}

export function resolveDefinition(map: CpuMap, definition: CpuDefinition, guestArch = 'x86_64'): ResolvedCpu {
  const arch = definition.kind === 'host' ? definition.arch : guestArch;
  const bits = emptyBits(map.words.length);
  const unknownFeatures: string[] = [];
  const known = driverOf(arch) === 'x86';
  const model = definition.model === undefined ? undefined : map.modelByName.get(definition.model);
  if (model !== undefined && known) bits.set(model.bits);
  for (const entry of definition.features) {
    const { name, policy } = typeof entry === 'string' ? { name: entry, policy: 'require' } : entry;
    const feature = known ? map.featureByName.get(name) : undefined;
    if (feature === undefined) {
      if (policy !== 'disable' && policy !== 'forbid') unknownFeatures.push(name);
    } else if (policy === 'disable' || policy === 'forbid') dropMask(bits, feature.mask);
    else if (policy !== 'optional') addMask(bits, feature.mask);
  }
  const unknownModel = known && model === undefined ? definition.model : undefined;
  return { definition, arch, bits, unknownFeatures, unknownModel, unnamed: undefined, decoded: false };
}

function resolveRegisters(map: CpuMap, registers: Registers): ResolvedCpu {
  const data = registersToData(map, registers);
  const unnamed = data.bits.slice();
  for (const { mask } of map.features) dropMask(unnamed, mask);
  const decoded = decodeOr(map, data, { type: 'host', unknownFeatures: [] });
  return { ...decoded, unnamed };
}

function resolveNames(
  map: CpuMap,
  source: NamedFeatures,
  allowed: readonly AllowedModel[] | undefined,
): ResolvedCpu {
  if (driverOf(source.arch) !== 'x86') {
    const { arch, names: features, model, vendor } = source;
    const known = { ...(model === undefined ? {} : { model }), ...(vendor === undefined ? {} : { vendor }) };
    return resolveDefinition(map, { kind: 'host', arch, ...known, features });
  }
  const { known, unknown } = translateNames(map, source);
  const bits = emptyBits(map.words.length);
  for (const feature of known) addMask(bits, feature.mask);
  const hidden = hiddenByLinux(map, source).filter(({ mask }) => !hasMask(bits, mask));
  for (const { mask } of hidden) addMask(bits, mask);
  const vendor = vendorCalled(map, source.vendor);
  const data: CpuData = { bits, vendor, signature: source.signature };
  const type = source.vocabulary === 'linux' ? 'host' : 'guest';
  const preferred = source.model === undefined ? [] : [source.model];
  const models = source.vocabulary === 'qemu' ? allowed?.map((model) => inOurNames(map, model)) : allowed;
  const resolved = decodeOr(map, data, { type, unknownFeatures: unknown, allowed: models, preferred });
  return hidden.length === 0 ? resolved : { ...resolved, hidden: hidden.map(({ name }) => name) };
}

/** QMP says blockers in QEMU's spelling. */
export function inOurNames<T extends AllowedModel>(map: CpuMap, model: T): T {
  const { known } = translateNames(map, { vocabulary: 'qemu', names: model.blockers });
  return { ...model, blockers: known.map((feature) => feature.name) };
}

function vendorCalled(map: CpuMap, name: string | undefined): Vendor | undefined {
  return map.vendors.find((vendor) => vendor.string === name || vendor.name === name);
}

interface DecodeRequest {
  readonly type: 'host' | 'guest';
  readonly unknownFeatures: readonly string[];
  readonly allowed?: readonly AllowedModel[] | undefined;
  readonly preferred?: readonly string[];
}

/** If no model fits, the features are kept alone: nothing that was read is lost. */
function decodeOr(map: CpuMap, data: CpuData, request: DecodeRequest): ResolvedCpu {
  const { type, unknownFeatures, allowed, preferred = [] } = request;
  const decoded = decode(map, data, { type, allowed, preferred: type === 'guest' ? preferred : [] });
  const definition = decoded.ok ? decoded.value : withoutModel(map, data, type);
  return { ...resolveDefinition(map, definition), unknownFeatures, decoded: true };
}

function withoutModel(map: CpuMap, data: CpuData, type: 'host' | 'guest'): CpuDefinition {
  const features = namesIn(map, data.bits);
  if (type === 'host') return { kind: 'host', arch: 'x86_64', features };
  const guest: GuestCpu = {
    kind: 'guest',
    mode: 'custom',
    match: 'exact',
    fallback: 'allow',
    features: features.map((name) => ({ name, policy: 'require' })),
  };
  return guest;
}

import { isEmpty } from '../../bits/bits.ts';
import type { CpuDefinition, GuestCpu } from '../../cpu/definition/definition.ts';
import { withoutDropped } from '../../cpu/driver-qemu/dropped-features.ts';
import { unknownNames } from '../../cpu/x86/compare.ts';
import { decode } from '../../cpu/x86/decode.ts';
import { migratableGuest } from '../../cpu/x86/migratable.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { sharedBits } from './common-bits.ts';
import type { Fleet, Kind } from './fleet.ts';
import { type Connection, libvirtBaseline } from './libvirt-baseline.ts';
import { vendorsOf } from './vendors.ts';

export interface Substitute {
  readonly guest: GuestCpu;
  /**
   * `names`: without names that the CPU map doesn't know. `vendors`: without a vendor, on a model that has none.
   * `model`: some CPU has no model that fits, so that what is shared is on one less some of its features.
   */
  readonly why: 'names' | 'vendors' | 'model';
  /** Kinds whose model is unknown: they could not take part. */
  readonly leftOut: readonly Kind[];
  /** Names of features that the CPU map doesn't know, whatever their policy: libvirt refuses them. */
  readonly unknownFeatures: readonly string[];
}

interface SubstituteOptions {
  readonly migratable: boolean;
  readonly connection: Connection;
}

/** x86 only. */
export function substituteFor(
  fleet: Fleet,
  kinds: readonly Kind[],
  options: SubstituteOptions,
): Substitute | undefined {
  const leftOut = kinds.filter(({ cpu }) => cpu.unknownModel !== undefined);
  const taken = kinds.filter(({ cpu }) => cpu.unknownModel === undefined);
  const parts = taken.map(({ cpu }) => knownPart(fleet.map, cpu.definition));
  const unknownFeatures = [...new Set(parts.flatMap(({ unknown }) => unknown))];
  if (leftOut.length > 0 || unknownFeatures.length > 0) {
    const definitions = parts.map(({ definition }) => definition);
    const { answer: answered } = libvirtBaseline(fleet.map, { definitions, kinds: [], ...options });
    if (answered.ok) return { guest: answered.value, why: 'names', leftOut, unknownFeatures };
  }
  const vendors = vendorsOf(fleet.map, taken);
  if (vendors.length < 2 && taken.every(({ cpu }) => cpu.definition.model !== undefined)) return undefined;
  const guest = whatTheyShare(fleet, taken, options);
  return guest && { guest, why: vendors.length < 2 ? 'model' : 'vendors', leftOut, unknownFeatures };
}

/** The common features, on the best model: of their vendor, or of no vendor where there are several. */
function whatTheyShare(
  fleet: Fleet,
  kinds: readonly Kind[],
  { migratable, connection }: SubstituteOptions,
): GuestCpu | undefined {
  const { map } = fleet;
  const { common: bits } = sharedBits(fleet, kinds);
  if (isEmpty(bits)) return undefined;
  const [name, ...others] = vendorsOf(map, kinds);
  const isMixed = others.length > 0;
  const allowed = map.models.flatMap((model) =>
    isMixed && model.vendor !== undefined ? [] : [{ name: model.name, blockers: [] }],
  );
  const vendor = isMixed ? undefined : map.vendorByName.get(name ?? '');
  const decoded = decode(map, { bits, vendor, signature: undefined }, { type: 'guest', allowed });
  if (!decoded.ok || decoded.value.kind !== 'guest') return undefined;
  const passedOn = connection === 'qemu' ? withoutDropped(map, decoded.value, 'x86_64') : decoded.value;
  return migratable ? migratableGuest(map, passedOn) : passedOn;
}

interface KnownPart {
  readonly map: CpuMap;
  /** The same without the features that the map doesn't know. */
  readonly definition: CpuDefinition;
  /** Their names. */
  readonly unknown: readonly string[];
}

/** The same object for the same definition, so that its bits are remembered too. */
const knownParts = new WeakMap<CpuDefinition, KnownPart>();

function knownPart(map: CpuMap, definition: CpuDefinition): KnownPart {
  const before = knownParts.get(definition);
  if (before?.map === map) return before;
  const isKnown = (name: string) => map.featureByName.has(name);
  const known: CpuDefinition =
    definition.kind === 'host'
      ? { ...definition, features: definition.features.filter(isKnown) }
      : { ...definition, features: definition.features.filter(({ name }) => isKnown(name)) };
  const part = { map, definition: known, unknown: unknownNames(map, definition).features };
  knownParts.set(definition, part);
  return part;
}

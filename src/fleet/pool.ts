import { addBits, addMask, type Bits, emptyBits, isEmpty, keepBits } from '../bits/bits.ts';
import type { Answer } from '../cpu/answer.ts';
import { decode } from '../cpu/decode.ts';
import { type CpuDefinition, type Driver, driverOf, type GuestCpu } from '../cpu/definition.ts';
import { baseline } from '../cpu/verbs.ts';
import type { CpuMap } from '../cpu-map/cpu-map.ts';
import type { Fleet, FleetHost, Kind } from './fleet.ts';

/** The hosts that count, and what they have in common. */
export interface Pool {
  readonly fleet: Fleet;
  /** Kinds with at least one host that counts. */
  readonly kinds: readonly Kind[];
  /** Number of hosts that count. */
  readonly hosts: number;
  readonly archs: readonly string[];
  /** The driver that all share; undefined when the pool is empty or mixes architectures. */
  readonly driver: Driver | undefined;
  /** Features of at least one host, and of all. */
  readonly some: Bits;
  readonly common: Bits;
  /** Names outside the CPU map, of any host that counts. */
  readonly unknownNames: readonly string[];
  /** What libvirt answers: virsh cpu-baseline of these hosts in this order. */
  readonly baseline: Answer<GuestCpu>;
  /** Where libvirt refuses and something can still be said: an answer of our own, never shown as libvirt's. */
  readonly substitute: Substitute | undefined;
}

export interface Substitute {
  readonly guest: GuestCpu;
  /** `names`: without names that the CPU map doesn't know. `vendors`: without a vendor, on a model that has none. */
  readonly why: 'names' | 'vendors';
  /** Kinds whose model is unknown: they could not take part. */
  readonly leftOut: readonly Kind[];
}

export interface PoolOptions {
  /** Hosts that don't count on top of those left out: a preview. */
  readonly without?: ReadonlySet<string>;
  /** As `virsh cpu-baseline --migratable`. */
  readonly migratable?: boolean;
}

export function poolOf(fleet: Fleet, options: PoolOptions = {}): Pool {
  const counts = ({ id, included }: FleetHost) => included && options.without?.has(id) !== true;
  const kinds = fleet.kinds
    .map((kind) => ({ ...kind, included: kind.hosts.filter(counts) }))
    .filter(({ included }) => included.length > 0);
  const archs = [...new Set(kinds.map(({ cpu }) => cpu.arch))];
  const drivers = [...new Set(archs.map(driverOf))];
  const { some, common } = shared(fleet, kinds);
  const definitions = baselineInput(fleet, counts);
  const settings = { migratable: options.migratable === true };
  const answered = baseline(fleet.map, definitions, settings);
  const unknownNames = [...new Set(kinds.flatMap(({ cpu }) => cpu.unknownFeatures))];
  return {
    fleet,
    kinds,
    hosts: kinds.reduce((sum, { included }) => sum + included.length, 0),
    archs,
    driver: drivers.length === 1 && (drivers[0] !== 'none' || archs.length === 1) ? drivers[0] : undefined,
    some,
    common,
    unknownNames,
    baseline: answered,
    substitute:
      answered.ok || drivers[0] !== 'x86' || drivers.length > 1
        ? undefined
        : substituteFor(fleet, kinds, common),
  };
}

function shared(fleet: Fleet, kinds: readonly Kind[]): { some: Bits; common: Bits } {
  const some = emptyBits(fleet.map.words.length);
  let common: Bits | undefined;
  for (const { cpu } of kinds) {
    addBits(some, cpu.bits);
    common = common === undefined ? cpu.bits.slice() : keepBits(common, cpu.bits);
  }
  return { some, common: common ?? emptyBits(fleet.map.words.length) };
}

/**
 * One definition per kind says all that libvirt's answer depends on, but for one thing: only a CPU that is not the
 * first has its vendor checked, so that a second host of the first kind matters, and where it stands.
 */
function baselineInput(fleet: Fleet, counts: (host: FleetHost) => boolean): CpuDefinition[] {
  const seen = new Map<Kind, number>();
  const definitions: CpuDefinition[] = [];
  let first: Kind | undefined;
  for (const host of fleet.hosts) {
    const kind = fleet.kindOf.get(host.id);
    if (kind === undefined || !counts(host)) continue;
    first ??= kind;
    const times = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, times);
    if (times === 1 || (times === 2 && kind === first)) definitions.push(kind.cpu.definition);
  }
  return definitions;
}

function substituteFor(fleet: Fleet, kinds: readonly Kind[], common: Bits): Substitute | undefined {
  const leftOut = kinds.filter(({ cpu }) => cpu.unknownModel !== undefined);
  const hasUnknown = leftOut.length > 0 || kinds.some(({ cpu }) => cpu.unknownFeatures.length > 0);
  if (hasUnknown) {
    const known = kinds.flatMap((kind) => (leftOut.includes(kind) ? [] : [knownDefinition(fleet, kind)]));
    const answered = baseline(fleet.map, known);
    return answered.ok ? { guest: answered.value, why: 'names', leftOut } : undefined;
  }
  return withoutVendor(fleet, kinds, common);
}

/** CPUs of several vendors: what they share, on a model that belongs to no vendor. */
function withoutVendor({ map }: Fleet, kinds: readonly Kind[], common: Bits): Substitute | undefined {
  const vendors = new Set(kinds.map((kind) => vendorOf(map, kind.cpu.definition)));
  if (vendors.size < 2 || isEmpty(common)) return undefined;
  const allowed = map.models
    .filter(({ vendor }) => vendor === undefined)
    .map(({ name }) => ({ name, blockers: [] }));
  const data = { bits: common, vendor: undefined, signature: undefined };
  const decoded = decode(map, data, { type: 'guest', allowed });
  if (!decoded.ok || decoded.value.kind !== 'guest') return undefined;
  return { guest: decoded.value, why: 'vendors', leftOut: [] };
}

/** The vendor that a definition states, else its model's. */
export function vendorOf(map: CpuMap, definition: CpuDefinition): string | undefined {
  return definition.vendor ?? map.modelByName.get(definition.model ?? '')?.vendor?.name;
}

function knownDefinition({ map }: Fleet, { cpu }: Kind): CpuDefinition {
  const { definition } = cpu;
  return definition.kind === 'host'
    ? { ...definition, features: definition.features.filter((name) => map.featureByName.has(name)) }
    : { ...definition, features: definition.features.filter(({ name }) => map.featureByName.has(name)) };
}

/** The guest that everything else starts from: libvirt's answer, or what is left of it. */
export function baselineGuest(pool: Pool): GuestCpu | undefined {
  return pool.baseline.ok ? pool.baseline.value : pool.substitute?.guest;
}

/** Bits of features by name; names that the map doesn't know count for nothing. */
export function bitsOfNames(fleet: Fleet, names: Iterable<string>): Bits {
  const bits = emptyBits(fleet.map.words.length);
  for (const name of names) {
    const feature = fleet.map.featureByName.get(name);
    if (feature !== undefined) addMask(bits, feature.mask);
  }
  return bits;
}

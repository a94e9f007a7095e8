import { addBits, type Bits, emptyBits, isEmpty, keepBits } from '../../bits/bits.ts';
import { type CpuDefinition, type Driver, driverOf, type GuestCpu } from '../../cpu/definition/definition.ts';
import type { Answer } from '../../cpu/definition/result.ts';
import { withoutDropped } from '../../cpu/driver-qemu/dropped-features.ts';
import { unknownNames } from '../../cpu/x86/compare.ts';
import { decode } from '../../cpu/x86/decode.ts';
import { migratableGuest } from '../../cpu/x86/migratable.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { Fleet, FleetHost, Kind } from './fleet.ts';
import { type Connection, libvirtBaseline, type VirshAnswer, type VirshOptions } from './libvirt-baseline.ts';

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
  /** Features of at least one host, and of all; of hosts whose model the map knows. */
  readonly some: Bits;
  readonly common: Bits;
  /** Names outside the CPU map, of any host that counts; of other architectures all names. */
  readonly unknownNames: readonly string[];
  /** What virsh prints for these hosts in this order: `cpu-baseline`, or `hypervisor-cpu-baseline`. */
  readonly baseline: Answer<GuestCpu>;
  readonly command: VirshAnswer['command'];
  /** Where libvirt refuses and something can still be said: an answer of our own, never shown as libvirt's. */
  readonly substitute: Substitute | undefined;
  /** The baseline is asked for without what blocks migration. */
  readonly migratable: boolean;
  readonly connection: Connection;
}

export interface Substitute {
  readonly guest: GuestCpu;
  /** `names`: without names that the CPU map doesn't know. `vendors`: without a vendor, on a model that has none. */
  readonly why: 'names' | 'vendors';
  /** Kinds whose model is unknown: they could not take part. */
  readonly leftOut: readonly Kind[];
  /** Names of features that the CPU map doesn't know, whatever their policy: libvirt refuses them. */
  readonly unknownFeatures: readonly string[];
}

export interface PoolOptions {
  /** Hosts that don't count on top of those left out: a preview. */
  readonly without?: ReadonlySet<string>;
  /** As `virsh cpu-baseline --migratable`. */
  readonly migratable?: boolean;
  readonly connection?: Connection;
}

export function poolOf(fleet: Fleet, options: PoolOptions = {}): Pool {
  const counts = ({ id, included }: FleetHost) => included && options.without?.has(id) !== true;
  const kinds = fleet.kinds
    .map((kind) => ({ ...kind, included: kind.hosts.filter(counts) }))
    .filter(({ included }) => included.length > 0);
  const archs = [...new Set(kinds.map(({ cpu }) => cpu.arch))];
  const drivers = [...new Set(archs.map(driverOf))];
  const { some, common } = shared(fleet, kinds);
  const migratable = options.migratable === true;
  const { connection = 'qemu' } = options;
  const { command, answer: answered } = askVirsh(fleet, kinds, { migratable, connection });
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
    command,
    substitute:
      answered.ok || drivers[0] !== 'x86' || drivers.length > 1
        ? undefined
        : substituteFor(fleet, kinds, { migratable, connection }),
    migratable,
    connection,
  };
}

/** The same hosts asked in another way: with or without `--migratable` and `--features`, through either connection. */
export function virshPrints(pool: Pool, options: VirshOptions): VirshAnswer {
  const { migratable, connection } = pool;
  return askVirsh(pool.fleet, pool.kinds, { migratable, connection, ...options });
}

function askVirsh(fleet: Fleet, kinds: readonly Kind[], options: VirshOptions): VirshAnswer {
  const counting = new Set(kinds.flatMap(({ included }) => included));
  const counts = (host: FleetHost) => counting.has(host);
  const first = fleet.hosts.find(counts);
  return libvirtBaseline(fleet.map, {
    ...options,
    definitions: baselineInput(fleet, counts),
    kinds,
    arch: first && fleet.kindOf.get(first.id)?.cpu.arch,
  });
}

function shared(fleet: Fleet, kinds: readonly Kind[]): { some: Bits; common: Bits } {
  const some = emptyBits(fleet.map.words.length);
  let common: Bits | undefined;
  for (const { cpu } of kinds) {
    addBits(some, cpu.bits);
    if (cpu.unknownModel !== undefined) continue;
    common = common === undefined ? cpu.bits.slice() : keepBits(common, cpu.bits);
  }
  return { some, common: common ?? emptyBits(fleet.map.words.length) };
}

/**
 * One definition per kind says all that libvirt's answer depends on, but for two things: only a CPU that is not the
 * first has its vendor checked, so that a second host of the first kind matters, and where it stands; and a CPU
 * without a model is refused by its place among all.
 */
function baselineInput(fleet: Fleet, counts: (host: FleetHost) => boolean): CpuDefinition[] {
  const counting = fleet.hosts.flatMap((host) => {
    const kind = counts(host) ? fleet.kindOf.get(host.id) : undefined;
    return kind === undefined ? [] : [kind];
  });
  if (counting.some(({ cpu }) => cpu.definition.model === undefined)) {
    return counting.map(({ cpu }) => cpu.definition);
  }
  const seen = new Map<Kind, number>();
  const definitions: CpuDefinition[] = [];
  const [first] = counting;
  for (const kind of counting) {
    const times = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, times);
    if (times === 1 || (times === 2 && kind === first)) definitions.push(kind.cpu.definition);
  }
  return definitions;
}

function substituteFor(
  fleet: Fleet,
  kinds: readonly Kind[],
  options: SubstituteOptions,
): Substitute | undefined {
  const leftOut = kinds.filter(({ cpu }) => cpu.unknownModel !== undefined);
  const taken = kinds.filter(({ cpu }) => cpu.unknownModel === undefined);
  const parts = taken.map(({ cpu }) => knownPart(fleet.map, cpu.definition));
  const unknownFeatures = [...new Set(parts.flatMap(({ unknown }) => unknown))];
  if (leftOut.length > 0 || unknownFeatures.length > 0) {
    const known = parts.map(({ definition }) => definition);
    const { connection, migratable } = options;
    const { answer: answered } = libvirtBaseline(fleet.map, {
      definitions: known,
      kinds: [],
      migratable,
      connection,
    });
    if (answered.ok) return { guest: answered.value, why: 'names', leftOut, unknownFeatures };
  }
  const guest = withoutVendor(fleet, taken, options);
  return guest && { guest, why: 'vendors', leftOut, unknownFeatures };
}

type SubstituteOptions = Required<Pick<PoolOptions, 'migratable' | 'connection'>>;

/** CPUs of several vendors: what they share, on a model that belongs to no vendor. */
function withoutVendor(
  fleet: Fleet,
  kinds: readonly Kind[],
  { migratable, connection }: SubstituteOptions,
): GuestCpu | undefined {
  const { map } = fleet;
  const { common: bits } = shared(fleet, kinds);
  if (vendorsOf(map, kinds).length < 2 || isEmpty(bits)) return undefined;
  const allowed = map.models
    .filter(({ vendor }) => vendor === undefined)
    .map(({ name }) => ({ name, blockers: [] }));
  const decoded = decode(map, { bits, vendor: undefined, signature: undefined }, { type: 'guest', allowed });
  if (!decoded.ok || decoded.value.kind !== 'guest') return undefined;
  const passedOn = connection === 'qemu' ? withoutDropped(map, decoded.value, 'x86_64') : decoded.value;
  return migratable ? migratableGuest(map, passedOn) : passedOn;
}

/** Vendors that a pool's CPUs have, in map order, then those that the map doesn't know. */
export function vendorsOf(map: CpuMap, kinds: readonly Kind[]): string[] {
  const names = new Set(kinds.flatMap((kind) => vendorOf(map, kind.cpu.definition) ?? []));
  const known = map.vendors.map(({ name }) => name).filter((name) => names.has(name));
  return [...new Set([...known, ...names])];
}

/** The vendor that a definition states, else its model's. */
export function vendorOf(map: CpuMap, definition: CpuDefinition): string | undefined {
  return definition.vendor ?? map.modelByName.get(definition.model ?? '')?.vendor?.name;
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

/** The guest that everything else starts from: libvirt's answer, or what is left of it. */
export function baselineGuest(pool: Pool): GuestCpu | undefined {
  // libvirt asks the first host's driver and doesn't look at the others' architecture.
  if (pool.driver === undefined) return undefined;
  return pool.baseline.ok ? pool.baseline.value : pool.substitute?.guest;
}

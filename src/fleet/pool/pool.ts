import type { Bits } from '../../bits/bits.ts';
import { type CpuDefinition, type Driver, driverOf, type GuestCpu } from '../../cpu/definition/definition.ts';
import type { Answer } from '../../cpu/definition/result.ts';
import { sharedBits } from './common-bits.ts';
import { deployable, hostPassthrough } from './deployable.ts';
import type { Fleet, FleetHost, Kind } from './fleet.ts';
import { type Connection, libvirtBaseline, type VirshAnswer, type VirshOptions } from './libvirt-baseline.ts';
import { type Substitute, substituteFor } from './substitute.ts';

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
  /** The output of virsh for these hosts in this order: `cpu-baseline`, or `hypervisor-cpu-baseline`. */
  readonly baseline: Answer<GuestCpu>;
  readonly command: VirshAnswer['command'];
  /** Our own answer, for hosts that libvirt refuses: never shown as libvirt's. */
  readonly substitute: Substitute | undefined;
  /** The baseline is asked for without what blocks migration. */
  readonly migratable: boolean;
  readonly connection: Connection;
}

export interface PoolOptions {
  /** Hosts that don't count besides the excluded ones: a preview. */
  readonly without?: ReadonlySet<string>;
  /** The same as `virsh cpu-baseline --migratable`. */
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
  const { some, common } = sharedBits(fleet, kinds);
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
  const asked = { migratable, connection, ...options };
  if (asked.migratable === migratable && asked.connection === connection && asked.expand !== true)
    return { command: pool.command, answer: pool.baseline };
  return askVirsh(pool.fleet, pool.kinds, asked);
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

/** The guest CPU that can be deployed on every host that counts, and whose word that is. */
export interface Deployable {
  readonly guest: GuestCpu;
  /**
   * `told`: virsh's, from what QEMU itself told of every host. `predicted`: virsh's less what KVM gives to no guest,
   * our own last step. `own`: libvirt computes none, and this is the page's.
   */
  readonly by: 'told' | 'predicted' | 'own';
}

const deployables = new WeakMap<Pool, { readonly made: Deployable | undefined }>();

/** undefined if no host counts, or hosts of several architectures do: no CPU is for both. */
export function deployableOf(pool: Pool): Deployable | undefined {
  const before = deployables.get(pool);
  if (before !== undefined) return before.made;
  const made = makeDeployable(pool);
  deployables.set(pool, { made });
  return made;
}

function makeDeployable(pool: Pool): Deployable | undefined {
  const { driver, kinds, substitute } = pool;
  const { map } = pool.fleet;
  if (driver === undefined || kinds.length === 0) return undefined;
  const { answer } = virshPrints(pool, { migratable: true, connection: 'qemu' });
  if (driver !== 'x86') {
    // libvirt answers with the first Arm host's model, which KVM on Arm starts no guest with.
    return answer.ok && driver !== 'arm'
      ? { guest: answer.value, by: 'told' }
      : { guest: hostPassthrough, by: 'own' };
  }
  const isTold = isToldByQemu(pool);
  if (answer.ok) {
    return { guest: deployable(map, answer.value, isTold), by: isTold ? 'told' : 'predicted' };
  }
  const guest = substitute === undefined ? hostPassthrough : deployable(map, substitute.guest, isTold);
  return { guest, by: 'own' };
}

/** Every CPU is what QEMU said it can give, none a host's own. */
export function isToldByQemu({ kinds }: Pool): boolean {
  return kinds.length > 0 && kinds.every(({ cpu }) => cpu.definition.kind === 'guest');
}

/** The guest that everything else starts from: the one that can be deployed. */
export function baselineGuest(pool: Pool): GuestCpu | undefined {
  return deployableOf(pool)?.guest;
}

import { type Bits, hasMask } from '../../bits/bits.ts';
import type { CpuSource } from '../../cpu/definition/source.ts';
import type { QemuModel, QemuView } from '../../cpu/driver-qemu/qemu-host.ts';
import { type ResolvedCpu, resolveCpu } from '../../cpu/resolve.ts';
import type { CpuMap, Feature } from '../../cpu-map/cpu-map.ts';

/** A host as the fleet sees it: one CPU, of the view that is looked at. */
export interface FleetHost {
  readonly id: string;
  readonly name: string;
  readonly included: boolean;
  readonly cpu: CpuSource;
  /** The hypervisor's list of named models, if it gives one. */
  readonly allowed?: readonly QemuModel[];
  /** Its source shows no features of MSRs: those that it does not list are not told. */
  readonly hidesMsrs?: true;
  /** The hypervisor whose view this is: `kvm`, `qemu` … */
  readonly virttype?: string;
  /** The host's other side, where it was given: its own CPU beside QEMU's view, or QEMU's view beside its own. */
  readonly own?: CpuSource;
  readonly qemu?: QemuView;
  /** Its document names a model that the CPU map doesn't know: `cpu` is our own reading, in models that it knows. */
  readonly readAs?: { readonly model: string; readonly left: readonly string[] };
  /** Release that it runs, where known: `11.3.0`. */
  readonly libvirt?: string;
  /** The document's; x86_64 where it states none. */
  readonly arch?: string;
}

/** Hosts with the same CPU: same architecture, model, vendor and features, told alike. */
export interface Kind {
  readonly index: number;
  readonly cpu: ResolvedCpu;
  /** Bits that its sources can't show: one that is not set is not told, and not lacking. undefined: they show all. */
  readonly untold?: Bits | undefined;
  /** In the person's order; the first one names the kind. */
  readonly hosts: readonly FleetHost[];
  readonly included: readonly FleetHost[];
}

/** All hosts under one CPU map, by kind. Everything after this costs by kinds, not by hosts. */
export interface Fleet {
  readonly map: CpuMap;
  readonly hosts: readonly FleetHost[];
  readonly kinds: readonly Kind[];
  readonly kindOf: ReadonlyMap<string, Kind>;
}

export function buildFleet(map: CpuMap, hosts: readonly FleetHost[]): Fleet {
  const groups = new Map<string, { cpu: ResolvedCpu; untold: Bits | undefined; hosts: FleetHost[] }>();
  for (const host of hosts) {
    const { cpu, key: cpuKey } = resolvedHost(map, host);
    const untold = host.hidesMsrs === true ? msrBits(map) : undefined;
    const key = untold === undefined ? cpuKey : `no MSRs ${cpuKey}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { cpu, untold, hosts: [host] });
    else group.hosts.push(host);
  }
  const kinds = [...groups.values()].map(
    (group, index): Kind => ({ index, ...group, included: group.hosts.filter(({ included }) => included) }),
  );
  const kindOf = new Map(kinds.flatMap((kind) => kind.hosts.map((host) => [host.id, kind] as const)));
  return { map, hosts, kinds, kindOf };
}

/** Whether a host of the kind may have the feature without its sources showing it. */
export function isUntold({ cpu, untold }: Kind, { mask }: Feature): boolean {
  return untold !== undefined && mask.words.some((word) => untold[word] !== 0) && !hasMask(cpu.bits, mask);
}

const msrs = new WeakMap<CpuMap, Bits>();

function msrBits(map: CpuMap): Bits {
  const before = msrs.get(map);
  if (before !== undefined) return before;
  const made = Uint32Array.from(map.words, ({ kind }) => (kind === 'msr' ? 0xffffffff : 0));
  msrs.set(map, made);
  return made;
}

interface Resolved {
  readonly allowed: FleetHost['allowed'];
  readonly cpu: ResolvedCpu;
  readonly key: string;
}

const memory = new WeakMap<CpuMap, WeakMap<CpuSource, Resolved>>();

/** A source is resolved once per map: hosts that share the source object, and hypervisor, share the work. */
export function resolvedHost(map: CpuMap, host: FleetHost): Resolved {
  let ofMap = memory.get(map);
  if (ofMap === undefined) {
    ofMap = new WeakMap();
    memory.set(map, ofMap);
  }
  const before = ofMap.get(host.cpu);
  if (before !== undefined && before.allowed === host.allowed) return before;
  const cpu = resolveCpu(map, host.cpu, host);
  const made = { allowed: host.allowed, cpu, key: kindKey(cpu) };
  ofMap.set(host.cpu, made);
  return made;
}

/** The parts that libvirt's verbs compare. Microcode, clock, topology and the like are not among them. */
function kindKey({ definition, unknownFeatures }: ResolvedCpu): string {
  const { kind, model, vendor, features } = definition;
  const own = kind === 'host' ? [definition.arch] : [definition.mode, definition.match];
  const listed = features.map((entry) =>
    typeof entry === 'string' ? entry : `${entry.policy} ${entry.name}`,
  );
  return JSON.stringify([
    kind,
    own,
    model ?? null,
    vendor ?? null,
    listed.sort(),
    [...unknownFeatures].sort(),
  ]);
}

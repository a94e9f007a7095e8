import type { CpuSource } from '../../cpu/definition/source.ts';
import type { QemuModel, QemuView } from '../../cpu/driver-qemu/qemu-host.ts';
import { type ResolvedCpu, resolveCpu } from '../../cpu/resolve.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';

/** A host as the fleet sees it: one CPU, of the view that is looked at. */
export interface FleetHost {
  readonly id: string;
  readonly name: string;
  readonly included: boolean;
  readonly cpu: CpuSource;
  /** The hypervisor's list of named models, if it gives one. */
  readonly allowed?: readonly QemuModel[];
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

/** Hosts with the same CPU: same architecture, model, vendor and features. */
export interface Kind {
  readonly index: number;
  readonly cpu: ResolvedCpu;
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
  const groups = new Map<string, { cpu: ResolvedCpu; hosts: FleetHost[] }>();
  for (const host of hosts) {
    const { cpu, key } = resolvedHost(map, host);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { cpu, hosts: [host] });
    else group.hosts.push(host);
  }
  const kinds = [...groups.values()].map(
    (group, index): Kind => ({ index, ...group, included: group.hosts.filter(({ included }) => included) }),
  );
  const kindOf = new Map(kinds.flatMap((kind) => kind.hosts.map((host) => [host.id, kind] as const)));
  return { map, hosts, kinds, kindOf };
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

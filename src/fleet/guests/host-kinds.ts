import type { TscCounter } from '../../cpu/definition/definition.ts';
import type { CpuSource } from '../../cpu/definition/source.ts';
import type { QemuHost, QemuModel, QemuView } from '../../cpu/driver-qemu/qemu-host.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { resolvedHost } from '../pool/fleet.ts';
import { predictedHost, toldHost } from '../pool/qemu-hosts.ts';

/** A host where guests may run, with all that is known of it. */
export interface GuestHost {
  readonly id: string;
  readonly name: string;
  readonly included: boolean;
  readonly arch: string;
  /** Its own CPU. */
  readonly cpu?: CpuSource | undefined;
  /** QEMU's view there, one for each known virttype. */
  readonly qemu: readonly QemuView[];
  /** Its own libvirt release's if known, else the chosen one. */
  readonly map: CpuMap;
}

/** Hosts that judge every guest alike: same own CPU, QEMU views, clock and release. */
export interface HostKind {
  readonly index: number;
  readonly arch: string;
  readonly map: CpuMap;
  /** The QEMU driver's view of it for a virttype; undefined if QEMU's view for that is unknown. */
  readonly told: ReadonlyMap<string, QemuHost>;
  /** For hosts without any QEMU view: the host CPU after our own table of what KVM gives. */
  readonly predicted: QemuHost | undefined;
  readonly hosts: readonly GuestHost[];
  readonly included: readonly GuestHost[];
}

export function foldHosts(hosts: readonly GuestHost[]): HostKind[] {
  const byKey = new Map<string, GuestHost[]>();
  for (const host of hosts) {
    const key = keyOf(host);
    const alike = byKey.get(key);
    if (alike === undefined) byKey.set(key, [host]);
    else alike.push(host);
  }
  return [...byKey.values()].flatMap((alike, index) => {
    const [first] = alike;
    return first === undefined ? [] : [kindOf(first, index, alike)];
  });
}

function kindOf(first: GuestHost, index: number, hosts: readonly GuestHost[]): HostKind {
  const { map, arch } = first;
  const own = first.cpu && resolved(first, first.cpu).cpu;
  const told = new Map<string, QemuHost>();
  for (const view of first.qemu) {
    const given = resolved(first, view.cpu, view.models).cpu.definition;
    const host = toldHost(map, { own: own?.definition, given, view });
    // Later ones of the same virttype are another machine type's: the first counts.
    if (host !== undefined && !told.has(host.virttype)) told.set(host.virttype, host);
  }
  const predicted = told.size === 0 && own !== undefined ? predictedHost(map, own) : undefined;
  return { index, arch, map, told, predicted, hosts, included: hosts.filter(({ included }) => included) };
}

function resolved(
  { id, name, included, arch, map }: GuestHost,
  cpu: CpuSource,
  allowed?: readonly QemuModel[],
) {
  return resolvedHost(map, { id, name, included, arch, cpu, ...(allowed && { allowed }) });
}

/** Things that are shared by many hosts, by number. */
const numbers = new WeakMap<object, number>();
let next = 1;

function numberOf(thing: object | undefined): number {
  if (thing === undefined) return 0;
  const before = numbers.get(thing);
  if (before !== undefined) return before;
  numbers.set(thing, next);
  return next++;
}

function keyOf(host: GuestHost): string {
  const { arch, cpu, map, qemu } = host;
  const own = cpu === undefined ? '' : `${resolved(host, cpu).key} ${clockOf(cpu)}`;
  const views = qemu.map(
    ({ virttype = 'kvm', cpu: given, models }) =>
      `${virttype} ${numberOf(models)} ${resolved(host, given, models).key}`,
  );
  return [arch, numberOf(map), own, ...views].join('\n');
}

function clockOf(cpu: CpuSource): string {
  const counter: TscCounter | undefined = cpu.kind === 'host' ? cpu.cpu.counter : undefined;
  return counter === undefined ? '' : `${counter.frequency} ${counter.scaling ?? ''}`;
}

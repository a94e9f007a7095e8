import type { GuestCpu, HostCpu, TscCounter } from '../../cpu/definition/definition.ts';
import type { CpuSource } from '../../cpu/definition/source.ts';
import type { QemuHost, QemuModel } from '../../cpu/driver-qemu/qemu-host.ts';
import type { ResolvedCpu } from '../../cpu/resolve.ts';
import { decode } from '../../cpu/x86/decode.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { resolvedHost } from '../pool/fleet.ts';
import { predictedOf } from '../pool/predicted.ts';
import { vendorOf } from '../pool/vendors.ts';

/** A host where guests may run, with all that is known of it. */
export interface GuestHost {
  readonly id: string;
  readonly name: string;
  readonly included: boolean;
  readonly arch: string;
  /** Its own CPU. */
  readonly cpu?: CpuSource | undefined;
  /** What QEMU gives there, one for each virttype that was told. */
  readonly qemu: readonly QemuView[];
  /** Of its own libvirt release where that was told, else the chosen one. */
  readonly map: CpuMap;
}

export interface QemuView {
  /** `kvm` where it is not said. */
  readonly virttype?: string | undefined;
  readonly cpu: CpuSource;
  readonly models?: readonly QemuModel[] | undefined;
}

/** Hosts that judge every guest alike: same own CPU, QEMU views, clock and release. */
export interface HostKind {
  readonly index: number;
  readonly arch: string;
  readonly map: CpuMap;
  /** As the QEMU driver sees it for a virttype; undefined where QEMU's view for that was not told. */
  readonly told: ReadonlyMap<string, QemuHost>;
  /** Where no QEMU view was told at all: what our own table of KVM's gifts makes of the host CPU. */
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
  const hostCpu = own?.definition.kind === 'host' ? own.definition : undefined;
  const told = new Map<string, QemuHost>();
  for (const view of first.qemu) {
    const { virttype = 'kvm', models } = view;
    const { definition } = resolved(first, view.cpu, models).cpu;
    // Later ones of the same virttype are another machine type's: the first counts.
    if (definition.kind === 'guest' && !told.has(virttype)) {
      told.set(virttype, { virttype, cpu: hostCpu, reported: asReported(definition), models });
    }
  }
  const predicted =
    told.size === 0 && own !== undefined && hostCpu !== undefined && arch === 'x86_64'
      ? predictedHost(map, own, hostCpu)
      : undefined;
  return { index, arch, map, told, predicted, hosts, included: hosts.filter(({ included }) => included) };
}

/** libvirt itself reports a host-model with fallback forbid; what was decoded from QEMU's reply is one too. */
function asReported(definition: GuestCpu): GuestCpu {
  return definition.fallback === 'forbid' ? definition : { ...definition, fallback: 'forbid' };
}

function predictedHost(map: CpuMap, own: ResolvedCpu, cpu: HostCpu): QemuHost | undefined {
  const { bits } = predictedOf(map, own);
  const vendor = map.vendorByName.get(vendorOf(map, cpu) ?? '');
  const decoded = decode(
    map,
    { bits, vendor, signature: cpu.signature },
    { type: 'guest', fallback: 'forbid' },
  );
  if (!decoded.ok || decoded.value.kind !== 'guest') return undefined;
  return { virttype: 'kvm', cpu, reported: decoded.value };
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

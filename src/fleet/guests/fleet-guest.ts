import type { GuestCpu } from '../../cpu/definition/definition.ts';

/** A virtual machine that exists, as far as it matters where it can run. */
export interface FleetGuest {
  readonly id: string;
  readonly name: string;
  /** The guest's: `x86_64`. */
  readonly arch: string;
  /** undefined: its `<domain>` has no `<cpu>`, so that it gets QEMU's default CPU. */
  readonly cpu: GuestCpu | undefined;
  /** `kvm`, `qemu` …; kvm where it is not said. */
  readonly virttype?: string | undefined;
  readonly machine?: string | undefined;
  /** The definition is of a guest that runs: the CPU that it has, not the one that it asks for. */
  readonly isLive?: boolean | undefined;
  /** The TSC timer's frequency, in Hz, decimal. */
  readonly tscFrequency?: string | undefined;
  /** Id of the host where it was found. */
  readonly on?: string | undefined;
}

/** Guests with equal CPUs, which libvirt judges alike wherever they start. */
export interface GuestKind {
  readonly index: number;
  readonly arch: string;
  readonly cpu: GuestCpu | undefined;
  readonly virttype: string;
  readonly isLive: boolean;
  readonly tscFrequency: string | undefined;
  /** In the person's order; the first one names the kind. */
  readonly guests: readonly FleetGuest[];
}

/** In the order of their first guests. Everything after this costs by kinds, not by guests. */
export function foldGuests(guests: readonly FleetGuest[]): GuestKind[] {
  const byKey = new Map<string, FleetGuest[]>();
  for (const guest of guests) {
    const key = keyOf(guest);
    const alike = byKey.get(key);
    if (alike === undefined) byKey.set(key, [guest]);
    else alike.push(guest);
  }
  return [...byKey.values()].flatMap((alike, index) => {
    const [first] = alike;
    return first === undefined ? [] : [kindOf(first, index, alike)];
  });
}

function kindOf(first: FleetGuest, index: number, guests: readonly FleetGuest[]): GuestKind {
  const { arch, cpu, virttype = 'kvm', isLive = false, tscFrequency } = first;
  return { index, arch, cpu, virttype, isLive, tscFrequency, guests };
}

const cpuKeys = new WeakMap<GuestCpu, string>();

/** Topology, cache and address width are no part of it: libvirt does not compare them. */
function keyOf({ arch, cpu, virttype = 'kvm', isLive = false, tscFrequency = '' }: FleetGuest): string {
  return [arch, virttype, isLive, tscFrequency, cpu === undefined ? '' : cpuKey(cpu)].join('\n');
}

function cpuKey(cpu: GuestCpu): string {
  const before = cpuKeys.get(cpu);
  if (before !== undefined) return before;
  const { mode, match, check, migratable, deprecatedFeatures, model, fallback, vendorId, vendor, features } =
    cpu;
  const own = [mode, match, check, migratable, deprecatedFeatures, model, fallback, vendorId, vendor];
  const key = JSON.stringify([
    own.map((part) => part ?? null),
    features.map(({ name, policy }) => `${policy} ${name}`),
  ]);
  cpuKeys.set(cpu, key);
  return key;
}

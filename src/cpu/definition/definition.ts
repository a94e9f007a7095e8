/** A `<cpu>` element, as libvirt understands it. A host CPU has no policies, a guest CPU no signature. */
export type CpuDefinition = HostCpu | GuestCpu;

export interface HostCpu extends CommonParts {
  readonly kind: 'host';
  readonly arch: string;
  /** Absent only in the result of *expand*. */
  readonly model?: string;
  readonly microcode?: number;
  readonly signature?: Signature;
  readonly counter?: TscCounter;
  readonly features: readonly string[];
}

export interface GuestCpu extends CommonParts {
  readonly kind: 'guest';
  readonly mode: Mode;
  /** Written for mode custom only; kept for the others, so that a change of mode loses nothing. */
  readonly match: Match;
  readonly check?: Check;
  /** Modes host-passthrough and maximum only. */
  readonly migratable?: OnOff;
  readonly deprecatedFeatures?: OnOff;
  readonly model?: string;
  readonly fallback: Fallback;
  readonly vendorId?: string;
  readonly features: readonly FeaturePolicy[];
}

interface CommonParts {
  readonly vendor?: string;
  readonly topology?: Topology;
  readonly cache?: Cache;
  readonly maxphysaddr?: MaxPhysAddr;
}

export const modes = ['custom', 'host-model', 'host-passthrough', 'maximum'] as const;
export type Mode = (typeof modes)[number];
export const matches = ['minimum', 'exact', 'strict'] as const;
export type Match = (typeof matches)[number];
export const checks = ['none', 'partial', 'full'] as const;
export type Check = (typeof checks)[number];
export const fallbacks = ['allow', 'forbid'] as const;
export type Fallback = (typeof fallbacks)[number];
export const policies = ['force', 'require', 'optional', 'disable', 'forbid'] as const;
export type Policy = (typeof policies)[number];
export const cacheModes = ['emulate', 'passthrough', 'disable'] as const;
export type CacheMode = (typeof cacheModes)[number];
export const maxPhysAddrModes = ['emulate', 'passthrough'] as const;
export type MaxPhysAddrMode = (typeof maxPhysAddrModes)[number];
export type OnOff = 'on' | 'off';

export interface FeaturePolicy {
  readonly name: string;
  readonly policy: Policy;
}

export interface Signature {
  readonly family: number;
  readonly model: number;
  readonly stepping: number;
}

export interface TscCounter {
  /** Hz. A decimal number of up to 64 bits, kept as text. */
  readonly frequency: string;
  readonly scaling?: 'yes' | 'no';
}

export interface Topology {
  readonly sockets: number;
  readonly dies: number;
  readonly clusters: number;
  readonly cores: number;
  readonly threads: number;
}

export interface Cache {
  readonly level?: number;
  readonly mode: CacheMode;
}

export interface MaxPhysAddr {
  readonly mode: MaxPhysAddrMode;
  readonly bits?: number;
  readonly limit?: number;
}

/** Architectures that libvirt names in `<arch>`; it knows no other spelling (amd64, arm64, i386 …). */
export const architectures = [
  'alpha',
  'armv6l',
  'armv7l',
  'armv7b',
  'aarch64',
  'cris',
  'i686',
  'ia64',
  'lm32',
  'loongarch64',
  'm68k',
  'microblaze',
  'microblazeel',
  'mips',
  'mipsel',
  'mips64',
  'mips64el',
  'openrisc',
  'parisc',
  'parisc64',
  'ppc',
  'ppc64',
  'ppc64le',
  'ppcemb',
  'riscv32',
  'riscv64',
  's390',
  's390x',
  'sh4',
  'sh4eb',
  'sparc',
  'sparc64',
  'unicore32',
  'x86_64',
  'xtensa',
  'xtensaeb',
] as const;

/** Which of libvirt's CPU drivers answers for an architecture. */
export type Driver = 'x86' | 'ppc64' | 'arm' | 's390' | 'riscv64' | 'loongarch64' | 'none';

const drivers: Readonly<Record<Exclude<Driver, 'none'>, readonly string[]>> = {
  x86: ['x86_64', 'i686'],
  ppc64: ['ppc64', 'ppc64le'],
  arm: ['aarch64', 'armv6l', 'armv7l', 'armv7b'],
  s390: ['s390', 's390x'],
  riscv64: ['riscv64'],
  loongarch64: ['loongarch64'],
};

const driverByArch: ReadonlyMap<string, Driver> = new Map(
  (['x86', 'ppc64', 'arm', 's390', 'riscv64', 'loongarch64'] as const).flatMap((driver) =>
    drivers[driver].map((arch) => [arch, driver] as const),
  ),
);

export function driverOf(arch: string): Driver {
  return driverByArch.get(arch) ?? 'none';
}

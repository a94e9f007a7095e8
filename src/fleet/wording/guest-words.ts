import type {
  CacheMode,
  Check,
  Fallback,
  GuestCpu,
  Match,
  MaxPhysAddrMode,
  Mode,
  OnOff,
  Policy,
} from '../../cpu/definition/definition.ts';

/*
 * The meaning of each value, in sentences of our own that follow the value: `exact: the guest gets …`. They tell what
 * libvirt and its QEMU driver do; what depends on check says so, since the page only compares.
 */

/** Their meaning for migration. */
export const modeWords: Readonly<Record<Mode, string>> = {
  custom:
    'the guest sees the model and the features written here, the same on every host, so it can move between all hosts that run it.',
  'host-model':
    'libvirt writes down the CPU of the host that the guest starts on, less what blocks migration. The guest can move to hosts that have all of that, so seldom from a newer CPU to an older one; started again elsewhere it gets another CPU.',
  'host-passthrough':
    "the guest sees the host's own CPU. It moves safely only between hosts with the same CPU, microcode, kernel and QEMU; elsewhere libvirt may let it go, and it can hang or crash.",
  maximum:
    'the guest gets all that QEMU can give: under KVM the same as host-passthrough, and no safer to move; emulated, all that this QEMU can emulate.',
};

export const matchWords: Readonly<Record<Match, string>> = {
  exact: 'the guest gets what is written here and nothing else; hosts may have more.',
  minimum:
    'what is written here is the minimum. The guest also gets everything else that its host has where it starts, so it differs from host to host.',
  strict:
    'a host must have nothing beyond what is written here, else libvirt does not start the guest there (unless check is none).',
};

export const checkWords: Readonly<Record<Check, string>> = {
  none: 'libvirt does not check. Where a host lacks a feature, QEMU warns in its log and starts the guest without it.',
  partial: 'libvirt compares with the host before the start; QEMU may still give less.',
  full: 'libvirt starts the guest only if QEMU gives exactly this CPU.',
};

/** An absent check, which libvirt fills in. */
export function checkNotSetWords({ mode }: GuestCpu): string {
  return mode === 'custom' || mode === 'host-model'
    ? 'libvirt takes partial for a KVM guest of this mode. In the running guest it then writes full, so that a migration changes nothing.'
    : 'libvirt takes none in this mode: there is nothing to compare.';
}

export const fallbackWords: Readonly<Record<Fallback, string>> = {
  allow:
    'where QEMU does not offer the model, libvirt takes the closest one that it offers, with the same features.',
  forbid: 'where QEMU does not offer the model, the guest does not start.',
};

export const policyWords: Readonly<Record<Policy, string>> = {
  require:
    "the guest has it. Where the host can't give it, libvirt does not start the guest (unless check is none).",
  optional:
    'the guest has it where the host has it. Once the guest has migrated, optional becomes require: it stays as it was at the start.',
  disable: 'the guest does not have it, whatever the host has.',
  forbid:
    'the guest does not have it, and libvirt does not start it on a host that has it (unless check is none).',
  force:
    "libvirt asks QEMU for it without checking the host. Force only means something for an emulated CPU: under KVM a host that lacks it can't give it.",
};

export const migratableWords: Readonly<Record<OnOff, string>> = {
  on: "the guest gets the host's CPU less the features that block migration. That does not make it safer to move between different hosts.",
  off: "the guest also gets features that block migration, so it can't be migrated live.",
};

export const deprecatedWords: Readonly<Record<OnOff, string>> = {
  on: 'features that QEMU calls deprecated stay.',
  off: 'features that QEMU calls deprecated are disabled, so that the guest can move to hosts that have dropped them. It was made for s390x.',
};

export const cacheWords: Readonly<Record<CacheMode, string>> = {
  emulate: 'the guest sees caches that QEMU makes up. libvirt accepts this for level 3 only.',
  passthrough: "the guest sees the host's caches. Only for host-passthrough and maximum.",
  disable: 'the guest sees no caches.',
};

export const maxphysaddrWords: Readonly<Record<MaxPhysAddrMode, string>> = {
  emulate:
    'the guest has this many bits. libvirt does not start it on a host that has fewer, and a guest sees no more memory than they reach.',
  passthrough:
    'the guest has as many bits as its host, at most the limit. Hosts with different numbers are different CPUs to it.',
};

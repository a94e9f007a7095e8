import type { Check, Fallback, GuestCpu, Match, Mode, Policy } from '../../cpu/definition.ts';

/** What each value says, in sentences of our own. Of modes: what they mean for migration. */
export const modeWords: Readonly<Record<Mode, string>> = {
  custom:
    'the guest sees the model and the features written here, the same on every host, so it can move between all hosts that run it.',
  'host-model':
    'libvirt writes down the CPU of the host that the guest starts on. The guest can move to hosts that have all of that, seldom back from a newer one.',
  'host-passthrough':
    'the guest sees the host’s own CPU. It can move only between hosts with the same CPU, microcode, kernel and QEMU.',
  maximum:
    'the guest gets all that QEMU can give on its host, emulated features too. What that is depends on host and QEMU, so it seldom can move.',
};

export const matchWords: Readonly<Record<Match, string>> = {
  exact: 'the guest gets what is written here and nothing else; hosts may have more.',
  minimum: 'the guest gets all that its host has beyond this, so it differs from host to host.',
  strict: 'the guest runs only on hosts that have nothing beyond what is written here.',
};

const checkOwn: Readonly<Record<Check, string>> = {
  none: 'libvirt does not look; where a host lacks a feature, QEMU starts the guest without it.',
  partial: 'libvirt compares with the host before the start; QEMU may still give less.',
  full: 'the guest starts only if QEMU gives exactly this CPU.',
};

export function checkWords({ check, mode }: GuestCpu): string {
  if (check !== undefined) return checkOwn[check];
  const instead = mode === 'custom' || mode === 'host-model' ? 'partial' : 'none';
  return `libvirt takes ${instead} for a KVM guest of this mode, and full once the guest has been started.`;
}

export const fallbackWords: Readonly<Record<Fallback, string>> = {
  allow:
    'where QEMU does not offer the model, libvirt takes the closest one that it offers, with the same features.',
  forbid: 'where QEMU does not offer the model, the guest does not start.',
};

export const policyWords: Readonly<Record<Policy, string>> = {
  require: 'the guest has it; a host without it does not run the guest.',
  optional:
    'the guest has it where the host has it. Once the guest has migrated, optional becomes require: it stays as it was at the start.',
  disable: 'the guest does not have it, whatever the host has.',
  forbid: 'the guest does not have it, and a host that has it does not run the guest.',
  force:
    'the guest has it even where the host lacks it: that only means something for an emulated CPU, not under KVM.',
};

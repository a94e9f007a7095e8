// CPU features of libvirt that Linux's KVM, and QEMU on top of it, give a guest. Facts read off
// Linux 7.2.13 (arch/x86/kvm) and QEMU 11.1's development branch (target/i386); older releases give less, never
// what is below as `never`. Module parameters are taken at their defaults.

import { type KvmNeed, kvmGroups } from './kvm-gives-table.ts';
import type { OnlyVendor } from './vendor-only.ts';

/** How a guest under KVM comes by one feature. */
export interface KvmGift {
  /** `from-host`: where the host has it. `always`: KVM or QEMU makes it itself, whatever the host has. */
  readonly gives: 'from-host' | 'always' | 'never';
  /** Given as well on a host that has all features of one of these: they are the same thing by other bits. */
  readonly also: readonly (readonly string[])[];
  /** Given only beside this feature, by KVM or by QEMU, which leaves it off otherwise. */
  readonly beside: string | undefined;
  /** Given on this vendor's hosts only, though the other's CPUs may have it. */
  readonly on: OnlyVendor | undefined;
  /** Given only with this setting; see `kvmNeeds`. */
  readonly needs: KvmNeed | undefined;
  /** A host whose capabilities lack it may still give it: libvirt doesn't read its register, or the kernel adds it. */
  readonly untold: boolean;
  /** QEMU lists it for no host, and gives it to every guest that asks for it. */
  readonly whenAsked: boolean;
  /** The file that says so: below arch/x86/kvm in Linux, or below target/i386 in QEMU. */
  readonly source: string;
}

export interface KvmSetting {
  readonly words: string;
  /** Some hosts and releases have it without being asked, so that nobody can tell from the host's CPU alone. */
  readonly isOftenSet: boolean;
}

/** The setting that must be made before a gift with this need is given. */
export const kvmNeeds: Readonly<Record<KvmNeed, KvmSetting>> = {
  'cpu-pm': { words: 'QEMU started with -overcommit cpu-pm=on', isOftenSet: false },
  pmu: { words: "a guest with a virtual PMU: <pmu state='on'/>", isOftenSet: true },
  'pt-mode': { words: 'kvm_intel loaded with pt_mode=1', isOftenSet: false },
  sgx: { words: 'SGX switched on in the firmware, and QEMU allowed to open /dev/sgx_vepc', isOftenSet: true },
  topology: { words: 'a guest with several threads or cores in its topology', isOftenSet: false },
};

/** How KVM gives a feature; undefined for a name that the table does not know. */
export function kvmGives(featureName: string): KvmGift | undefined {
  return giftByName.get(featureName);
}

/** Names that no setting brings to any guest: they describe the bare machine. */
export function isNeverGiven(featureName: string): boolean {
  return kvmGives(featureName)?.gives === 'never';
}

/**
 * Every name of the table, each once.
 * @internal For tests of this table and of those beside it.
 */
export function namesInKvmTable(): readonly string[] {
  return [...giftByName.keys()];
}

/** Names that QEMU lists for no host and gives to every guest under KVM that asks for them. */
export function givenWhenAsked(): readonly string[] {
  return namesWhenAsked;
}

const giftByName: ReadonlyMap<string, KvmGift> = new Map(
  kvmGroups.flatMap(({ names, also = {}, ...group }) =>
    names
      .trim()
      .split(/\s+/)
      .map((name): [string, KvmGift] => [
        name,
        {
          gives: group.gives,
          also: (also[name] ?? []).map((host) => host.split(' ')),
          beside: group.beside,
          on: group.on,
          needs: group.needs,
          untold: group.untold === true,
          whenAsked: group.whenAsked === true,
          source: group.source,
        },
      ]),
  ),
);

const namesWhenAsked = [...giftByName].flatMap(([name, { whenAsked }]) => (whenAsked ? [name] : []));

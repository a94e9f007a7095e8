// The meaning of security-relevant features to a guest, grouped by the weakness they are about.

/**
 * - `mitigation`: a protection that works once it is there or is used as a matter of course
 * - `immunity`: the weakness can't be used against the guest, by hardware or by its host
 * - `control`: a switch or command that the guest may use
 * - `needs-care`: its presence is the reason for extra protection
 */
export type MitigationKind = 'mitigation' | 'immunity' | 'control' | 'needs-care';

export interface Mitigation {
  readonly name: string;
  readonly kind: MitigationKind;
  /** One sentence: what the feature's presence tells the guest. */
  readonly says: string;
}

export interface MitigationGroup {
  readonly id: string;
  readonly title: string;
  readonly features: readonly Mitigation[];
}

export const mitigationGroups: readonly MitigationGroup[] = [
  {
    id: 'listing',
    title: 'Where the facts are listed',
    features: [
      control(
        'arch-capabilities',
        'The guest can read what its CPU is not affected by; without it no fact listed there counts.',
      ),
    ],
  },
  {
    id: 'spectre-v1',
    title: 'Spectre v1',
    features: [
      mitigation(
        'lfence-always-serializing',
        'LFENCE stops speculation without being set up, so fences in the code hold.',
      ),
    ],
  },
  {
    id: 'spectre-v2',
    title: 'Spectre v2',
    features: [
      control(
        'spec-ctrl',
        'The guest can restrict indirect branches (IBRS) and drop their predictions (IBPB).',
      ),
      control(
        'ibpb',
        'The guest can drop indirect branch predictions between programs, by the bit AMD defined.',
      ),
      control('ibrs', 'The guest can restrict indirect branches in its kernel, by the bit AMD defined.'),
      control('stibp', 'The guest can keep the branch predictions of two hyper-threads apart.'),
      control(
        'amd-stibp',
        'The guest can keep the branch predictions of two hyper-threads apart, by the bit AMD defined.',
      ),
      control(
        'stibp-always-on',
        'The guest may leave STIBP on all the time, which this CPU prefers to switching it.',
      ),
      mitigation(
        'ibrs-all',
        'Enhanced IBRS protects the kernel for good once it is turned on, so retpolines are not needed.',
      ),
      mitigation(
        'auto-ibrs',
        'The CPU protects the kernel by itself whenever it runs, so retpolines are not needed.',
      ),
      needsCare(
        'rsba',
        'Returns may be predicted by other means where the guest runs, so retpolines are not enough.',
      ),
      control(
        'rrsba-ctrl',
        'The guest can stop returns from using other predictors, so that retpolines hold.',
      ),
      control('ipred-ctrl', 'The guest can stop indirect branches from running ahead to predicted targets.'),
      immunity(
        'pbrsb-no',
        'Return predictions after a barrier are safe (PBRSB), so the guest needs no extra step.',
      ),
    ],
  },
  {
    id: 'bhi',
    title: 'Branch history injection (BHI)',
    features: [
      immunity('bhi-no', 'User branch history does not steer the kernel, so nothing has to be cleared.'),
      control(
        'bhi-ctrl',
        'The guest can have its kernel ignore user branch history instead of clearing it in software.',
      ),
    ],
  },
  {
    id: 'its',
    title: 'Indirect target selection (ITS)',
    features: [
      immunity('its-no', 'The host says that its CPU is not affected by ITS; no CPU lists this itself.'),
    ],
  },
  {
    id: 'srso',
    title: 'Retbleed and SRSO (AMD)',
    features: [
      immunity('srso-no', 'The CPU is not affected by SRSO (Inception).'),
      immunity('srso-user-kernel-no', 'User code cannot attack the kernel by SRSO (Inception).'),
      mitigation('ibpb-brtype', 'The prediction barrier also drops branch types, so it works against SRSO.'),
      control('sbpb', 'The guest can use a lighter barrier where the full one against SRSO is not needed.'),
      mitigation('eraps', 'The return predictor flushes itself where the guest had to do so.'),
    ],
  },
  {
    id: 'meltdown',
    title: 'Meltdown and L1TF',
    features: [
      immunity(
        'rdctl-no',
        'The CPU is not affected by Meltdown or L1TF, so page-table isolation can stay off.',
      ),
      mitigation(
        'skip-l1dfl-vmentry',
        'A hypervisor in the guest need not flush the level 1 cache before it enters a guest.',
      ),
      control('flush-l1d', 'The guest can flush the level 1 data cache by one command.'),
    ],
  },
  {
    id: 'ssb',
    title: 'Speculative store bypass (Spectre v4)',
    features: [
      control('ssbd', 'The guest can turn speculative store bypass off for programs that ask for it.'),
      control('amd-ssbd', 'The guest can turn speculative store bypass off, by the bit AMD defined.'),
      control('virt-ssbd', 'The guest can turn speculative store bypass off through its hypervisor, on AMD.'),
      immunity('ssb-no', 'The CPU is not affected by speculative store bypass.'),
      immunity('amd-no-ssb', 'The CPU is not affected by speculative store bypass, by the bit AMD defined.'),
      control('intel-psfd', 'The guest can turn the prediction of store forwarding off, on Intel.'),
      control('amd-psfd', 'The guest can turn the prediction of store forwarding off, on AMD.'),
    ],
  },
  {
    id: 'mds',
    title: 'MDS and TAA',
    features: [
      mitigation(
        'md-clear',
        'VERW clears the buffers that MDS and TAA read from, so the guest can protect itself.',
      ),
      immunity('mds-no', 'The CPU is not affected by MDS.'),
      immunity('taa-no', 'The CPU is not affected by TAA, so TSX may stay on.'),
      control('tsx-ctrl', 'The guest can turn TSX off and with it TAA.'),
      needsCare('rtm', 'TSX is there: without taa-no the guest has to clear buffers or turn TSX off.'),
      needsCare('hle', 'Lock elision, the other half of TSX, is there: the same holds as for rtm.'),
    ],
  },
  {
    id: 'mmio',
    title: 'MMIO stale data',
    features: [
      immunity('sbdr-ssdp-no', 'No stale data can be read through shared buffers or the sideband path.'),
      immunity('fbsdp-no', 'No stale data travels through fill buffers.'),
      immunity('psdp-no', 'No stale data travels to the primary bus.'),
      mitigation('fb-clear', 'VERW clears fill buffers, so the guest can protect itself.'),
    ],
  },
  {
    id: 'gds',
    title: 'Downfall (GDS)',
    features: [
      immunity(
        'gds-no',
        'The CPU is not affected by Downfall, or the host keeps the protection of its microcode on.',
      ),
    ],
  },
  {
    id: 'rfds',
    title: 'Register file data sampling (RFDS)',
    features: [
      immunity('rfds-no', 'The CPU is not affected by RFDS.'),
      mitigation('rfds-clear', 'VERW clears register files, so the guest can protect itself.'),
    ],
  },
  {
    id: 'tsa',
    title: 'Transient scheduler attacks (TSA, AMD)',
    features: [
      immunity('tsa-sq-no', 'The store queue does not leak by TSA.'),
      immunity('tsa-l1-no', 'The level 1 cache does not leak by TSA.'),
      mitigation(
        'verw-clear',
        'VERW clears the buffers that TSA reads from, so the guest can protect itself.',
      ),
    ],
  },
  {
    id: 'multihit',
    title: 'iTLB multihit',
    features: [
      immunity(
        'pschange-mc-no',
        'Changing a page size cannot crash the machine; KVM tells this to every guest.',
      ),
    ],
  },
  {
    id: 'timing',
    title: 'Leaks by timing',
    features: [
      immunity('mcdt-no', 'The time that vector instructions take does not depend on the MXCSR register.'),
      control(
        'ddpd-u',
        'The guest can turn off the prefetcher that follows pointers in the data of programs.',
      ),
    ],
  },
  {
    id: 'denial',
    title: 'Stalls and leftovers',
    features: [
      control('core-capability', 'The guest can read the list that holds split-lock-detect.'),
      control(
        'split-lock-detect',
        'The guest can have split locks raise an exception before they stall the machine.',
      ),
      control('bus-lock-detect', 'The guest can be told of bus locks and slow the program that takes them.'),
      immunity('no-nested-data-bp', 'Data breakpoints do not nest, so they cannot tie a CPU up.'),
      immunity(
        'null-sel-clr-base',
        'Loading an empty segment selector leaves nothing of the old base behind.',
      ),
    ],
  },
];
function mitigation(name: string, says: string): Mitigation {
  return { name, kind: 'mitigation', says };
}

function immunity(name: string, says: string): Mitigation {
  return { name, kind: 'immunity', says };
}

function control(name: string, says: string): Mitigation {
  return { name, kind: 'control', says };
}

function needsCare(name: string, says: string): Mitigation {
  return { name, kind: 'needs-care', says };
}

/** The feature's meaning for a guest's security; undefined if it is not about security. */
export function mitigationOf(featureName: string): Mitigation | undefined {
  return mitigations.get(featureName);
}

const mitigations: ReadonlyMap<string, Mitigation> = new Map(
  mitigationGroups.flatMap((group) => group.features.map((feature) => [feature.name, feature] as const)),
);

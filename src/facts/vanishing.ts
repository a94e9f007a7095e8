// The usual places where a processor's feature vanishes on the way to a guest, and the ways to bring it back. Facts
// read off Linux's Documentation/admin-guide (kernel-parameters.txt, hw-vuln/) and arch/x86; a name that is not here
// depends on the hardware alone.

/** The part that takes the feature away, or gives it. */
export type VanishesBy = 'kernel parameter' | 'microcode' | 'firmware' | 'module parameter' | 'kernel';

export interface Vanishing {
  readonly by: VanishesBy;
  /** The way to bring it back, as the end of a sentence that begins with the feature: `a kernel started without nosmap`. */
  readonly back: string;
  readonly source: string;
}

const parameters = 'Linux, Documentation/admin-guide/kernel-parameters.txt';
const weaknesses = 'Linux, Documentation/admin-guide/hw-vuln';

const rows: readonly (readonly [names: string, row: Vanishing])[] = [
  ['smap', without('nosmap')],
  ['smep', without('nosmep')],
  ['pcid', without('nopcid')],
  ['invpcid', without('noinvpcid or nopcid')],
  ['la57', without('no5lvl, and the firmware set to 5-level paging')],
  ['pku', without('nopku')],
  ['xsave avx avx2 avx512f', without('noxsave')],
  ['xsaveopt', without('noxsaveopt')],
  ['xsaves', without('noxsaves')],
  ['nx', without('noexec=off, and Execute Disable switched on in the firmware')],
  [
    'hle rtm',
    {
      by: 'microcode',
      back: 'the kernel parameter tsx=on, if the microcode still has TSX: newer microcode takes it away for good',
      source: `${weaknesses}/tsx_async_abort.rst`,
    },
  ],
  [
    'spec-ctrl stibp ssbd arch-capabilities amd-ssbd amd-stibp ibpb ibrs virt-ssbd md-clear flush-l1d fb-clear core-capability',
    {
      by: 'microcode',
      back: 'newer microcode (BIOS or the microcode package), with a kernel and QEMU that know it',
      source: `${weaknesses}/ and spectre.rst, mds.rst, special-register-buffer-data-sampling.rst`,
    },
  ],
  [
    'sbpb ibpb-brtype srso-no',
    {
      by: 'microcode',
      back: 'newer AMD microcode, with a kernel that knows it (6.5 or a backport)',
      source: `${weaknesses}/srso.rst`,
    },
  ],
  [
    'rfds-clear rfds-no',
    {
      by: 'microcode',
      back: 'newer Intel microcode, with a kernel that knows it (6.9 or a backport)',
      source: `${weaknesses}/reg-file-data-sampling.rst`,
    },
  ],
  [
    'vmx',
    {
      by: 'module parameter',
      back: 'kvm_intel loaded with nested=1, and virtualisation (VT-x) switched on in the firmware',
      source: parameters,
    },
  ],
  [
    'svm npt nrip-save vgif',
    {
      by: 'module parameter',
      back: 'kvm_amd loaded with nested=1, and virtualisation (SVM) switched on in the firmware',
      source: parameters,
    },
  ],
  [
    'sgx sgxlc sgx1 sgx2',
    {
      by: 'firmware',
      back: 'SGX switched on in the firmware',
      source: 'Linux, Documentation/arch/x86/sgx.rst',
    },
  ],
  [
    'mpx',
    {
      by: 'kernel',
      back: 'nothing: Linux gave up MPX in 5.6, and newer processors have none',
      source: 'Linux, commit log of 5.6 (x86/mpx)',
    },
  ],
];

function without(parameter: string): Vanishing {
  return { by: 'kernel parameter', back: `a kernel started without ${parameter}`, source: parameters };
}

const byName: ReadonlyMap<string, Vanishing> = new Map(
  rows.flatMap(([names, row]) => names.split(' ').map((name) => [name, row] as const)),
);

/** undefined: the feature depends on the processor alone, as far as is known. */
export function vanishing(featureName: string): Vanishing | undefined {
  return byName.get(featureName);
}

/** @internal For tests of this table. */
export function vanishingNames(): readonly string[] {
  return [...byName.keys()];
}

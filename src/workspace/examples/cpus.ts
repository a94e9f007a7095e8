import type { HostCpu } from '../../cpu/definition/definition.ts';

/**
 * libvirt's host CPUs of these real CPUs, decoded from recorded registers. Facts: model, signature, and the
 * features that the model does not have.
 */
export const cpus = {
  // Xeon-Gold-6148
  skylake: host({
    model: 'Skylake-Server-v1',
    vendor: 'Intel',
    signature: [6, 85, 4],
    features:
      'dtes64 monitor ds_cpl vmx smx est tm2 xtpr pdcm dca osxsave ds acpi ss ht tm pbe ' +
      'tsc_adjust fdp-excptn-only cmt zero-fcs-fds mpx clflushopt intel-pt pku xsaves mbm_total ' +
      'mbm_local invtsc',
  }),
  // Xeon-Gold-6130
  skylakeIbrs: host({
    model: 'Skylake-Server-v2',
    vendor: 'Intel',
    signature: [6, 85, 4],
    features:
      'dtes64 monitor ds_cpl vmx smx est tm2 xtpr pdcm dca osxsave ds acpi ss ht tm pbe ' +
      'tsc_adjust fdp-excptn-only cmt zero-fcs-fds mpx clflushopt intel-pt pku ospke md-clear ' +
      'stibp flush-l1d ssbd xsaves mbm_total mbm_local invtsc',
  }),
  // Xeon-Platinum-8268
  cascadeLake: host({
    model: 'Cascadelake-Server-v1',
    vendor: 'Intel',
    signature: [6, 85, 6],
    features:
      'dtes64 monitor ds_cpl vmx smx est tm2 xtpr pdcm dca osxsave ds acpi ss ht tm pbe ' +
      'tsc_adjust fdp-excptn-only cmt zero-fcs-fds mpx intel-pt pku ospke md-clear stibp ' +
      'flush-l1d arch-capabilities xsaves mbm_total mbm_local invtsc rdctl-no ibrs-all ' +
      'skip-l1dfl-vmentry mds-no',
  }),
  // Xeon-Platinum-9242
  cascadeLakeTsx: host({
    model: 'Cascadelake-Server-v1',
    vendor: 'Intel',
    signature: [6, 85, 7],
    features:
      'dtes64 monitor ds_cpl vmx smx est tm2 xtpr pdcm dca osxsave ds acpi ss ht tm pbe ' +
      'tsc_adjust fdp-excptn-only cmt zero-fcs-fds mpx intel-pt pku ospke md-clear stibp ' +
      'flush-l1d arch-capabilities xsaves mbm_total mbm_local invtsc rdctl-no ibrs-all ' +
      'skip-l1dfl-vmentry mds-no tsx-ctrl',
  }),
  // Ice-Lake-Server
  iceLake: host({
    model: 'Icelake-Server-v1',
    vendor: 'Intel',
    signature: [6, 106, 0],
    features:
      'dtes64 monitor ds_cpl vmx smx est tm2 xtpr pdcm dca osxsave ds acpi ss ht tm pbe ' +
      'tsc_adjust sgx fdp-excptn-only cmt zero-fcs-fds mpx avx512ifma intel-pt sha-ni ospke rdpid ' +
      'sgxlc fsrm stibp flush-l1d arch-capabilities xsaves mbm_total mbm_local invtsc rdctl-no ' +
      'ibrs-all skip-l1dfl-vmentry',
  }),
  // Xeon-E5-2650-v4
  broadwell: host({
    model: 'Broadwell-v1',
    vendor: 'Intel',
    signature: [6, 79, 1],
    features:
      'dtes64 monitor ds_cpl vmx smx est tm2 xtpr pdcm dca osxsave f16c rdrand vme ds acpi ss ht ' +
      'tm pbe arat tsc_adjust cmt zero-fcs-fds intel-pt xsaveopt mbm_total mbm_local abm pdpe1gb ' +
      'invtsc',
  }),
  // Xeon-E7-8890-v3
  haswell: host({
    model: 'Haswell-v1',
    vendor: 'Intel',
    signature: [6, 63, 4],
    features:
      'dtes64 monitor ds_cpl vmx smx est tm2 xtpr pdcm dca osxsave f16c rdrand vme ds acpi ss ht ' +
      'tm pbe arat tsc_adjust cmt zero-fcs-fds xsaveopt abm pdpe1gb invtsc',
  }),
  // Xeon-E5-2650
  sandyBridge: host({
    model: 'SandyBridge-v2',
    vendor: 'Intel',
    signature: [6, 45, 7],
    features:
      'dtes64 monitor ds_cpl vmx smx est tm2 xtpr pdcm pcid dca osxsave vme ds acpi ss ht tm pbe ' +
      'arat stibp flush-l1d ssbd xsaveopt pdpe1gb invtsc',
  }),
  // EPYC-7601-32-Core
  naples: host({
    model: 'EPYC-v1',
    vendor: 'AMD',
    signature: [23, 1, 2],
    features:
      'monitor osxsave ht xsaves cmp_legacy extapic skinit wdt tce topoext perfctr_core ' +
      'perfctr_nb overflow-recov succor invtsc clzero xsaveerptr npt lbrv svm-lock nrip-save tsc-' +
      'scale vmcb-clean flushbyasid decodeassists pause-filter pfthreshold avic v-vmsave-vmload ' +
      'vgif',
  }),
  // EPYC-7601-32-Core-ibpb
  naplesIbpb: host({
    model: 'EPYC-v4',
    vendor: 'AMD',
    signature: [23, 1, 2],
    features:
      'monitor osxsave ht cmp_legacy extapic skinit wdt tce topoext perfctr_nb overflow-recov ' +
      'succor invtsc lbrv svm-lock tsc-scale vmcb-clean flushbyasid decodeassists pause-filter ' +
      'pfthreshold avic v-vmsave-vmload vgif',
  }),
  // EPYC-7502-32-Core
  rome: host({
    model: 'EPYC-Rome-v3',
    vendor: 'AMD',
    signature: [23, 49, 0],
    features:
      'monitor osxsave ht cmt mbm_total mbm_local cmp_legacy extapic ibs skinit wdt tce topoext ' +
      'perfctr_nb overflow-recov succor invtsc lbrv svm-lock tsc-scale vmcb-clean flushbyasid ' +
      'decodeassists pause-filter pfthreshold avic v-vmsave-vmload vgif rdctl-no skip-l1dfl-' +
      'vmentry mds-no pschange-mc-no',
  }),
  // The laptop and the server of "Guest CPU model configuration", 2010.
  laptop2010: host({
    arch: 'i686',
    model: 'pentium3',
    features:
      'lahf_lm lm xtpr cx16 ssse3 tm2 est vmx ds_cpl monitor pni pbe tm ht ss sse2 acpi ds clflush apic',
  }),
  server2010: host({
    model: 'phenom',
    features:
      'osvw 3dnowprefetch misalignsse sse4a abm cr8legacy extapic cmp_legacy lahf_lm rdtscp pdpe1gb popcnt ' +
      'cx16 ht vme',
  }),
} as const satisfies Readonly<Record<string, HostCpu>>;

interface Compact {
  readonly arch?: string;
  readonly model: string;
  readonly vendor?: string;
  readonly signature?: readonly [family: number, model: number, stepping: number];
  /** Separated by blanks. */
  readonly features: string;
}

function host({ arch = 'x86_64', model, vendor, signature, features }: Compact): HostCpu {
  return {
    kind: 'host',
    arch,
    model,
    ...(vendor === undefined ? {} : { vendor }),
    ...(signature === undefined
      ? {}
      : { signature: { family: signature[0], model: signature[1], stepping: signature[2] } }),
    features: features.split(' '),
  };
}

/** The purposes of features, in the order a reader meets them. */
export const purposes = [
  { id: 'instruction-sets', title: 'Instruction sets' },
  { id: 'avx512', title: 'AVX-512 and AVX10' },
  { id: 'amx', title: 'AMX' },
  { id: 'crypto', title: 'Crypto and random' },
  { id: 'security', title: 'Security mitigations' },
  { id: 'protection', title: 'Protection' },
  { id: 'memory', title: 'Memory and caches' },
  { id: 'state', title: 'State saving' },
  { id: 'timers', title: 'Timers and interrupts' },
  { id: 'vmx', title: 'VMX' },
  { id: 'svm', title: 'SVM' },
  { id: 'sgx', title: 'SGX enclaves' },
  { id: 'monitoring', title: 'Debugging and monitoring' },
  { id: 'power', title: 'Power and thermal' },
  { id: 'platform', title: 'Processor and platform' },
  { id: 'arm', title: 'Arm' },
  { id: 'other', title: 'Other' },
] as const;

export type PurposeId = (typeof purposes)[number]['id'];

/** The feature's purpose. A name that isn't known is judged by how it begins or ends, else `other`. */
export function purposeOf(featureName: string): PurposeId {
  return purposeByName.get(featureName) ?? purposeByShape(featureName);
}

function purposeByShape(featureName: string): PurposeId {
  for (const [prefix, purpose] of prefixes) {
    if (featureName.startsWith(prefix)) return purpose;
  }
  if (featureName.endsWith('-no')) return 'security';
  return 'other';
}

// Families that grow with each libvirt release, so their members are not listed below.
const prefixes: readonly (readonly [string, PurposeId])[] = [
  ['vmx-', 'vmx'],
  ['avx512', 'avx512'],
  ['avx10', 'avx512'],
  ['amx-', 'amx'],
  ['sgx', 'sgx'],
  ['sve', 'arm'],
];

const members: Readonly<Partial<Record<PurposeId, string>>> = {
  'instruction-sets': `
    fpu mmx mmxext 3dnow 3dnowext sse sse2 pni ssse3 sse4.1 sse4.2 sse4a misalignsse
    avx avx2 f16c fma fma4 xop cvt16 avx-vnni avx-vnni-int8 avx-vnni-int16 avx-ifma avx-ne-convert
    lm cmov cx8 cx16 lahf_lm sep syscall movbe popcnt abm bmi1 bmi2 tbm adx
    erms fsrm fzrm fsrs fsrc cmpccxadd serialize movrs apxf apx-nci-ndd-nf
    hle rtm tsx-ldtrk`,
  crypto: `
    aes vaes pclmuldq vpclmulqdq gfni sha-ni sha512 sm3 sm4 rdrand rdseed
    xstore xstore-en xcrypt xcrypt-en ace2 ace2-en phe phe-en pmm pmm-en`,
  security: `
    spec-ctrl stibp ssbd ibpb ibrs amd-stibp stibp-always-on amd-ssbd virt-ssbd amd-no-ssb ssb-no
    amd-psfd intel-psfd arch-capabilities ibrs-all auto-ibrs rsba ipred-ctrl rrsba-ctrl bhi-ctrl ddpd-u
    md-clear flush-l1d skip-l1dfl-vmentry tsx-ctrl fb-clear rfds-clear verw-clear
    sbpb ibpb-brtype eraps lfence-always-serializing null-sel-clr-base`,
  protection: `
    nx smep smap umip pku ospke pks cet-ss cet-ibt mpx
    core-capability split-lock-detect bus-lock-detect smx skinit`,
  memory: `
    pse pae pge pse36 mtrr pat pdpe1gb la57 lam pcid invpcid tce pconfig
    clflush clflushopt clwb cldemote clzero wbnoinvd pcommit movdiri movdir64b
    3dnowprefetch prefetchi prefetchiti ss cid dca`,
  state: `
    fxsr fxsr_opt xsave osxsave xsaveopt xsavec xgetbv1 xsaves xfd xsaveerptr
    fdp-excptn-only zero-fcs-fds`,
  timers: `
    tsc tsc_adjust tsc-deadline invtsc rdtscp arat wdt
    apic x2apic extapic cr8legacy xtpr pbe fred`,
  vmx: 'vmx',
  svm: `
    svm npt lbrv svm-lock nrip-save tsc-scale vmcb-clean flushbyasid decodeassists pause-filter
    pfthreshold avic v-vmsave-vmload vgif vnmi gmet svme-addr-chk`,
  monitoring: `
    de ds ds_cpl dtes64 pdcm arch-lbr intel-pt intel-pt-lip cmt mbm_total mbm_local
    mce mca overflow-recov succor ibs lwp perfctr_core perfctr_nb perfmon-v2 no-nested-data-bp`,
  power: 'acpi est tm tm2 monitor waitpkg',
  platform: `
    hypervisor vme msr msr-imm wrmsrns fsgsbase fs-gs-base-ns lkgs rdpid
    ht cmp_legacy topoext nodeid_msr pn ia64 osvw`,
  arm: 'pauth',
};

const purposeByName = listedPurposes();

function listedPurposes(): ReadonlyMap<string, PurposeId> {
  const byName = new Map<string, PurposeId>();
  for (const { id } of purposes) {
    for (const name of (members[id] ?? '').split(/\s+/)) {
      if (name !== '') byName.set(name, id);
    }
  }
  return byName;
}

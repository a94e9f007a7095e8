// The rows behind `kvm-gives.ts`, by what gives them and by the file that says so.

import type { OnlyVendor } from './vendor-only.ts';

/** A setting that a gift takes, and that is not there unless somebody makes it. */
export type KvmNeed = 'cpu-pm' | 'pmu' | 'pt-mode' | 'sgx' | 'topology';

/** Rows that share everything but the name; `KvmGift` in `kvm-gives.ts` says what the fields mean. */
export interface KvmGroup {
  readonly gives: 'from-host' | 'always' | 'never';
  readonly source: string;
  /** Feature names, separated by blanks. */
  readonly names: string;
  readonly beside?: string;
  readonly on?: OnlyVendor;
  readonly needs?: KvmNeed;
  readonly untold?: true;
  readonly whenAsked?: true;
  /** By name, what a host may have instead: each string lists features that it must have together. */
  readonly also?: Readonly<Record<string, readonly string[]>>;
}

const cpuid = 'cpuid.c';
const vmx = 'vmx/vmx.c';
const nested = 'vmx/nested.c';
const svm = 'svm/svm.c';
const qemu = 'kvm/kvm.c (QEMU)';

export const kvmGroups: readonly KvmGroup[] = [
  {
    gives: 'always',
    source: cpuid,
    names: 'hypervisor x2apic tsc-deadline tsc_adjust arat',
  },
  { gives: 'always', source: qemu, names: 'mtrr pat mce mca' },
  { gives: 'always', source: qemu, on: 'AMD', names: 'overflow-recov succor' },
  { gives: 'always', source: qemu, needs: 'topology', names: 'ht' },
  { gives: 'always', source: qemu, whenAsked: true, names: 'topoext' },
  {
    gives: 'from-host',
    source: cpuid,
    names: `
      pni pclmuldq ssse3 fma cx16 pcid sse4.1 sse4.2 movbe popcnt aes xsave avx f16c rdrand
      fpu vme de pse tsc msr pae cx8 apic sep pge cmov pse36 clflush mmx fxsr sse sse2 ss
      fsgsbase bmi1 hle avx2 fdp-excptn-only smep bmi2 erms invpcid rtm zero-fcs-fds avx512f avx512dq rdseed adx
      smap avx512ifma clflushopt clwb avx512pf avx512er avx512cd sha-ni avx512bw avx512vl
      avx512vbmi umip pku avx512vbmi2 cet-ss gfni vaes vpclmulqdq avx512vnni avx512bitalg avx512-vpopcntdq la57
      rdpid cldemote movdiri movdir64b
      avx512-4vnniw avx512-4fmaps fsrm avx512-vp2intersect md-clear serialize tsx-ldtrk amx-bf16 avx512-fp16
      amx-tile amx-int8 spec-ctrl stibp flush-l1d ssbd
      sha512 sm3 sm4 avx-vnni avx512-bf16 cmpccxadd fzrm fsrs fsrc lkgs wrmsrns amx-fp16 avx-ifma lam movrs
      avx-vnni-int8 avx-ne-convert amx-complex avx-vnni-int16 prefetchiti avx10
      intel-psfd ipred-ctrl rrsba-ctrl ddpd-u bhi-ctrl mcdt-no
      xsaveopt xsavec xgetbv1 xsaves xfd
      lahf_lm cmp_legacy cr8legacy abm sse4a misalignsse 3dnowprefetch osvw xop fma4 tbm
      syscall nx mmxext fxsr_opt pdpe1gb rdtscp lm 3dnowext 3dnow invtsc
      clzero xsaveerptr wbnoinvd ibpb ibrs amd-stibp stibp-always-on amd-ssbd amd-no-ssb amd-psfd
      no-nested-data-bp fs-gs-base-ns lfence-always-serializing verw-clear null-sel-clr-base auto-ibrs prefetchi
      eraps sbpb ibpb-brtype srso-no srso-user-kernel-no tsa-sq-no tsa-l1-no
      xstore xstore-en xcrypt xcrypt-en ace2 ace2-en phe phe-en pmm pmm-en`,
    also: {
      // Both vendors' bits for one thing: KVM shows a guest the other vendor's as well.
      'spec-ctrl': ['ibpb ibrs'],
      stibp: ['amd-stibp'],
      ssbd: ['amd-ssbd'],
      ibpb: ['spec-ctrl'],
      ibrs: ['spec-ctrl'],
      'amd-stibp': ['stibp'],
      'amd-ssbd': ['ssbd'],
      'amd-no-ssb': ['ssb-no'],
      // Emulated by way of VMX where the CPU itself is without.
      umip: ['vmx'],
      // Linux makes LFENCE serialize on every AMD CPU that has KVM list this leaf at all.
      'lfence-always-serializing': ['topoext svm'],
    },
  },
  // KVM's AMD half hides these, whatever the CPU has.
  { gives: 'from-host', source: svm, on: 'Intel', names: 'cet-ibt bus-lock-detect msr-imm' },
  { gives: 'from-host', source: vmx, names: 'mpx waitpkg' },
  { gives: 'from-host', source: vmx, needs: 'sgx', names: 'sgx sgxlc' },
  {
    gives: 'from-host',
    source: cpuid,
    beside: 'sgx',
    names: `
      sgx1 sgx2 sgx-edeccssa sgx-exinfo
      sgx-debug sgx-mode64 sgx-provisionkey sgx-tokenkey sgx-kss sgx-aex-notify`,
  },
  {
    gives: 'from-host',
    source: cpuid,
    beside: 'amx-tile',
    names: `
      amx-int8-alias amx-bf16-alias amx-complex-alias amx-fp16-alias amx-fp8 amx-tf32 amx-avx512 amx-movrs`,
  },
  {
    gives: 'from-host',
    source: cpuid,
    beside: 'avx10',
    names: 'avx10-128 avx10-256 avx10-512 avx10-vnni-int',
  },
  { gives: 'from-host', source: qemu, needs: 'cpu-pm', names: 'monitor' },
  { gives: 'from-host', source: vmx, needs: 'pmu', names: 'pdcm ds dtes64' },
  { gives: 'from-host', source: svm, needs: 'pmu', names: 'perfctr_core perfmon-v2' },
  { gives: 'from-host', source: vmx, needs: 'pt-mode', names: 'intel-pt' },
  { gives: 'from-host', source: cpuid, beside: 'intel-pt', needs: 'pt-mode', names: 'intel-pt-lip' },
  {
    gives: 'from-host',
    source: cpuid,
    // KVM makes it on every host; QEMU hides it on AMD's since 10.1.
    untold: true,
    names: 'arch-capabilities',
    also: { 'arch-capabilities': ['vmx'] },
  },
  {
    gives: 'from-host',
    source: 'x86.c',
    beside: 'arch-capabilities',
    names: `
      rdctl-no ibrs-all rsba ssb-no mds-no tsx-ctrl sbdr-ssdp-no fbsdp-no psdp-no
      fb-clear bhi-no pbrsb-no rfds-clear`,
  },
  // Without TSX there is nothing to abort, and KVM takes the fact out.
  { gives: 'from-host', source: 'x86.c', beside: 'rtm', names: 'taa-no' },
  {
    // The kernel adds these from its own list of CPUs that are not affected.
    gives: 'from-host',
    source: 'x86.c',
    beside: 'arch-capabilities',
    untold: true,
    names: 'gds-no rfds-no its-no',
  },
  {
    gives: 'always',
    source: 'x86.c',
    beside: 'arch-capabilities',
    names: 'skip-l1dfl-vmentry pschange-mc-no',
  },
  // Nested virtualisation is on by default since Linux 4.20.
  { gives: 'from-host', source: vmx, names: 'vmx' },
  { gives: 'from-host', source: svm, names: 'svm' },
  { gives: 'always', source: svm, beside: 'svm', names: 'vmcb-clean flushbyasid svme-addr-chk' },
  {
    gives: 'from-host',
    source: svm,
    beside: 'svm',
    names: 'npt lbrv nrip-save tsc-scale pause-filter pfthreshold v-vmsave-vmload vgif gmet vnmi',
  },
  {
    gives: 'from-host',
    source: svm,
    on: 'AMD',
    names: 'virt-ssbd',
    also: { 'virt-ssbd': ['amd-ssbd'] },
  },
  {
    // Features that KVM makes itself, or cannot run without.
    gives: 'always',
    source: nested,
    beside: 'vmx',
    names: `
      vmx-true-ctls vmx-activity-hlt vmx-activity-wait-sipi vmx-vmwrite-vmexit-fields vmx-shadow-vmcs
      vmx-intr-exit vmx-nmi-exit vmx-preemption-timer
      vmx-vintr-pending vmx-tsc-offset vmx-hlt-exit vmx-invlpg-exit vmx-mwait-exit vmx-rdpmc-exit
      vmx-cr3-load-noexit vmx-cr3-store-noexit vmx-cr8-load-exit vmx-cr8-store-exit vmx-movdr-exit vmx-io-exit
      vmx-msr-bitmap vmx-monitor-exit
      vmx-exit-nosave-debugctl vmx-exit-load-perf-global-ctrl vmx-exit-ack-intr vmx-exit-save-efer
      vmx-exit-load-efer vmx-exit-save-preemption-timer
      vmx-entry-noload-debugctl vmx-entry-ia32e-mode vmx-entry-load-perf-global-ctrl vmx-entry-load-efer`,
  },
  {
    gives: 'from-host',
    source: nested,
    beside: 'vmx',
    untold: true,
    names: `
      vmx-ins-outs vmx-any-errcode vmx-store-lma
      vmx-apicv-xapic vmx-ept vmx-desc-exit vmx-rdtscp-exit vmx-apicv-x2apic vmx-vpid vmx-wbinvd-exit
      vmx-unrestricted-guest vmx-apicv-register vmx-apicv-vid vmx-rdrand-exit vmx-invpcid-exit vmx-vmfunc
      vmx-encls-exit vmx-rdseed-exit vmx-pml vmx-xsaves vmx-mbec vmx-tsc-scaling vmx-enable-user-wait-pause
      vmx-vnmi vmx-posted-intr
      vmx-rdtsc-exit vmx-flexpriority vmx-vnmi-pending vmx-io-bitmap vmx-mtf vmx-pause-exit vmx-secondary-ctls
      vmx-exit-save-pat vmx-exit-load-pat vmx-exit-clear-bndcfgs vmx-exit-save-cet
      vmx-entry-load-pat vmx-entry-load-bndcfgs vmx-entry-load-cet`,
    also: { 'vmx-pml': ['vmx-eptad'] },
  },
  {
    gives: 'from-host',
    source: nested,
    beside: 'vmx-ept',
    untold: true,
    names:
      'vmx-ept-execonly vmx-page-walk-4 vmx-page-walk-5 vmx-ept-wb vmx-invept vmx-eptad vmx-ept-advanced-exitinfo',
  },
  {
    gives: 'always',
    source: nested,
    beside: 'vmx-ept',
    names: 'vmx-ept-2mb vmx-ept-1gb vmx-invept-single-context vmx-invept-all-context',
  },
  {
    gives: 'always',
    source: nested,
    beside: 'vmx-vpid',
    names: `
      vmx-invvpid vmx-invvpid-single-addr vmx-invvpid-single-context vmx-invvpid-all-context
      vmx-invvpid-single-context-noglobals`,
  },
  { gives: 'always', source: nested, beside: 'vmx-vmfunc', names: 'vmx-eptp-switching' },
  {
    gives: 'never',
    source: nested,
    names: `
      vmx-nested-exception vmx-activity-shutdown vmx-zero-len-inject vmx-ple vmx-ept-uc
      vmx-exit-clear-rtit-ctl vmx-exit-load-pkrs vmx-exit-secondary-ctls
      vmx-entry-load-rtit-ctl vmx-entry-load-pkrs vmx-entry-load-fred`,
  },
  { gives: 'never', source: svm, names: 'svm-lock decodeassists avic' },
  {
    // The guest's own kernel switches these on; KVM never lists them.
    gives: 'never',
    source: cpuid,
    names: 'osxsave ospke',
  },
  {
    gives: 'never',
    source: cpuid,
    names: `
      ds_cpl smx est tm2 cid xtpr dca pn acpi tm ia64 pbe
      cmt pcommit pks pconfig arch-lbr core-capability split-lock-detect mbm_total mbm_local
      fred apxf apx-nci-ndd-nf
      extapic ibs skinit wdt lwp tce cvt16 nodeid_msr perfctr_nb`,
  },
];

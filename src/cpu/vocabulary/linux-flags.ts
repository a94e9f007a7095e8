import type { NamedFeatures } from '../definition/source.ts';

/**
 * Linux's CPU flags in libvirt's names, where the two spell or cut them differently. Facts from the
 * kernel's cpufeatures.h, vmxfeatures.h, cpu/common.c, cpu/amd.c and cpu/feat_ctl.c, 2.6 to 7.0. A flag whose
 * name differs from libvirt's by `_` for `-` alone needs no entry.
 */
export const linuxSpellings: ReadonlyMap<string, string> = new Map([
  ['dts', 'ds'],
  ['pclmulqdq', 'pclmuldq'],
  ['sse4_1', 'sse4.1'],
  ['sse4_2', 'sse4.2'],
  ['tsc_deadline_timer', 'tsc-deadline'],
  ['cr8_legacy', 'cr8legacy'],
  // The bit's name before AMD renamed what it stands for.
  ['sse5', 'xop'],
  ['avx512_vbmi2', 'avx512vbmi2'],
  ['avx512_vnni', 'avx512vnni'],
  ['avx512_bitalg', 'avx512bitalg'],
  ['tsxldtrk', 'tsx-ldtrk'],
  ['sgx_lc', 'sgxlc'],
  ['ibt', 'cet-ibt'],
  ['user_shstk', 'cet-ss'],
  ['cqm', 'cmt'],
  ['cqm_mbm_total', 'mbm_total'],
  ['cqm_mbm_local', 'mbm_local'],
  ['pausefilter', 'pause-filter'],
  // Set from CPUID 80000007 EDX bit 8 on every vendor's CPUs.
  ['nonstop_tsc', 'invtsc'],
  // VIA's and Zhaoxin's.
  ['rng', 'xstore'],
  ['rng_en', 'xstore-en'],
  ['ace', 'xcrypt'],
  ['ace_en', 'xcrypt-en'],
  // Old Red Hat kernels' names for the bits of leaf 7.
  ['spec_ctrl', 'spec-ctrl'],
  ['intel_stibp', 'stibp'],
  // VMX features that are shown among the flags; TPR shadow is the bit that QEMU names flexpriority. `vpid` is
  // left out: kernels from 5.6 on set it by the bit of another feature.
  ['tpr_shadow', 'vmx-flexpriority'],
  ['flexpriority', 'vmx-apicv-xapic'],
  ['ept', 'vmx-ept'],
  ['ept_ad', 'vmx-eptad'],
]);

/** Names on the `vmx flags` line, which come with this prefix: `vnmi` means another bit there than in `flags`. */
export const vmxPrefix = 'vmx:';

export const linuxVmxSpellings: ReadonlyMap<string, string> = new Map([
  ['vnmi', 'vmx-vnmi'],
  ['preemption_timer', 'vmx-preemption-timer'],
  ['posted_intr', 'vmx-posted-intr'],
  ['invvpid', 'vmx-invvpid'],
  ['ept_x_only', 'vmx-ept-execonly'],
  ['ept_ad', 'vmx-eptad'],
  ['ept_1gb', 'vmx-ept-1gb'],
  ['ept_5level', 'vmx-page-walk-5'],
  ['eptp_switching', 'vmx-eptp-switching'],
  ['tsc_offset', 'vmx-tsc-offset'],
  ['vtpr', 'vmx-flexpriority'],
  ['mtf', 'vmx-mtf'],
  ['vapic', 'vmx-apicv-xapic'],
  ['ept', 'vmx-ept'],
  ['vpid', 'vmx-vpid'],
  ['unrestricted_guest', 'vmx-unrestricted-guest'],
  ['vapic_reg', 'vmx-apicv-register'],
  ['vid', 'vmx-apicv-vid'],
  ['ple', 'vmx-ple'],
  ['shadow_vmcs', 'vmx-shadow-vmcs'],
  ['pml', 'vmx-pml'],
  ['ept_mode_based_exec', 'vmx-mbec'],
  ['tsc_scaling', 'vmx-tsc-scaling'],
  ['usr_wait_pause', 'vmx-enable-user-wait-pause'],
]);

/** On the `vmx flags` line, but sums of other features, or nothing that libvirt has a name for. */
export const linuxVmxUntracked: ReadonlySet<string> = new Set(
  'flexpriority apicv ept_violation_ve notify_vm_exiting ipi_virt apic_timer_virt'.split(' '),
);

/**
 * Flags that the kernel makes up: how it runs, which of two ways it took, which CPU it thinks it is. They say
 * nothing of a bit that a guest could be given.
 */
export const linuxInventions: ReadonlySet<string> = new Set(
  `cxmmx k6_mtrr cyrix_arr centaur_mcr k7 k8 p3 p4 constant_tsc up art arch_perfmon pebs bts rep_good
  mfence_rdtsc lfence_rdtsc acc_power nopl xtopology tsc_reliable nonstop_tsc_s3 cpuid extd_apicid amd_dcm
  amdc1e aperfmperf rapl tsc_known_freq eagerfpu invpcid_single pti kaiser retpoline retpoline_amd retp rsb_ctxsw
  ibpb_support ibrs_enhanced ls_cfg_ssbd ssbd_no vpid vmmcall xenpv tdx_guest tdx_host_platform
  intel_ppin amd_ppin hw_pstate unfair_spinlock`.split(/\s+/),
);

/** Flags of real bits that no libvirt release has a name for: neither tracked nor given to guests by name. */
export const linuxUntracked: ReadonlySet<string> = new Set(
  `recovery longrun lrti mp sdbg bpext ptsc perfctr_l2 perfctr_llc mwaitx ring3mwait cpuid_fault cpb epb
  cat_l3 cat_l2 cdp_l3 cdp_l2 proc_feedback mba sme sev sev_es sev_snp debug_swap svsm rdt_a cqm_llc
  cqm_occup_llc irperf rdpru cppc brs dtherm dts_thermal ida pln pts hwp hwp_notify hwp_act_window hwp_epp
  hwp_pkg_req hfi x2avic v_spec_ctrl tme enqcmd smca amd_lbr_v2 amd_lbr_pmc_freeze arch_perfmon_ext abmc lass
  idle_hlt bus_lock_threshold`.split(/\s+/),
);

/** Spelled as libvirt does, up to `_` for `-`; listed so that a flag can be known before any map is loaded. */
const linuxPlain = `3dnow 3dnowext 3dnowprefetch abm ace2 ace2_en acpi adx aes amx_bf16 amx_int8 amx_tile apic
  arat arch_capabilities arch_lbr avic avx avx2 avx512_4fmaps avx512_4vnniw avx512_bf16 avx512_fp16
  avx512_vp2intersect avx512_vpopcntdq avx512bw avx512cd avx512dq avx512er avx512f avx512ifma avx512pf
  avx512vbmi avx512vl avx_vnni bmi1 bmi2 bus_lock_detect cid cldemote clflush clflushopt clwb clzero cmov
  cmp_legacy cx16 cx8 dca de decodeassists ds_cpl dtes64 erms est extapic f16c flush_l1d flushbyasid fma fma4
  fpu fred fsgsbase fsrm fxsr fxsr_opt gfni hle ht hypervisor ia64 ibpb ibrs ibs intel_pt invpcid la57 lahf_lm
  lam lbrv lm lwp mca mce md_clear misalignsse mmx mmxext monitor movbe movdir64b movdiri mpx msr mtrr
  nodeid_msr npt nrip_save nx ospke osvw overflow_recov pae pat pbe pcid pcommit pconfig pdcm pdpe1gb
  perfctr_core perfctr_nb perfmon_v2 pfthreshold pge phe phe_en pku pmm pmm_en pn pni popcnt pse pse36 rdpid
  rdrand rdseed rdtscp rtm sep serialize sgx sha_ni skinit smap smep smx split_lock_detect ss ssbd sse sse2
  sse4a ssse3 stibp succor svm svm_lock syscall tbm tce tm tm2 topoext tsc tsc_adjust tsc_scale umip
  v_vmsave_vmload vaes vgif virt_ssbd vmcb_clean vme vmx vnmi vpclmulqdq waitpkg wbnoinvd wdt x2apic xgetbv1
  xop xsave xsavec xsaveerptr xsaveopt xsaves xtpr`;

/** Every word that Linux is known to print on a flags line of an x86 CPU. */
export const linuxFlags: ReadonlySet<string> = new Set([
  ...linuxPlain.split(/\s+/),
  ...linuxSpellings.keys(),
  ...linuxVmxSpellings.keys(),
  ...linuxVmxUntracked,
  ...linuxInventions,
  ...linuxUntracked,
]);

/** Every word that it is known to print on a `vmx flags` line, with the prefix. */
export const linuxVmxFlags: ReadonlySet<string> = new Set(
  [...linuxVmxSpellings.keys(), ...linuxVmxUntracked].map((flag) => vmxPrefix + flag),
);

type VendorFamily = 'intel' | 'amd' | 'hygon' | undefined;

/** `vendor` is the 12 characters or libvirt's name. */
export function vendorFamily(vendor: string | undefined): VendorFamily {
  if (vendor === 'GenuineIntel' || vendor === 'Intel') return 'intel';
  if (vendor === 'AuthenticAMD' || vendor === 'AMD') return 'amd';
  return vendor === 'HygonGenuine' || vendor === 'Hygon' ? 'hygon' : undefined;
}

/**
 * Flags that do not always come from the bit of their name: libvirt's name for the bit that they did come from,
 * or `untold` where flag, vendor and family do not say. undefined = a flag to be taken by its name.
 */
export function vendorSpelling(
  flag: string,
  { vendor, signature, names }: Pick<NamedFeatures, 'vendor' | 'signature' | 'names'>,
): string | 'untold' | undefined {
  const made = vendorFamily(vendor);
  const family = signature?.family;
  switch (flag) {
    // Intel's one bit spec-ctrl means IBRS and IBPB together.
    case 'ibrs':
      return made === 'intel' ? 'spec-ctrl' : made === undefined ? untold : 'ibrs';
    case 'ibpb':
      return made === 'amd' || made === 'hygon' ? 'ibpb' : untold;
    case 'stibp':
      return made === 'intel' ? 'stibp' : made === undefined ? untold : 'amd-stibp';
    case 'ssbd':
      if (made === 'intel') return 'ssbd';
      // Up to family 17h (Hygon: 18h) the kernel also sets it where it switches by AMD's LS_CFG register, and
      // for a hypervisor's virt_ssbd, which it shows only where the CPU has no bit of its own.
      return made === 'amd' && family !== undefined && family >= 0x19 && !names.includes('virt_ssbd')
        ? 'amd-ssbd'
        : untold;
    // Intel's virtual NMIs, which kernels from 6.3 on show among the `vmx flags` only; AMD's from then on.
    case 'vnmi':
      return made === 'intel' ? 'vmx-vnmi' : made === undefined ? untold : 'vnmi';
    // Set on every AMD CPU from family 12h on; the bit came with family 17h.
    case 'arat':
      return made === 'amd' && (family === undefined || (family >= 0x12 && family < 0x17))
        ? untold
        : undefined;
    // Set on every AMD CPU with 3DNow! or long mode; the bit came with family 10h.
    case '3dnowprefetch':
      return made === 'amd' && family !== undefined && family < 0x10 ? untold : undefined;
    // Also set by the CPU's model, without the bit of the register.
    case 'split_lock_detect':
      return untold;
    default:
      return undefined;
  }
}

const untold = 'untold';

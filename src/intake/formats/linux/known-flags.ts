import { linuxFlags } from '../../../cpu/vocabulary/linux-flags.ts';

/** arch/arm64/kernel/cpuinfo.c and arch/arm/kernel/setup.c, to 6.17. */
const arm =
  'fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm jscvt fcma lrcpc dcpop sha3 sm3 sm4 ' +
  'asimddp sha512 sve asimdfhm dit uscat ilrcpc flagm ssbs sb paca pacg dcpodp sve2 sveaes svepmull svebitperm svesha3 ' +
  'svesm4 flagm2 frint svei8mm svef32mm svef64mm svebf16 i8mm bf16 dgh rng bti mte ecv afp rpres mte3 sme smei16i64 ' +
  'smef64f64 smei8i32 smef16f32 smeb16f32 smef32f32 smefa64 wfxt ebf16 sveebf16 cssc rprfm sve2p1 sme2 sme2p1 ' +
  'smei16i32 smebi32i32 smeb16b16 smef16f16 mops hbc sveb16b16 lrcpc3 lse128 fpmr lut faminmax f8cvt f8fma f8dp4 ' +
  'f8dp2 f8e4m3 f8e5m2 smelutv2 smef8f16 smef8f32 smesf8fma smesf8dp4 smesf8dp2 poe gcs swp half thumb 26bit fastmult ' +
  'fpa vfp edsp java iwmmxt crunch thumbee neon vfpv3 vfpv3d16 tls vfpv4 idiva idivt vfpd32 lpae';

/** arch/s390/kernel/processor.c. */
const s390 =
  'esan3 zarch stfle msa ldisp eimm dfp edat etf3eh highgprs te vx vxd vxe gs vxe2 vxp sort dflt vxp2 nnpa pcimio sie';

/** Every word that Linux is known to print in a list of flags, of x86, Arm or s390x. POWER's has no list. */
export const knownFlags: ReadonlySet<string> = new Set([
  ...linuxFlags,
  ...arm.split(' '),
  ...s390.split(' '),
]);

/** Whether more letters would make a known flag of it: `fsgs`, of `fsgsbase`. */
export function beginsKnownFlag(word: string): boolean {
  for (const flag of knownFlags) if (flag.length > word.length && flag.startsWith(word)) return true;
  return false;
}

/** Flags of x86 in the order in which Linux prints them (cpufeatures.h), as far as lists are checked by it. */
const inOrder = (
  'fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 pn clflush dts acpi mmx fxsr sse sse2 ss ht ' +
  'tm ia64 pbe syscall mp nx mmxext fxsr_opt pdpe1gb rdtscp lm 3dnowext 3dnow constant_tsc rep_good nopl nonstop_tsc ' +
  'cpuid pni pclmulqdq dtes64 monitor ds_cpl vmx smx est tm2 ssse3 cid sdbg fma cx16 xtpr pdcm pcid dca sse4_1 sse4_2 ' +
  'x2apic movbe popcnt tsc_deadline_timer aes xsave avx f16c rdrand hypervisor lahf_lm cmp_legacy svm extapic ' +
  'cr8_legacy abm sse4a misalignsse 3dnowprefetch osvw ibs xop skinit wdt lwp fma4 tce topoext cpuid_fault epb pti ' +
  'ssbd ibrs ibpb stibp tpr_shadow ept vpid fsgsbase tsc_adjust bmi1 hle avx2 smep bmi2 erms invpcid rtm cqm mpx ' +
  'avx512f avx512dq rdseed adx smap clflushopt clwb sha_ni xsaveopt xsavec xgetbv1 xsaves avx_vnni clzero irperf ' +
  'xsaveerptr dtherm ida arat pln pts hwp npt lbrv svm_lock nrip_save avx512vbmi umip pku ospke gfni vaes la57 rdpid ' +
  'overflow_recov succor smca fsrm md_clear serialize flush_l1d arch_capabilities'
).split(' ');
const rank: ReadonlyMap<string, number> = new Map(inOrder.map((flag, i) => [flag, i]));

/** Whether a list of x86 flags goes on, in Linux's order, after the place where `flag` would stand. */
export function goesOnAfter(words: readonly string[], flag: string): boolean {
  const place = rank.get(flag) ?? 0;
  return words.some((word) => (rank.get(word) ?? -1) > place);
}

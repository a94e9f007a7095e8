import { describe, expect, test } from 'vitest';
import type { Mask } from '../../bits/bits.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { formatWord } from '../../cpu-map/register-word.ts';
import { builtInReleases, loadCpuMap } from '../../cpu-map/releases.ts';
import { translateNames } from './feature-names.ts';
import { linuxFlags, linuxVmxFlags } from './linux-flags.ts';

/**
 * Which bit makes the kernel print which flag: facts from Linux's cpufeatures.h, vmxfeatures.h, scattered.c,
 * feat_ctl.c and common.c, Linux 2.6.32 to 7.0. Flags are at ascending bits, `25:` jumps to a bit. Old
 * spellings have rows of their own.
 */
const intel: readonly (readonly [word: string, flags: string])[] = [
  ['1.0 ecx', 'pni pclmulqdq dtes64 monitor ds_cpl vmx smx est tm2 ssse3 cid sdbg fma cx16 xtpr pdcm'],
  ['1.0 ecx', '17: pcid dca sse4_1 sse4_2 x2apic movbe popcnt tsc_deadline_timer aes xsave'],
  ['1.0 ecx', '28: avx f16c rdrand hypervisor'],
  ['1.0 edx', 'fpu vme de pse tsc msr pae mce cx8 apic 11: sep mtrr pge mca cmov pat pse36 pn clflush'],
  ['1.0 edx', '21: dts acpi mmx fxsr sse sse2 ss ht tm ia64 pbe'],
  ['6.0 eax', 'dtherm ida arat 4: pln 6: pts hwp hwp_notify hwp_act_window hwp_epp hwp_pkg_req 19: hfi'],
  ['7.0 ebx', 'fsgsbase tsc_adjust sgx bmi1 hle avx2 7: smep bmi2 erms invpcid rtm cqm 14: mpx rdt_a'],
  ['7.0 ebx', '16: avx512f avx512dq rdseed adx smap avx512ifma pcommit clflushopt clwb intel_pt avx512pf'],
  ['7.0 ebx', '27: avx512er avx512cd sha_ni avx512bw avx512vl'],
  ['7.0 ecx', '1: avx512vbmi umip pku ospke waitpkg avx512_vbmi2 user_shstk gfni vaes vpclmulqdq'],
  ['7.0 ecx', '11: avx512_vnni avx512_bitalg tme avx512_vpopcntdq 16: la57 22: rdpid 24: bus_lock_detect'],
  ['7.0 ecx', '25: cldemote 27: movdiri movdir64b enqcmd sgx_lc'],
  ['7.0 edx', '2: avx512_4vnniw avx512_4fmaps fsrm 8: avx512_vp2intersect 10: md_clear 14: serialize'],
  ['7.0 edx', '16: tsxldtrk 18: pconfig arch_lbr ibt 22: amx_bf16 avx512_fp16 amx_tile amx_int8 ibrs'],
  ['7.0 edx', '27: stibp flush_l1d arch_capabilities 31: ssbd'],
  ['7.0 edx', '26: spec_ctrl intel_stibp'],
  ['7.1 eax', '4: avx_vnni avx512_bf16 lass 17: fred 26: lam'],
  ['d.1 eax', 'xsaveopt xsavec xgetbv1 xsaves'],
  ['f.1 edx', 'cqm_occup_llc cqm_mbm_total cqm_mbm_local'],
  ['80000001.0 edx', '11: syscall 20: nx 26: pdpe1gb rdtscp 29: lm'],
  ['80000007.0 edx', '8: nonstop_tsc'],
  ['c0000001.0 edx', '2: rng rng_en 6: ace ace_en ace2 ace2_en phe phe_en pmm pmm_en'],
  ['msr 48b edx', '1: ept'],
  ['msr 48b edx', 'flexpriority'],
  ['msr 48c eax', '21: ept_ad'],
  ['msr 48d edx', '5: vnmi'],
  ['msr 48e edx', '21: tpr_shadow'],
  ['msr 48b edx', 'vmx:vapic vmx:ept 5: vmx:vpid 7: vmx:unrestricted_guest vmx:vapic_reg vmx:vid vmx:ple'],
  ['msr 48b edx', '14: vmx:shadow_vmcs 17: vmx:pml vmx:ept_violation_ve 22: vmx:ept_mode_based_exec'],
  ['msr 48b edx', '25: vmx:tsc_scaling vmx:usr_wait_pause 31: vmx:notify_vm_exiting'],
  ['msr 48c eax', '0: vmx:ept_x_only 7: vmx:ept_5level 17: vmx:ept_1gb 21: vmx:ept_ad'],
  ['msr 48c edx', '0: vmx:invvpid'],
  ['msr 48d edx', '5: vmx:vnmi vmx:preemption_timer vmx:posted_intr'],
  ['msr 48e edx', '3: vmx:tsc_offset 21: vmx:vtpr 27: vmx:mtf'],
  ['msr 491 eax', '0: vmx:eptp_switching'],
];

const amd: typeof intel = [
  ['80000001.0 ecx', 'lahf_lm cmp_legacy svm extapic cr8_legacy abm sse4a misalignsse 3dnowprefetch osvw'],
  ['80000001.0 ecx', '10: ibs xop skinit wdt 15: lwp fma4 tce 19: nodeid_msr 21: tbm topoext perfctr_core'],
  ['80000001.0 ecx', '24: perfctr_nb 26: bpext ptsc perfctr_llc mwaitx'],
  ['80000001.0 ecx', '11: sse5 28: perfctr_l2'],
  ['80000001.0 edx', '11: syscall 19: mp nx 22: mmxext 25: fxsr_opt pdpe1gb rdtscp 29: lm 3dnowext 3dnow'],
  ['80000007.0 ebx', 'overflow_recov succor 3: smca'],
  ['80000008.0 ebx', 'clzero irperf xsaveerptr 4: rdpru 9: wbnoinvd 12: ibpb 14: ibrs stibp 24: ssbd'],
  ['80000008.0 ebx', '25: virt_ssbd 27: cppc 31: brs'],
  ['8000000a.0 edx', 'npt lbrv svm_lock nrip_save tsc_scale vmcb_clean flushbyasid decodeassists'],
  ['8000000a.0 edx', '10: pausefilter 12: pfthreshold avic 15: v_vmsave_vmload vgif 18: x2avic'],
  ['8000000a.0 edx', '20: v_spec_ctrl 25: vnmi'],
  ['80000022.0 eax', 'perfmon_v2 amd_lbr_v2 amd_lbr_pmc_freeze'],
];

interface Printed {
  readonly vendor: string;
  readonly flag: string;
  /** Formatted as `1.0 ecx 5`. */
  readonly bit: string;
}

const printed: readonly Printed[] = [
  ...intel.flatMap((row) => flagsIn(row, 'GenuineIntel')),
  ...amd.flatMap((row) => flagsIn(row, 'AuthenticAMD')),
];

function flagsIn([word, flags]: (typeof intel)[number], vendor: string): Printed[] {
  let bit = 0;
  return flags.split(' ').flatMap((flag) => {
    if (!/^\d+:$/.test(flag)) return [{ vendor, flag, bit: `${word} ${bit++}` }];
    bit = Number.parseInt(flag, 10);
    return [];
  });
}

/** `1.0 ecx 5` → vmx. Every feature is a single bit. */
function featuresByBit(map: CpuMap): Map<string, string> {
  const bitOf = ({ words, values }: Mask) =>
    `${formatWord(map.words[words[0]!]!)} ${31 - Math.clz32(values[0]!)}`;
  return new Map(map.features.map(({ name, mask }) => [bitOf(mask), name]));
}

function translated(map: CpuMap, { vendor, flag }: Pick<Printed, 'vendor' | 'flag'>) {
  const signature = { family: vendor === 'AuthenticAMD' ? 0x19 : 6, model: 1, stepping: 1 };
  return translateNames(map, { vocabulary: 'linux', vendor, signature, names: [flag] });
}

describe.each(builtInReleases)('with the CPU map of libvirt %s', async (release) => {
  const map = await loadCpuMap(release);
  const names = featuresByBit(map);

  test('a flag is the feature of its bit, and no other', () => {
    for (const one of printed) {
      // libvirt 11.3 has these in the MSRs' other half.
      const bit = release === '11.3.0' ? one.bit.replace(/^(msr 48[bde]) edx/, '$1 eax') : one.bit;
      const known = translated(map, one).known.map(({ name }) => name);
      const expected = names.get(bit);
      const withOsxsave = expected === 'xsave' ? ['xsave', 'osxsave'] : [expected];
      expect(known, `${one.flag} (${bit})`).toEqual(expected === undefined ? [] : withOsxsave);
    }
  });

  test('a flag that means a feature is in the table', () => {
    const inTable = new Set(printed.map(({ flag }) => flag));
    for (const flag of [...linuxFlags, ...linuxVmxFlags]) {
      for (const vendor of ['GenuineIntel', 'AuthenticAMD']) {
        if (translated(map, { vendor, flag }).known.length > 0) expect(inTable, flag).toContain(flag);
      }
    }
  });
});

test('every flag of the table is known as a word', () => {
  const words = printed.map(({ flag }) => flag);
  expect(words.filter((flag) => !linuxFlags.has(flag) && !linuxVmxFlags.has(flag))).toEqual([]);
});

import { atoms, type FlagOwner } from './required-flags.ts';

/*
 * Linux prints flags in one order. Where a list on a line of its own ends in a word that processors of its kind have
 * others behind, the line may have been cut between two words.
 */

/** Words that lists of x86 end in, on machines and in virtual ones, with kernels from 3.10 to 7.2. */
const last = new Set(
  (
    'pts hwp_epp hwp_act_window hwp_pkg_req hwp_notify arat xsaveopt xsavec xgetbv1 xsaves pku ospke umip avx512_vnni ' +
    'avx512_vpopcntdq rdpid sgx_lc md_clear flush_l1d arch_capabilities spec_ctrl serialize tsxldtrk arch_lbr ibt ' +
    'amx_bf16 avx512_fp16 amx_tile amx_int8 fsrm succor smca overflow_recov xsaveerptr wbnoinvd npt nrip_save ' +
    'pfthreshold avic v_vmsave_vmload vgif v_spec_ctrl vnmi sme sev sev_es sev_snp debug_swap ibpb_exit_to_user ' +
    'vmmcall clwb clflushopt'
  ).split(' '),
);

/** Words that lists of older processors end in, besides. */
const lastOfOld = new Set(
  (
    'lahf_lm popcnt hypervisor svm svm_lock skinit wdt 3dnowprefetch ida dtherm epb vpid ept vnmi tpr_shadow flexpriority ' +
    'pti ssbd ibrs ibpb stibp retp kaiser tsc_adjust smep erms fsgsbase f16c rdrand avx dts xtpr pdcm cx16 ssse3 est ' +
    'lbrv decodeassists perfctr_nb perfctr_core topoext cpb hw_pstate bmi1 intel_stibp nx lm'
  ).split(' '),
);

/** Words that lists of Arm end in. */
const lastOfArm = new Set(
  (
    'evtstrm crc32 atomics cpuid asimdrdm fcma dcpop asimddp sve asimdfhm flagm ssbs sb pacg svebf16 bf16 dgh rng bti mte ' +
    'mte3 flagm2 ecv afp rpres wfxt sme sve2p1 sme2 mops hbc gcs lpae vfpd32 crc32'
  ).split(' '),
);

/** The word of a whole list that is missing, or that its last word is none that lists end in; undefined = no doubt. */
export function lastFlagDoubt(words: readonly string[], owner: FlagOwner): string | true | undefined {
  const word = words.at(-1) ?? '';
  if (owner.arch === 'aarch64') return lastOfArm.has(word) ? undefined : true;
  if (owner.arch !== 'x86_64') return undefined;
  const expected = expectedFlag(owner);
  if (expected !== undefined && !words.includes(expected)) return expected;
  return last.has(word) || (expected === undefined && lastOfOld.has(word)) ? undefined : true;
}

/** The last flag that such a processor shows on all kernels of today; undefined for one that is too old for a rule. */
function expectedFlag({ vendor, signature }: FlagOwner): string | undefined {
  if (signature === undefined) return undefined;
  const { family, model, stepping } = signature;
  if (vendor === 'AuthenticAMD' || vendor === 'HygonGenuine') {
    if (family < 0x17) return undefined;
    return vendor === 'AuthenticAMD' && family > 0x18 ? 'fsrm' : 'arat';
  }
  if (vendor !== 'GenuineIntel' || family !== 6 || model < 0x3c || atoms.has(model)) return undefined;
  if (immune.has(model) || (model === 0x55 && stepping > 4)) return 'arch_capabilities';
  return model === 0x55 ? 'md_clear' : 'arat';
}

/** Ice Lake and later: they tell in an MSR what does not concern them. */
const immune = new Set([
  0x6a, 0x6c, 0x7d, 0x7e, 0x8c, 0x8d, 0x8f, 0x97, 0x9a, 0xa7, 0xaa, 0xad, 0xae, 0xaf, 0xb7, 0xba, 0xbf, 0xcf,
]);

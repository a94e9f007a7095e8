// How much a guest loses without a feature, in words. The judgement is the project's own, from what well-known software
// asks CPUID for: glibc's string and maths functions (sysdeps/x86), OpenSSL's OPENSSL_ia32cap, Linux (arch/x86, lib/crypto),
// OpenBLAS, oneDNN and the JVM; for security from Linux's Documentation/admin-guide/hw-vuln; and from which level of x86-64
// distributions are built for.

import { type PurposeId, purposeOf } from './purposes.ts';

/**
 * `speed`: programs are faster with it. `security`: the guest's system protects itself by it, or knows that it need not.
 * `convenience`: something works that else would not, such as nested guests or profiling. `rare`: hardly any guest asks.
 */
export type Weight = 'speed' | 'security' | 'convenience' | 'rare';

/** The heaviest come first. */
export const weights: readonly { readonly weight: Weight; readonly words: string }[] = [
  { weight: 'speed', words: 'speed' },
  { weight: 'security', words: 'security' },
  { weight: 'convenience', words: 'convenience' },
  { weight: 'rare', words: 'rarely used' },
];

export function weightOf(featureName: string): Weight {
  return exceptions.get(featureName) ?? ofPurpose[purposeOf(featureName)];
}

/** Software that is faster with a feature; undefined if none is named. */
export function usedBy(featureName: string): string | undefined {
  return users.get(featureName);
}

const ofPurpose: Readonly<Record<PurposeId, Weight>> = {
  'instruction-sets': 'speed',
  avx512: 'speed',
  amx: 'speed',
  crypto: 'speed',
  security: 'security',
  protection: 'security',
  memory: 'speed',
  state: 'convenience',
  timers: 'convenience',
  vmx: 'convenience',
  svm: 'convenience',
  sgx: 'rare',
  monitoring: 'rare',
  power: 'rare',
  platform: 'rare',
  arm: 'speed',
  other: 'rare',
};

const exceptionLists: Readonly<Record<Weight, string>> = {
  speed: 'xsaveopt fsgsbase rdpid tsc-deadline x2apic rdtscp avic ss',
  security: 'rdrand rdseed fred',
  convenience: `
    hypervisor pdcm arch-lbr perfctr_core perfmon-v2 invtsc la57 topoext ht tsc_adjust pdpe1gb lam waitpkg monitor
    split-lock-detect bus-lock-detect cmp_legacy`,
  rare: `
    3dnow 3dnowext mmxext fma4 xop tbm cvt16 misalignsse sse4a hle rtm tsx-ldtrk mpx smx skinit core-capability
    xstore xstore-en xcrypt xcrypt-en ace2 ace2-en phe phe-en pmm pmm-en sm3 sm4
    pcommit cldemote pconfig dca cid tce wbnoinvd prefetchi prefetchiti ospke osxsave
    fdp-excptn-only zero-fcs-fds extapic cr8legacy xtpr pbe wdt svm-lock serialize movdir64b movdiri
    avx512er avx512pf avx512-4vnniw avx512-4fmaps avx512-vp2intersect`,
};

const exceptions: ReadonlyMap<string, Weight> = new Map(
  weights.flatMap(({ weight }) =>
    exceptionLists[weight]
      .trim()
      .split(/\s+/)
      .map((name) => [name, weight] as const),
  ),
);

const userLists: readonly (readonly [users: string, names: string])[] = [
  ["glibc's string functions, OpenBLAS, most numeric code", 'avx2'],
  ["OpenBLAS, glibc's maths, most numeric code", 'fma avx'],
  ["glibc's memcpy and memset", 'erms fsrm'],
  ["glibc's string functions, compilers for x86-64-v3", 'bmi1 abm movbe'],
  ["OpenSSL's RSA and glibc's string functions", 'bmi2'],
  ["OpenSSL's RSA", 'adx'],
  ['OpenSSL and Linux: TLS, disk encryption', 'aes pclmuldq'],
  ['OpenSSL and Linux: TLS on AVX machines', 'vaes vpclmulqdq gfni'],
  ['OpenSSL and Linux: SHA-1 and SHA-256', 'sha-ni'],
  ["glibc's string functions, OpenBLAS, oneDNN", 'avx512f avx512bw avx512vl avx512dq avx512cd'],
  [
    'oneDNN and PyTorch: inference',
    'avx512vnni avx512-bf16 avx512-fp16 avx-vnni amx-tile amx-int8 amx-bf16 amx-fp16',
  ],
  ['Linux: switching between programs', 'pcid invpcid xsaveopt fsgsbase'],
  ['Linux: timers', 'tsc-deadline'],
  ['databases and other programs with much memory', 'pdpe1gb'],
  ['distributions built for x86-64-v2', 'cx16 lahf_lm popcnt sse4.1 sse4.2 ssse3'],
  ['image and sound codecs', 'f16c'],
];

const users: ReadonlyMap<string, string> = new Map(
  userLists.flatMap(([words, names]) => names.split(' ').map((name) => [name, words] as const)),
);

// The micro-architecture levels of the x86-64 psABI, in libvirt's names: lahf_lm for LAHF-SAHF, pni for SSE3,
// abm for LZCNT, syscall for SCE. The psABI asks for OSXSAVE at v3, but that bit mirrors the running OS and
// no CPU model of libvirt carries it. So xsave stands for it: where that is there an OS can set OSXSAVE.

export type X8664LevelName = 'x86-64-v1' | 'x86-64-v2' | 'x86-64-v3' | 'x86-64-v4';

export interface X8664Level {
  readonly name: X8664LevelName;
  /** The features that the level adds to the one before it. */
  readonly features: readonly string[];
}

/** Lowest level first; a CPU reaches a level if it has the features of that one and of all before it. */
export const x8664Levels: readonly X8664Level[] = [
  { name: 'x86-64-v1', features: ['lm', 'cmov', 'cx8', 'fpu', 'fxsr', 'mmx', 'syscall', 'sse', 'sse2'] },
  { name: 'x86-64-v2', features: ['cx16', 'lahf_lm', 'popcnt', 'pni', 'sse4.1', 'sse4.2', 'ssse3'] },
  { name: 'x86-64-v3', features: ['xsave', 'avx', 'avx2', 'bmi1', 'bmi2', 'f16c', 'fma', 'abm', 'movbe'] },
  { name: 'x86-64-v4', features: ['avx512f', 'avx512bw', 'avx512cd', 'avx512dq', 'avx512vl'] },
];

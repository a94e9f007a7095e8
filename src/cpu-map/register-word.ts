/** One 32-bit register that features live in: a CPUID output register or half of an MSR. */
export type RegisterWord = CpuidWord | MsrWord;

export interface CpuidWord {
  readonly kind: 'cpuid';
  readonly leaf: number;
  readonly subleaf: number;
  readonly register: CpuidRegister;
}

export interface MsrWord {
  readonly kind: 'msr';
  readonly index: number;
  readonly register: 'eax' | 'edx';
}

export const cpuidRegisters = ['eax', 'ebx', 'ecx', 'edx'] as const;
export type CpuidRegister = (typeof cpuidRegisters)[number];

/** Short address as people read it: `7.0 ebx`, `80000001.0 ecx`, `msr 10a eax`. Also the form in map data. */
export function formatWord(word: RegisterWord): string {
  return word.kind === 'msr'
    ? `msr ${word.index.toString(16)} ${word.register}`
    : `${word.leaf.toString(16)}.${word.subleaf.toString(16)} ${word.register}`;
}

/** `7.0 ebx 00000200` → word and mask; undefined when the text is not of that form. */
export function parseMask(text: string): { word: RegisterWord; value: number } | undefined {
  const cpuid = /^([0-9a-f]{1,8})\.([0-9a-f]{1,8}) (e[abcd]x) ([0-9a-f]{1,8})$/.exec(text);
  if (cpuid !== null) {
    const register = cpuidRegisters.find((name) => name === cpuid[3]);
    if (register === undefined) return undefined;
    return {
      word: { kind: 'cpuid', leaf: hex(cpuid[1]), subleaf: hex(cpuid[2]), register },
      value: hex(cpuid[4]),
    };
  }
  const msr = /^msr ([0-9a-f]{1,8}) (eax|edx) ([0-9a-f]{1,8})$/.exec(text);
  if (msr === null) return undefined;
  const register = msr[2] === 'eax' ? 'eax' : 'edx';
  return { word: { kind: 'msr', index: hex(msr[1]), register }, value: hex(msr[3]) };
}

/** Order of the words in a map: CPUID by leaf, subleaf and register, then MSRs. */
export function compareWords(a: RegisterWord, b: RegisterWord): number {
  if (a.kind !== b.kind) return a.kind === 'cpuid' ? -1 : 1;
  const registers = a.register < b.register ? -1 : a.register > b.register ? 1 : 0;
  if (a.kind === 'cpuid' && b.kind === 'cpuid') return a.leaf - b.leaf || a.subleaf - b.subleaf || registers;
  if (a.kind === 'msr' && b.kind === 'msr') return a.index - b.index || registers;
  return 0;
}

function hex(digits: string | undefined): number {
  return Number.parseInt(digits ?? '', 16);
}

/** Raw registers of one processor. Values are unsigned 32-bit numbers; an absent register reads as 0. */
export interface Registers {
  readonly cpuid: readonly CpuidLeaf[];
  readonly msr: readonly MsrValue[];
}

export interface CpuidLeaf {
  readonly leaf: number;
  readonly subleaf: number;
  readonly eax: number;
  readonly ebx: number;
  readonly ecx: number;
  readonly edx: number;
}

/** `eax` is the low half, `edx` the high half. */
export interface MsrValue {
  readonly index: number;
  readonly eax: number;
  readonly edx: number;
}

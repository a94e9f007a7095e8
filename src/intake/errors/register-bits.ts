import type { ErrorFeature } from '../../cpu/vocabulary/cpu-error.ts';
import type { RegisterBit } from '../../cpu/vocabulary/register-bit.ts';
import { cpuidRegisters } from '../../cpu-map/register-word.ts';

/**
 * How QEMU names one bit: `CPUID.07H:EBX.hle [bit 4]`, from QEMU 9 on `CPUID[eax=07h,ecx=00h].EBX.hle [bit 4]`,
 * `MSR(48BH).vmx-rdrand-exit [bit 11]`. The name may be missing: QEMU has none for some bits.
 */
const bitPattern =
  /(?:CPUID\.([0-9A-F]{1,8})H(?:_([0-9A-F]{1,8})H)?:(E[ABCD]X)|CPUID\[eax=([0-9A-F]{1,8})h(?:,\s*ecx=([0-9A-F]{1,8})h)?\]\.(E[ABCD]X)|MSR\(([0-9A-F]{1,8})H\))(?:\.([\w.-]+))?\s*\[bit\s+(\d{1,2})\]/gi;

/** Every bit that a text names, in order. */
export function bitsIn(text: string): (ErrorFeature & { readonly index: number; readonly end: number })[] {
  return [...text.matchAll(bitPattern)].flatMap((match) => {
    const bit = bitOf(match);
    if (bit === undefined) return [];
    const name = match[8] ?? match[0].replace(/\s*\[.*$/s, '');
    return [{ name, part: 'missing' as const, bit, index: match.index, end: match.index + match[0].length }];
  });
}

function bitOf(match: RegExpExecArray | RegExpMatchArray): RegisterBit | undefined {
  const [, oldLeaf, oldSubleaf, oldRegister, leaf, subleaf, register, msr, , bitText] = match;
  const bit = Number(bitText);
  if (msr !== undefined) return bit < 64 ? { kind: 'msr', index: hex(msr), bit } : undefined;
  const name = (register ?? oldRegister ?? '').toLowerCase();
  const known = cpuidRegisters.find((each) => each === name);
  if (known === undefined || bit > 31) return undefined;
  const sub = subleaf ?? oldSubleaf;
  return {
    kind: 'cpuid',
    leaf: hex(leaf ?? oldLeaf ?? ''),
    ...(sub === undefined ? {} : { subleaf: hex(sub) }),
    register: known,
    bit,
  };
}

function hex(digits: string): number {
  return Number.parseInt(digits, 16);
}

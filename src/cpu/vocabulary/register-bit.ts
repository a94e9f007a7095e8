import type { CpuMap, Feature } from '../../cpu-map/cpu-map.ts';
import type { CpuidRegister, RegisterWord } from '../../cpu-map/register-word.ts';
import { translateNames } from './feature-names.ts';

/** One bit as QEMU names it in its warnings. */
export type RegisterBit =
  | {
      readonly kind: 'cpuid';
      readonly leaf: number;
      /** Absent: QEMU before 9 does not print it. */
      readonly subleaf?: number;
      readonly register: CpuidRegister;
      /** 0 to 31. */
      readonly bit: number;
    }
  | {
      readonly kind: 'msr';
      readonly index: number;
      /** 0 to 63: the upper half is EDX. */
      readonly bit: number;
    };

/**
 * The feature of a map that a bit is. The register and bit decide, not how a program spells the name; only where
 * the subleaf is not told and several features fit, the spelling chooses between them, then the lowest subleaf.
 */
export function featureAtBit(map: CpuMap, bit: RegisterBit, spelling: string): Feature | undefined {
  const fitting = map.features.filter(({ mask }) => {
    const [index] = mask.words;
    const word = index === undefined ? undefined : map.words[index];
    const value = mask.values[0];
    return mask.words.length === 1 && word !== undefined && value !== undefined && isAt(word, value, bit);
  });
  if (fitting.length < 2) return fitting[0];
  const spelled = featureNamed(map, spelling);
  return fitting.find((feature) => feature === spelled) ?? fitting[0];
}

/** The feature that libvirt, QEMU or Linux calls so. */
export function featureNamed(map: CpuMap, name: string): Feature | undefined {
  const own = map.featureByName.get(name);
  if (own !== undefined) return own;
  for (const vocabulary of ['qemu', 'linux'] as const) {
    const [known] = translateNames(map, { vocabulary, names: [name] }).known;
    if (known !== undefined) return known;
  }
  return undefined;
}

function isAt(word: RegisterWord, value: number, bit: RegisterBit): boolean {
  if (word.kind === 'msr') {
    if (bit.kind !== 'msr' || word.index !== bit.index) return false;
    const half = bit.bit < 32 ? 'eax' : 'edx';
    return word.register === half && value >>> 0 === 2 ** (bit.bit % 32);
  }
  return (
    bit.kind === 'cpuid' &&
    word.leaf === bit.leaf &&
    word.register === bit.register &&
    (bit.subleaf === undefined || word.subleaf === bit.subleaf) &&
    value >>> 0 === 2 ** bit.bit
  );
}

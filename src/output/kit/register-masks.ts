import type { CpuidRegister, RegisterWord } from '../../cpu-map/register-word.ts';
import type { OutputInput } from './target.ts';

export type CpuidWord = Extract<RegisterWord, { kind: 'cpuid' }>;

/** A guest's bits in one CPUID register; a bit in neither is left to the hypervisor. */
export interface RegisterMask {
  readonly leaf: number;
  readonly subleaf: number;
  readonly register: CpuidRegister;
  readonly hide: number;
  readonly force: number;
}

/** Bits that a hypervisor sets for the guest whatever the host has; hidden only when they are listed. */
const hypervisorsOwn: ReadonlySet<string> = new Set(['hypervisor', 'osxsave', 'ospke', 'ht', 'cmp_legacy']);

/**
 * Masks of the registers that `maskable` takes and that need one, in the map's order. An exact guest hides every
 * feature it lacks; a guest that takes what the host has hides only what it lists as disable or forbid.
 */
export function registerMasks(input: OutputInput, maskable: (word: CpuidWord) => boolean): RegisterMask[] {
  const { map, guest } = input;
  const policies = new Map(guest.features.map(({ name, policy }) => [name, policy]));
  const exact = guest.mode === 'custom' && guest.model !== undefined && guest.match !== 'minimum';
  const masks = map.words.map(() => ({ hide: 0, force: 0 }));
  for (const { name, mask } of map.features) {
    const policy = policies.get(name);
    const listed = policy === 'disable' || policy === 'forbid';
    const implied = exact && policy === undefined && !hypervisorsOwn.has(name);
    if (!listed && !implied && policy !== 'force') continue;
    mask.words.forEach((word, i) => {
      const value = mask.values[i] ?? 0;
      const target = masks[word];
      if (target === undefined) return;
      if (policy === 'force') target.force = (target.force | value) >>> 0;
      else target.hide = (target.hide | (value & ~(listed ? 0 : (input.bits[word] ?? 0)))) >>> 0;
    });
  }
  return map.words.flatMap((word, i) => {
    const mask = masks[i];
    if (word.kind !== 'cpuid' || mask === undefined || !maskable(word)) return [];
    if ((mask.hide | mask.force) === 0) return [];
    const { leaf, subleaf, register } = word;
    return [{ leaf, subleaf, register, ...mask }];
  });
}

/** 32 characters, bit 31 first. */
export function maskText({ hide, force }: RegisterMask, leave: string): string {
  let text = '';
  for (let bit = 31; bit >= 0; bit--) {
    text += ((force >>> bit) & 1) === 1 ? '1' : ((hide >>> bit) & 1) === 1 ? '0' : leave;
  }
  return text;
}

/** Features to hide or force whose bits no mask reaches: in MSRs, in other leaves, or not in the map. */
export function unmaskable(input: OutputInput, maskable: (word: CpuidWord) => boolean): string[] {
  const { map, guest } = input;
  return guest.features
    .filter(({ policy }) => policy !== 'require' && policy !== 'optional')
    .map(({ name }) => name)
    .filter((name) => {
      const words = map.featureByName.get(name)?.mask.words ?? [];
      return !words.some((index) => {
        const word = map.words[index];
        return word?.kind === 'cpuid' && maskable(word);
      });
    });
}

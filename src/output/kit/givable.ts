import type { FeaturePolicy } from '../../cpu/definition/definition.ts';
import { notGiven } from '../../cpu/driver-qemu/not-given.ts';
import { kvmNeeds } from '../../facts/kvm-gives.ts';
import { archOf } from './architecture.ts';
import type { OutputInput } from './target.ts';

export interface GivableFeatures {
  readonly features: readonly FeaturePolicy[];
  readonly notes: readonly string[];
}

/**
 * Without what KVM gives to no guest, where a platform would refuse the guest for asking. What QEMU itself told of
 * the hosts needs no reckoning. `result`: what would come of asking, as the end of a sentence.
 */
export function givableFeatures(input: OutputInput, result: string): GivableFeatures {
  const { guest } = input;
  if (input.toldByQemu === true || archOf(input) !== 'x86_64') return { features: guest.features, notes: [] };
  const lost = new Map<string, string[]>();
  const features = guest.features.filter(({ name, policy }) => {
    const reason = policy === 'require' || policy === 'force' ? reasonAgainst(input, name) : undefined;
    if (reason !== undefined) lost.set(reason, [...(lost.get(reason) ?? []), name]);
    return reason === undefined;
  });
  const notes = [...lost].map(([reason, names]) => `Left out, because ${reason}: ${names.join(', ')}.`);
  return lost.size === 0
    ? { features, notes }
    : { features, notes: [...notes, `Asked for, they would ${result}.`] };
}

function reasonAgainst({ map, guest, bits }: OutputInput, name: string): string | undefined {
  const reason = notGiven(map, name, bits);
  switch (reason?.kind) {
    case undefined:
      return undefined;
    case 'never':
      return 'KVM gives it to no guest';
    case 'setting':
      return `it exists only with ${kvmNeeds[reason.needs].words}`;
    case 'beside':
      // QEMU refuses a part without the whole: a nested feature without vmx. A mode may bring the whole with it.
      return guest.mode === 'custom' ? `it counts only with ${reason.name}, which this CPU lacks` : undefined;
  }
}

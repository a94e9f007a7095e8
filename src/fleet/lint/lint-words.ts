import type { Kind } from '../pool/fleet.ts';
import { code, type Phrase, text } from '../wording/phrases.ts';

/** `xsaves`, `xsaves and invtsc`, or `3 features`; `most` = how many are named. */
export function featuresInWords(names: readonly string[], most = 2): Phrase[] {
  return namedOrCounted(names, { most, counted: `${names.length.toLocaleString('en')} features` });
}

/** `kvm-03`, `kvm-02 and kvm-03`, or `12 hosts`. */
export function hostsInWords(kinds: readonly Kind[]): Phrase[] {
  return namedHosts(kinds.flatMap(({ included }) => included));
}

export function namedHosts(hosts: readonly { readonly name: string }[]): Phrase[] {
  const names = hosts.map(({ name }) => name);
  return namedOrCounted(names, { most: 2, counted: `${names.length.toLocaleString('en')} hosts` });
}

function namedOrCounted(
  names: readonly string[],
  { most, counted }: { readonly most: number; readonly counted: string },
): Phrase[] {
  if (names.length > most) return [text(counted)];
  return names.flatMap((name, index): Phrase[] => {
    if (index === 0) return [code(name)];
    return [text(index === names.length - 1 ? ' and ' : ', '), code(name)];
  });
}

export function hostCount(kinds: readonly Kind[]): number {
  return kinds.reduce((sum, { included }) => sum + included.length, 0);
}

/** `it`, `both`, `the 3`: what a button acts on. */
export function them(count: number): string {
  return count === 1 ? 'it' : count === 2 ? 'both' : `the ${count.toLocaleString('en')}`;
}

/** `md-clear`, `both`, `12`: what a button acts on, after its verb. */
export function whichOf(names: readonly string[]): string {
  if (names.length === 2) return 'both';
  return names.length === 1 ? (names[0] ?? '') : names.length.toLocaleString('en');
}

export function firstHost({ included }: Kind): string {
  return included[0]?.name ?? '';
}

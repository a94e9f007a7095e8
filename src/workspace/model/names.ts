import { MAX_TEXT } from '../../intake/limits.ts';

/** `wanted`, or `wanted (2)` and so on when it is taken; cut where it would be longer than `most`. */
export function freeName(taken: { has(name: string): boolean }, wanted: string, most = MAX_TEXT): string {
  if (!taken.has(wanted)) return wanted;
  const base = wanted.replace(/ \(\d{1,9}\)$/, '');
  for (let n = 2; ; n++) {
    const end = ` (${n})`;
    const name = base.slice(0, most - end.length) + end;
    if (!taken.has(name)) return name;
  }
}

/** `Host 3`: the first number from `from` on that is free. */
export function madeUpName(taken: { has(name: string): boolean }, from: number): string {
  for (let n = from; ; n++) {
    const name = `Host ${n}`;
    if (!taken.has(name)) return name;
  }
}

/** `guest on kvm-01`, `Guest 3`: for a guest that nothing names. */
export function madeUpGuestName(on: string | undefined, number: number): string {
  return on === undefined ? `Guest ${number}` : `guest on ${on}`;
}

export function isMadeUp(name: string): boolean {
  return /^Host \d{1,9}$/.test(name);
}

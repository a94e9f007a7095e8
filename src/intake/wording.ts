/** Words that sentences about texts share: numbers, plurals, values cut short. */

/** `1 node`, `1,200 nodes`. */
export function plural(count: number, word: string): string {
  return `${counted(count)} ${word}${count === 1 ? '' : 's'}`;
}

/** `20,000` */
export function counted(count: number): string {
  return count.toLocaleString('en');
}

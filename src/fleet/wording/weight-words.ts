import { type Weight, weightOf, weights } from '../../facts/weights.ts';

/** Features of one weight. */
export interface Weighed {
  readonly weight: Weight;
  /** `speed`, `rarely used`. */
  readonly words: string;
  readonly names: readonly string[];
}

/** Features by how much they weigh, the heaviest first; only weights that some have. */
export function weigh(names: readonly string[]): readonly Weighed[] {
  return weights.flatMap(({ weight, words }) => {
    const own = names.filter((name) => weightOf(name) === weight);
    return own.length === 0 ? [] : [{ weight, words, names: own }];
  });
}

/** `8 speed, 1 security, 3 rarely used`; empty of none. */
export function weightSum(names: readonly string[]): string {
  return weigh(names)
    .map(({ words, names: own }) => `${own.length} ${words}`)
    .join(', ');
}

/** In one short line: the two heaviest, and how many other: `18 speed, 5 security, 4 other`. */
export function weightLine(names: readonly string[]): string {
  const weighed = weigh(names);
  const shown = weighed.length <= 3 ? weighed : weighed.slice(0, 2);
  const rest = names.length - shown.reduce((sum, { names: own }) => sum + own.length, 0);
  const words = shown.map(({ words, names: own }) => `${own.length} ${words}`);
  return [...words, ...(rest > 0 ? [`${rest} other`] : [])].join(', ');
}

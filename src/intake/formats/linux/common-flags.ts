import type { FormatProblem } from '../../format.ts';
import { wordsIn } from './flag-lines.ts';

/** Words that all lists of a host's processors have, and the place of a list that differs from the first. */
export function commonFlags(lists: ReadonlyMap<string, number>) {
  const [first = '', ...others] = lists.keys();
  const [, differing] = lists.values();
  const all = wordsIn(first);
  const seen = new Set(all);
  let words = all;
  for (const other of others) {
    const has = new Set(wordsIn(other));
    for (const word of has) seen.add(word);
    words = words.filter((word) => has.has(word));
  }
  const kept = new Set(words);
  const dropped = [...seen].filter((word) => !kept.has(word));
  return { words, dropped, differing: dropped.length === 0 ? undefined : differing };
}

export function differing(offset: number, dropped: readonly string[]): FormatProblem {
  const some = dropped.slice(0, 5).join(', ') + (dropped.length > 5 ? ' …' : '');
  return {
    code: 'differs',
    offset,
    say: (subject, line) =>
      `The processors of ${subject} differ: the flags of line ${line} are not those of the first one. Only ` +
      `flags that all have are kept, without ${some}.`,
  };
}

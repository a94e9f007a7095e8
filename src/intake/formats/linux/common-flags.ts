import type { FormatProblem } from '../../format.ts';
import { guessedJoint, type Joint, wordsIn } from './flag-lines.ts';
import { endDoubt, listFault } from './list-faults.ts';
import type { FlagOwner } from './required-flags.ts';

/** The place and form of a list of flags. */
export interface FlagPlace {
  readonly offset: number;
  /** Characters of its line; undefined if it is on several, or in JSON. */
  readonly width?: number;
  readonly endsInBlank?: boolean;
  readonly doubt?: Joint | undefined;
}

/** Every different list of a host's processors, its words a blank apart, with its first place. */
export type FlagListPlaces = ReadonlyMap<string, FlagPlace>;

export interface CommonFlags {
  /** The flags that all lists have; undefined if one of them is not whole. */
  readonly words: readonly string[] | undefined;
  readonly problems: readonly FormatProblem[];
}

/** Flags that all of a host's processors have. `otherWidths`: characters of other lines that a cut would meet. */
export function commonFlags(
  lists: FlagListPlaces,
  owner: FlagOwner,
  otherWidths: readonly number[] = [],
): CommonFlags {
  const parsed = [...lists].map(([list, place]) => ({ ...place, words: wordsIn(list) }));
  // If another list lacks flags, the host is reported to have different processors.
  const fault = parsed
    .map((list, i) => listFault({ ...list, otherWidths }, i === 0 ? owner : { arch: owner.arch }))
    .find((one) => one !== undefined);
  if (fault !== undefined) return { words: undefined, problems: [fault] };
  const problems = parsed.flatMap(({ offset, doubt }) =>
    doubt === undefined ? [] : [guessedJoint(offset, doubt)],
  );
  const [whole] = parsed;
  const end = whole === undefined ? undefined : endDoubt({ ...whole, otherWidths }, owner);
  if (end !== undefined) problems.push(end);
  const { words, dropped } = intersect(parsed.map((list) => list.words));
  const second = parsed[1];
  if (dropped.length > 0 && second !== undefined) problems.push(differing(second.offset, dropped));
  return { words, problems };
}

function intersect([first = [], ...others]: readonly (readonly string[])[]) {
  const seen = new Set(first);
  let words = [...first];
  for (const other of others) {
    const has = new Set(other);
    for (const word of has) seen.add(word);
    words = words.filter((word) => has.has(word));
  }
  const kept = new Set(words);
  return { words, dropped: [...seen].filter((word) => !kept.has(word)) };
}

function differing(offset: number, dropped: readonly string[]): FormatProblem {
  const some = dropped.slice(0, 5).join(', ') + (dropped.length > 5 ? ' …' : '');
  return {
    code: 'differs',
    offset,
    say: (subject, line) =>
      `The processors of ${subject} differ: the flags on line ${line} are not the same as those of the first. Only ` +
      `flags that all of them have are kept, without ${some}.`,
  };
}

import type { FormatProblem } from '../../format.ts';
import { MAX_FEATURES } from '../../limits.ts';
import { shown } from '../../text/text-lines.ts';
import { beginsKnownFlag, goesOnAfter, knownFlags } from './known-flags.ts';
import { lastFlagDoubt } from './last-flags.ts';
import { expectsLateFlags, type FlagOwner, hasTimer, requiredFlags } from './required-flags.ts';

/** A list of flags as it was read, and what is known of its place. */
export interface FlagList {
  readonly words: readonly string[];
  readonly offset: number;
  /** Characters of the line that the list stands on; undefined if it was on several, or in JSON. */
  readonly width?: number;
  /** Linux prints no blank behind the last one. */
  readonly endsInBlank?: boolean;
  /** Characters of the other long lines of the document. */
  readonly otherWidths?: readonly number[];
}

/** No processor with 64 bits has fewer flags. */
const REAL_LIST = 30;

/** Words that people and programs write for an omission, besides marks: no flag is called so. */
const omission = new Set('etc snip snipped truncated omitted cut more and others continued rest'.split(' '));

/** Why a list is not whole, as far as the list itself shows it; undefined for one that can be trusted. */
export function listFault(list: FlagList, owner: FlagOwner): FormatProblem | undefined {
  // It is refused for its length.
  if (list.words.length > MAX_FEATURES) return undefined;
  const odd = list.words.find((word) => !/^[a-z\d_]+$/i.test(word) || omission.has(word.toLowerCase()));
  if (odd !== undefined) return leftOut(list.offset, odd);
  const missing = missingFlag(list.words, owner);
  if (missing !== undefined) return lacksFlag(list.offset, missing);
  return isCutAtColumn(list, owner) ? cutAtColumn(list) : undefined;
}

function missingFlag(words: readonly string[], { arch, vendor, signature }: FlagOwner): string | undefined {
  if (arch !== 'x86_64' && arch !== 'i686') return undefined;
  const has = new Set(words);
  if (has.has('hypervisor') || words.length === 0) return undefined;
  const missing = requiredFlags(vendor, signature).filter((flag) => !has.has(flag));
  if (has.size >= REAL_LIST)
    return missing[0] ?? (hasTimer(vendor, signature) && !has.has('arat') ? 'arat' : undefined);
  // A short list that goes on after the flag is somebody's choice, not a list that was cut.
  return missing.find((flag) => !goesOnAfter(words, flag));
}

/** Narrower lines may be as long as another one by chance. */
const NARROW = 20;

/** A list on one line, the longest of its text, that ends where such a list does not. */
export function endDoubt(list: FlagList, owner: FlagOwner): FormatProblem | undefined {
  const { words, width, endsInBlank = false, otherWidths = [], offset } = list;
  if (width === undefined || otherWidths.some((other) => other > width)) return undefined;
  const least = owner.arch === 'aarch64' ? 1 : REAL_LIST;
  if (words.length < least || words.length > MAX_FEATURES) return undefined;
  const doubt = lastFlagDoubt(words, owner) ?? (endsInBlank ? true : undefined);
  return doubt === undefined ? undefined : mayBeCut(offset, words.at(-1) ?? '', doubt);
}

function mayBeCut(offset: number, last: string, doubt: string | true): FormatProblem {
  const more = doubt === true ? 'more flags' : doubt;
  return {
    code: 'guessed',
    offset,
    say: (subject, line) =>
      `The flags of ${subject} (line ${line}) end with ${shown(last)}; processors of its kind have ${more} after it. ` +
      'They were read as they are. Check that the line is not cut.',
    hint: 'is this the whole line?',
  };
}

/** Widths at which programs and people cut lines. */
const usualWidths = new Set([
  80, 100, 120, 128, 132, 140, 150, 160, 180, 200, 240, 250, 255, 256, 300, 350, 400, 450, 500, 511, 512, 600,
  700, 768, 800, 900, 1000, 1023, 1024,
]);

/** A line that ends in the middle of a word, together with another line, or where lines are cut and too early. */
function isCutAtColumn({ words, width, otherWidths = [] }: FlagList, owner: FlagOwner): boolean {
  if (width === undefined || otherWidths.some((other) => other > width)) return false;
  const last = words.at(-1) ?? '';
  if (!knownFlags.has(last) && beginsKnownFlag(last)) return true;
  if (width < NARROW) return false;
  if (otherWidths.includes(width)) return true;
  return usualWidths.has(width) && expectsLateFlags(owner) && !words.some((word) => lateFlags.has(word));
}

/** Flags of the words that Linux prints last: a list that has one of them was not cut before them. */
const lateFlags = new Set(
  (
    'dtherm ida arat pln pts hwp npt lbrv nrip_save svm_lock umip pku ospke overflow_recov succor smca md_clear ' +
    'flush_l1d arch_capabilities'
  ).split(' '),
);

function leftOut(offset: number, word: string): FormatProblem {
  return {
    code: 'cut',
    offset,
    say: (subject, line) =>
      `The flags of ${subject} (line ${line}) are not complete: ${shown(word)} in the list is not a flag. Paste the whole list.`,
    hint: 'flags are left out here',
  };
}

function lacksFlag(offset: number, flag: string): FormatProblem {
  return {
    code: 'cut',
    offset,
    say: (subject, line) =>
      `The flags of ${subject} (line ${line}) are not complete: every processor of its family and model has ${flag}. ` +
      'Paste the whole list.',
    hint: `${flag} is missing in this list`,
  };
}

function cutAtColumn({ offset, width, words }: FlagList): FormatProblem {
  const last = words.at(-1) ?? '';
  return {
    code: 'cut',
    offset,
    say: (subject, line) =>
      `The flags of ${subject} (line ${line}) seem to be cut: the line ends after ${width} characters, with ` +
      `${shown(last)}. Paste the whole list.`,
    hint: 'the line is cut at its end',
  };
}

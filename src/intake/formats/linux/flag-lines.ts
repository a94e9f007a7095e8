import type { FormatProblem } from '../../format.ts';
import { shown, type TextLine } from '../../text/text-lines.ts';
import { knownFlags } from './known-flags.ts';

/** A place where a list was broken and the words do not show whether they are one. */
export interface Joint {
  readonly left: string;
  readonly right: string;
  /** Read as one word. */
  readonly isOne: boolean;
}

export interface JoinedFlags {
  readonly words: readonly string[];
  readonly doubt: Joint | undefined;
}

/**
 * A flags list that a terminal or a mail program has broken into lines, perhaps inside a word, joined again: by the
 * words that are known, else by the lines' widths, and then with a doubt. `first` is the list's own line, its value
 * beginning at `valueAt`.
 */
export function joinFlags(first: TextLine, valueAt: number, more: readonly TextLine[]): JoinedFlags {
  const value = first.text.slice(valueAt);
  if (more.length === 0) return { words: wordsIn(value), doubt: undefined };
  const indent = more.reduce((least, line) => Math.min(least, indentOf(line)), Number.POSITIVE_INFINITY);
  const pieces = [value, ...more.map((line) => line.text.slice(indent))];
  const gaps = more.map((_, i) => knownGap(pieces[i] ?? '', pieces[i + 1] ?? ''));
  const unsure = brokenAtEdge([first, ...more], gaps) ? '' : ' ';
  const words = wordsIn(pieces.map((piece, i) => (i === 0 ? '' : (gaps[i - 1] ?? unsure)) + piece).join(''));
  const at = gaps.indexOf(undefined);
  if (at === -1) return { words, doubt: undefined };
  const [left, right] = [lastWord(pieces[at] ?? ''), firstWord(pieces[at + 1] ?? '')];
  return { words, doubt: { left, right, isOne: unsure === '' } };
}

export function guessedJoint(offset: number, { left, right, isOne }: Joint): FormatProblem {
  return {
    code: 'guessed',
    offset,
    say: (subject, line) =>
      `The flags of ${subject} (line ${line}) are broken into lines: ${shown(left)} and ${shown(right)} were read as ` +
      `${isOne ? 'one word' : 'two words'}. Nothing in the text proves it. Check that flag.`,
    hint: 'a list that is not broken leaves no doubt',
  };
}

/** Whether a line carries on the flags list before it: indented, several words, or a piece that fits. */
export function continuesFlags(line: string, before: string): boolean {
  if (!/^[a-z0-9_ \t]*[a-z0-9_][a-z0-9_ \t]*$/.test(line)) return false;
  const [first = '', ...others] = wordsIn(line);
  if (/^\s/.test(line) || knownFlags.has(first)) return true;
  if (knownFlags.has(lastWord(before) + first)) return true;
  return others.some((word) => knownFlags.has(word));
}

/** Without what a copy leaves in and around words: soft hyphens, characters of no width, Markdown's ticks. */
export function wordsIn(list: string): string[] {
  const clean = list.replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '').replace(/(?<!\S)`+|`+(?!\S)/g, '');
  return clean.split(/\s+/).filter((word) => word !== '');
}

/** The text between the last word of one line and the first of the next; undefined if no word is known. */
function knownGap(before: string, next: string): '' | ' ' | undefined {
  if (/\s$/.test(before) || /^\s/.test(next)) return ' ';
  const left = lastWord(before);
  const right = firstWord(next);
  const both = knownFlags.has(left) && knownFlags.has(right);
  if (knownFlags.has(left + right)) return both ? undefined : '';
  return knownFlags.has(right) ? ' ' : undefined;
}

/** Whether lines of one width (or one less: a blank lost) were broken at a screen's edge, not between words. */
function brokenAtEdge(lines: readonly TextLine[], gaps: readonly ('' | ' ' | undefined)[]): boolean {
  const widths = lines.slice(0, -1).map(({ text }) => text.length);
  const width = widths.reduce((most, next) => Math.max(most, next), 0);
  if (widths.some((one) => one < width - 1)) return false;
  if (widths.length === 1) return width >= 80;
  return gaps.includes('') || widths.every((one) => one === width);
}

/** How a list's only line ends: how wide it is, and whether a blank is left where others were cut away. */
export function lineEnd({ text }: TextLine): { readonly width: number; readonly endsInBlank: boolean } {
  return { width: text.length, endsInBlank: /\w $/.test(text) };
}

function firstWord(text: string): string {
  return wordsIn(text.slice(0, 64))[0] ?? '';
}

function lastWord(text: string): string {
  return /(?<!\S)\S{1,64}$/.exec(text.slice(-65))?.[0] ?? '';
}

function indentOf({ text }: TextLine): number {
  return text.length - text.trimStart().length;
}

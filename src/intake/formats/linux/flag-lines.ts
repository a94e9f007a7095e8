import { linuxFlags } from '../../../cpu/vocabulary/linux-flags.ts';
import type { TextLine } from '../../text/text-lines.ts';

/**
 * A flags list that a terminal or a mail program has broken into lines, perhaps inside a word, joined again.
 * `first` is the list's own line, its value beginning at `valueAt`.
 */
export function joinFlags(first: TextLine, valueAt: number, more: readonly TextLine[]): string[] {
  const value = first.text.slice(valueAt);
  if (more.length === 0) return wordsIn(value);
  const indent = more.reduce((least, line) => Math.min(least, indentOf(line)), Number.POSITIVE_INFINITY);
  const pieces = [value, ...more.map((line) => line.text.slice(indent))];
  const gaps = more.map((_, i) => knownGap(pieces[i] ?? '', pieces[i + 1] ?? ''));
  const unsure = brokenAtEdge([first, ...more], gaps) ? '' : ' ';
  return wordsIn(pieces.map((piece, i) => (i === 0 ? '' : (gaps[i - 1] ?? unsure)) + piece).join(''));
}

/** Whether a line carries on the flags list before it: indented, several words, or a piece that fits. */
export function continuesFlags(line: string, before: string): boolean {
  if (!/^[a-z0-9_ \t]*[a-z0-9_][a-z0-9_ \t]*$/.test(line)) return false;
  const [first = '', ...others] = wordsIn(line);
  if (/^\s/.test(line) || linuxFlags.has(first)) return true;
  if (linuxFlags.has(lastWord(before) + first)) return true;
  return others.some((word) => linuxFlags.has(word));
}

export function wordsIn(list: string): string[] {
  return list.split(/\s+/).filter((word) => word !== '');
}

/** What was between the last word of one line and the first of the next; undefined where no word is known. */
function knownGap(before: string, next: string): '' | ' ' | undefined {
  if (/\s$/.test(before) || /^\s/.test(next)) return ' ';
  const left = lastWord(before);
  const right = wordsIn(next.slice(0, 64))[0] ?? '';
  const both = linuxFlags.has(left) && linuxFlags.has(right);
  if (linuxFlags.has(left + right)) return both ? undefined : '';
  return linuxFlags.has(right) ? ' ' : undefined;
}

/** Whether lines of one width (or one less: a blank lost) were broken at a screen's edge, not between words. */
function brokenAtEdge(lines: readonly TextLine[], gaps: readonly ('' | ' ' | undefined)[]): boolean {
  const widths = lines.slice(0, -1).map(({ text }) => text.length);
  const width = widths.reduce((most, next) => Math.max(most, next), 0);
  if (widths.some((one) => one < width - 1)) return false;
  if (widths.length === 1) return width >= 80;
  return gaps.includes('') || widths.every((one) => one === width);
}

function lastWord(text: string): string {
  return /(?<!\S)\S{1,64}$/.exec(text.slice(-65))?.[0] ?? '';
}

function indentOf({ text }: TextLine): number {
  return text.length - text.trimStart().length;
}

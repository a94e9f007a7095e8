import { normalizeLineEnds } from '../../xml/xml.ts';
import type { Openings } from '../documents/openings.ts';
import type { NameWords } from '../host-names/name-words.ts';
import type { MappedText } from '../text/mapped-text.ts';
import { cleanCharacters } from './characters.ts';
import { withoutBlankLines } from './double-spaced.ts';
import { prefixSplitter } from './host-prefixes.ts';
import { putJsonBelow } from './json-below.ts';
import { marksRemover } from './line-marks.ts';
import { numbersRemover } from './numbered-lines.ts';
import { putOnOwnLines } from './own-lines.ts';
import { joinSoftBreaks, withoutPager } from './soft-breaks.ts';
import { htmlUnescaper } from './unescape-html.ts';
import { jsonUnescaper } from './unescape-json.ts';

export interface Unwrapped {
  /** The text with its lines' marks taken off: each line still where it was. */
  readonly clean: string;
  /** The texts in which formats are searched: a text for each host that has a prefix, and one for the other lines. */
  readonly texts: readonly MappedText[];
}

/** All that takes off what copying, quoting and printing have put around documents, in the order that works. */
export function createUnwrap(openings: Openings, words: NameWords): (text: string) => Unwrapped {
  /** No line is added or lost. */
  const lineSteps: readonly ((text: string) => string)[] = [
    cleanCharacters,
    marksRemover(openings, words),
    numbersRemover(openings),
  ];
  const splitByPrefix = prefixSplitter(openings, words);
  /** Lines know where they came from. */
  const steps: readonly ((text: MappedText) => MappedText)[] = [
    joinSoftBreaks,
    withoutPager,
    putOnOwnLines,
    jsonUnescaper(openings, words),
    putJsonBelow,
    htmlUnescaper(openings),
    (text) => withoutBlankLines(text, openings),
  ];
  return (text) => {
    const clean = lineSteps.reduce((before, step) => step(before), text);
    const isExact = clean === text || clean === normalizeLineEnds(text);
    const texts = splitByPrefix({ text: clean }).map((part) => {
      const last = steps.reduce((before, step) => step(before), part);
      return isExact && last.text === clean ? { ...last, exact: true } : last;
    });
    return { clean, texts };
  };
}

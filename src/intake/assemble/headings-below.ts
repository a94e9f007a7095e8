import type { FormatProblem } from '../format.ts';
import { headingOf } from '../host-names/heading.ts';
import type { NameWords } from '../host-names/name-words.ts';

/** Headings that are below their texts: `ssh $h …; echo "== $h"`. */
export interface HeadingsBelow {
  /** Names by the index of the document above them. */
  readonly names: readonly (readonly string[])[];
  /** Said, because a text whose first heading and last document are lost looks the same. */
  readonly problem: FormatProblem;
}

/**
 * `contexts`: what comes before each document. `rest`: after the last one, beginning at `restStart`. Undefined unless
 * no heading is above the first document, one heading and nothing else between every two, and one behind the last.
 */
export function headingsBelow(
  contexts: readonly string[],
  { rest, restStart }: { readonly rest: string; readonly restStart: number },
  words: NameWords,
): HeadingsBelow | undefined {
  const [first = '', ...between] = contexts;
  if (between.length === 0 || wordyLines(first).length > 0) return undefined;
  const names: (readonly string[])[] = [];
  for (const gap of [...between, rest]) {
    const lone = gap.length > 2000 ? undefined : loneHeading(gap, words);
    if (lone === undefined) return undefined;
    names.push(lone);
  }
  const offset = restStart + Math.max(0, rest.search(/\S/));
  return { names, problem: headingsBelowText(offset) };
}

function loneHeading(gap: string, words: NameWords): readonly string[] | undefined {
  const lines = wordyLines(gap);
  const heading = lines.length === 1 ? headingOf(lines[0] ?? '', words) : undefined;
  return heading?.names;
}

/** Without rules, fences, blank lines and the declaration of XML. */
function wordyLines(gap: string): string[] {
  return gap
    .split('\n')
    .filter((line) => /[\p{L}\p{N}]/u.test(line) && !/^\s*(?:<\?xml\b|```\w*\s*$)/.test(line));
}

function headingsBelowText(offset: number): FormatProblem {
  return {
    code: 'guessed',
    offset,
    say: (_subject, line) =>
      `Each heading seems to be below its text: nothing is above the first one, and the heading on line ${line} ` +
      'has no text below it. The hosts are named that way. Check their names.',
    hint: 'no text follows this heading',
  };
}

import type { Openings } from '../documents/openings.ts';

/** Fewer lines that count on are taken for what they say. */
const FEWEST = 4;

const numbered = /^[ \t]{0,12}(\d{1,7})(?:\t|[:|]| ?│ ?| |$)/;

/**
 * Takes the numbers off that `cat -n`, `nl`, `less -N`, `grep -n` and editors put before lines. They count on
 * from line to line; blank lines may have none. A few lines count only where a document begins at number 1.
 * No line is added or lost.
 */
export function numbersRemover({ source }: Openings): (text: string) => string {
  const opening = new RegExp(`^\\s*(?:${source}|[{[]\\s*["{[])`);
  return (text) => (/^[ \t]{0,12}\d{1,7}(?:\t|[:|│ ])/m.test(text) ? withoutNumbers(text, opening) : text);
}

function withoutNumbers(text: string, opening: RegExp): string {
  const lines = text.split('\n');
  for (let from = 0; from < lines.length; ) {
    const to = endOfRun(lines, from, opening);
    for (let i = from; i < to; i++) lines[i] = (lines[i] ?? '').replace(numbered, '');
    from = Math.max(to, from + 1);
  }
  return lines.join('\n');
}

/** Index after the last line that counts on from `from`; `from` itself where too few do. */
function endOfRun(lines: readonly string[], from: number, opening: RegExp): number {
  let next = numberOf(lines[from]);
  if (next === undefined) return from;
  const isFirst = next === 1;
  let count = 0;
  let to = from;
  for (let i = from; i < lines.length; i++) {
    const number = numberOf(lines[i]);
    if (number === next) {
      next++;
      count++;
      to = i + 1;
    } else if ((lines[i] ?? '').trim() !== '') break;
  }
  if (count >= FEWEST) return to;
  return isFirst && opening.test((lines[from] ?? '').replace(numbered, '')) ? to : from;
}

function numberOf(line: string | undefined): number | undefined {
  const found = numbered.exec(line ?? '')?.[1];
  return found === undefined ? undefined : Number(found);
}

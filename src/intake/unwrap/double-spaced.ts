import type { Openings } from '../documents/openings.ts';
import { type MappedText, mapLines } from '../text/mapped-text.ts';

/** Fewer lines with a blank one between each two are somebody's own. */
const FEWEST = 4;

/** Takes the blank line out that copying has put behind each line of a document, where blank lines mean something. */
export function withoutBlankLines(mapped: MappedText, { anyLine }: Openings): MappedText {
  if (!mapped.text.includes('\n\n') || !anyLine.test(mapped.text)) return mapped;
  const lines = mapped.text.split('\n');
  const dropped = new Set<number>();
  for (let from = 0; from < lines.length; ) {
    const to = endOfRun(lines, from);
    if (isSpaced(lines, from, to, anyLine)) for (let i = from + 1; i < to; i += 2) dropped.add(i);
    from = to;
  }
  return dropped.size === 0 ? mapped : mapLines(mapped, (line, i) => (dropped.has(i) ? [] : line));
}

/** Index after the last line that has one blank line between it and the one before it. */
function endOfRun(lines: readonly string[], from: number): number {
  if (isBlank(lines[from])) return from + 1;
  let to = from + 1;
  while (to + 1 < lines.length && isBlank(lines[to]) && !isBlank(lines[to + 1])) to += 2;
  return to;
}

function isSpaced(lines: readonly string[], from: number, to: number, anyLine: RegExp): boolean {
  if (to - from < 2 * FEWEST - 1) return false;
  for (let i = from; i < to; i += 2) {
    if (anyLine.test(lines[i] ?? '')) return true;
  }
  return false;
}

function isBlank(line: string | undefined): boolean {
  return line?.trim() === '';
}

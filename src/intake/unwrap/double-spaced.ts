import type { Sheet } from '../text/mapped-text.ts';

/** Fewer lines with a blank one between each two are somebody's own. */
const FEWEST = 4;

/** Takes the blank line out that copying has put behind each line of a list of flags and what is around it. */
export function withoutBlankLines(sheet: Sheet): Sheet {
  if (!sheet.text.includes('\n\n') || !/(?:flags|Flags|Features)[ \t]*:/.test(sheet.text)) return sheet;
  const lines = sheet.text.split('\n');
  const kept: number[] = [];
  for (let from = 0; from < lines.length; ) {
    const to = endOfRun(lines, from);
    const step = isSpaced(lines, from, to) ? 2 : 1;
    for (let i = from; i < to; i += step) kept.push(i);
    from = to;
  }
  if (kept.length === lines.length) return sheet;
  return {
    ...sheet,
    text: kept.map((i) => lines[i] ?? '').join('\n'),
    origin: kept.map((i) => sheet.origin?.[i] ?? i + 1),
  };
}

/** Index after the last line that has one blank line between it and the one before it. */
function endOfRun(lines: readonly string[], from: number): number {
  if (isBlank(lines[from])) return from + 1;
  let to = from + 1;
  while (to + 1 < lines.length && isBlank(lines[to]) && !isBlank(lines[to + 1])) to += 2;
  return to;
}

function isSpaced(lines: readonly string[], from: number, to: number): boolean {
  if (to - from < 2 * FEWEST - 1) return false;
  for (let i = from; i < to; i += 2) {
    if (/^[ \t]*(?:flags|Flags|Features)[ \t]*:/.test(lines[i] ?? '')) return true;
  }
  return false;
}

function isBlank(line: string | undefined): boolean {
  return line?.trim() === '';
}

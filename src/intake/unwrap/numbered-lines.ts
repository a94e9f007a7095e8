/** Fewer lines that count on are taken for what they say. */
const FEWEST = 4;

const numbered = /^[ \t]{0,12}(\d{1,7})(?:\t|[:|]| ?│ ?| |$)/;

/**
 * Takes the numbers off that `cat -n`, `nl`, `less -N`, `grep -n` and editors put before lines. They count on
 * from line to line; blank lines may have none. No line is added or lost.
 */
export function withoutNumbers(text: string): string {
  if (!/^[ \t]{0,12}\d{1,7}(?:\t|[:|│ ])[^\n]*\n\s*\d/m.test(text)) return text;
  const lines = text.split('\n');
  for (let from = 0; from < lines.length; ) {
    const to = endOfRun(lines, from);
    for (let i = from; i < to; i++) lines[i] = (lines[i] ?? '').replace(numbered, '');
    from = Math.max(to, from + 1);
  }
  return lines.join('\n');
}

/** Index after the last line that counts on from `from`; `from` itself where too few do. */
function endOfRun(lines: readonly string[], from: number): number {
  let next = numberOf(lines[from]);
  if (next === undefined) return from;
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
  return count < FEWEST ? from : to;
}

function numberOf(line: string | undefined): number | undefined {
  const found = numbered.exec(line ?? '')?.[1];
  return found === undefined ? undefined : Number(found);
}

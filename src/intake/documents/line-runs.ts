import type { Span } from '../format.ts';
import { linesIn, type TextLine } from '../text/text-lines.ts';

/** How lines that belong together are told from others. `Run` is what a format notes of them on the way. */
export interface LineRunRules<Run> {
  /** A run that begins with this line; undefined if none does. */
  readonly begins: (line: TextLine) => Run | undefined;
  /**
   * Whether a later line belongs to the run, which may note what it holds. `between`: only where more comes after
   * it, as a blank line.
   */
  readonly continues: (run: Run, line: TextLine) => boolean | 'between';
  /** Whether a run that is complete is one of the format's documents. */
  readonly tells: (run: Run) => boolean;
}

/** Runs of lines of one format, in order and apart from each other. A line that does not continue one may begin one. */
export function lineRuns<Run>(text: string, part: Span, rules: LineRunRules<Run>): Span[] {
  const spans: Span[] = [];
  let open: { readonly start: number; end: number; readonly run: Run } | undefined;
  const close = () => {
    if (open !== undefined && rules.tells(open.run)) spans.push({ start: open.start, end: open.end });
    open = undefined;
  };
  for (const line of linesIn(text, part)) {
    const belongs = open !== undefined && rules.continues(open.run, line);
    if (open !== undefined && belongs === true) open.end = line.end;
    if (belongs !== false) continue;
    close();
    const run = rules.begins(line);
    if (run !== undefined) open = { start: line.start, end: line.end, run };
  }
  close();
  return spans;
}

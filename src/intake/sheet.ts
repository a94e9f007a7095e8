import { LineIndex } from './lines.ts';

/**
 * A text made readable: quotes, prefixes, escapes taken off. Each of its lines knows which line of the
 * person's text it came from, because that is the line that a problem must name.
 */
export interface Sheet {
  readonly text: string;
  /** Original line number by line of `text`; undefined where they are the same. */
  readonly origin?: readonly number[];
  /** From a prefix on every line: whose the whole sheet is. */
  readonly host?: string;
}

/** Offsets of a sheet → lines of the person's text. */
export function lineFinder(sheet: Sheet): (offset: number) => number {
  const lines = new LineIndex(sheet.text);
  const { origin } = sheet;
  if (origin === undefined) return (offset) => lines.lineAt(offset);
  return (offset) => {
    const line = lines.lineAt(Math.min(offset, sheet.text.length));
    return origin[Math.min(line, origin.length) - 1] ?? line;
  };
}

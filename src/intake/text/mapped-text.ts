import { LineIndex } from './line-index.ts';

/**
 * A text made readable: quotes, prefixes, escapes taken off. Each of its lines knows which line of the
 * person's text it came from, because that is the line that a problem must name.
 */
export interface MappedText {
  readonly text: string;
  /** Original line number by line of `text`; undefined if they are the same. */
  readonly origin?: readonly number[];
  /** Whether each line is the person's to the letter. */
  readonly exact?: boolean;
  /** From a prefix on every line: whose the whole sheet is. */
  readonly host?: string;
}

/** The person's line, from 1, that the line at `index` came from. */
export function originOf({ origin }: MappedText, index: number): number {
  return origin?.[index] ?? index + 1;
}

/**
 * Each line replaced by what `change` gives for it: a line, several, or none. Every new line knows where it came
 * from. The same text where nothing changed.
 */
export function mapLines(
  mapped: MappedText,
  change: (line: string, index: number) => string | readonly string[],
): MappedText {
  const lines: string[] = [];
  const origin: number[] = [];
  let isSame = true;
  mapped.text.split('\n').forEach((line, i) => {
    const pieces = change(line, i);
    if (pieces === line) {
      lines.push(line);
      origin.push(originOf(mapped, i));
      return;
    }
    const several = typeof pieces === 'string' ? [pieces] : pieces;
    isSame &&= several.length === 1 && several[0] === line;
    for (const piece of several) {
      lines.push(piece);
      origin.push(originOf(mapped, i));
    }
  });
  return isSame ? mapped : { ...mapped, text: lines.join('\n'), origin };
}

export interface MappedPlace {
  readonly line: number;
  /** Undefined where the sheet's lines are not the person's to the letter. */
  readonly column: number | undefined;
}

/** Offsets of a sheet → places in the person's text. */
export class PlaceFinder {
  readonly #lines: LineIndex;
  readonly #sheet: MappedText;

  constructor(sheet: MappedText) {
    this.#sheet = sheet;
    this.#lines = new LineIndex(sheet.text);
  }

  lineOf(offset: number): number {
    const line = this.#lines.lineAt(Math.min(offset, this.#sheet.text.length));
    const { origin } = this.#sheet;
    return origin === undefined ? line : (origin[Math.min(line, origin.length) - 1] ?? line);
  }

  placeOf(offset: number): MappedPlace {
    const line = this.lineOf(offset);
    const column = this.#sheet.exact === true ? offset - this.#lines.startOf(line) + 1 : undefined;
    return { line, column };
  }
}

import { LineIndex } from './line-index.ts';

/**
 * A text made readable: quotes, prefixes, escapes taken off. Each of its lines knows which line of the
 * person's text it came from, because that is the line that a problem must name.
 */
export interface Sheet {
  readonly text: string;
  /** Original line number by line of `text`; undefined where they are the same. */
  readonly origin?: readonly number[];
  /** Whether each line is the person's to the letter. */
  readonly exact?: boolean;
  /** From a prefix on every line: whose the whole sheet is. */
  readonly host?: string;
}

export interface SheetPlace {
  readonly line: number;
  /** Undefined where the sheet's lines are not the person's to the letter. */
  readonly column: number | undefined;
}

/** Offsets of a sheet → places in the person's text. */
export class PlaceFinder {
  readonly #lines: LineIndex;
  readonly #sheet: Sheet;

  constructor(sheet: Sheet) {
    this.#sheet = sheet;
    this.#lines = new LineIndex(sheet.text);
  }

  lineOf(offset: number): number {
    const line = this.#lines.lineAt(Math.min(offset, this.#sheet.text.length));
    const { origin } = this.#sheet;
    return origin === undefined ? line : (origin[Math.min(line, origin.length) - 1] ?? line);
  }

  placeOf(offset: number): SheetPlace {
    const line = this.lineOf(offset);
    const column = this.#sheet.exact === true ? offset - this.#lines.startOf(line) + 1 : undefined;
    return { line, column };
  }
}

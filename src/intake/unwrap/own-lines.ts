import type { Sheet } from '../text/mapped-text.ts';

/** A fence, and the tags that a page puts around a listing and the heading above it. */
const markup = /(```(?:\w{0,12}$)?)|<\/?(?:pre|code|h[1-6]|p|div|br)\b[^<>\n]{0,300}>/gi;

/** Puts what shares its line with a fence or a page's tags on a line of its own, without the tags. */
export function putOnOwnLines(sheet: Sheet): Sheet {
  const { text: whole } = sheet;
  if (!whole.includes('```') && !/<pre[\s>]/i.test(whole)) return sheet;
  const text: string[] = [];
  const origin: number[] = [];
  whole.split('\n').forEach((line, i) => {
    for (const piece of piecesOf(line)) {
      text.push(piece);
      origin.push(sheet.origin?.[i] ?? i + 1);
    }
  });
  return { ...sheet, text: text.join('\n'), origin };
}

function piecesOf(line: string): string[] {
  if (!line.includes('```') && !line.includes('<')) return [line];
  const pieces = line
    .replace(markup, (_, fence?: string) => `\n${fence === undefined ? '' : `${fence}\n`}`)
    .split('\n');
  const full = pieces.filter((piece) => piece.trim() !== '');
  return full.length === 0 ? [''] : full;
}

import { type MappedText, mapLines } from '../text/mapped-text.ts';

/** A fence, and the tags that a page puts around a listing and the heading above it. */
const markup = /(```(?:\w{0,12}$)?)|<\/?(?:pre|code|h[1-6]|p|div|br)\b[^<>\n]{0,300}>/gi;

/** Puts what shares its line with a fence or a page's tags on a line of its own, without the tags. */
export function putOnOwnLines(mapped: MappedText): MappedText {
  if (!mapped.text.includes('```') && !/<pre[\s>]/i.test(mapped.text)) return mapped;
  return mapLines(mapped, piecesOf);
}

function piecesOf(line: string): string | string[] {
  if (!line.includes('```') && !line.includes('<')) return line;
  const pieces = line
    .replace(markup, (_, fence?: string) => `\n${fence === undefined ? '' : `${fence}\n`}`)
    .split('\n');
  const full = pieces.filter((piece) => piece.trim() !== '');
  return full.length === 0 ? '' : full;
}

import type { MappedText } from '../text/mapped-text.ts';

/** A screen is wider than this, and no element that is broken in two longer than that. */
const NARROWEST = 60;
const LONGEST = 2000;

/**
 * XML that a screen has broken at its edge, wherever that was: each element that was broken is put on the line
 * that it ends in. No line is added or lost. The same sheet where nothing is broken.
 */
export function unwrapXml(sheet: MappedText): MappedText {
  const lines = sheet.text.split('\n');
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  if (width < NARROWEST || width > LONGEST) return sheet;
  let carried = '';
  const text = lines.map((line, i) => {
    const whole = carried + line;
    carried = '';
    if (line.length < width || i === lines.length - 1 || whole.length > LONGEST) return whole;
    const at = brokenAt(whole);
    if (at === -1) return whole;
    // Between two attributes a blank was lost.
    const blank =
      /=\s*(?:'[^']*'|"[^"]*")$/.test(whole.slice(at)) && /^\w/.test(lines[i + 1] ?? '') ? ' ' : '';
    carried = whole.slice(at) + blank;
    return whole.slice(0, at);
  });
  const joined = text.join('\n');
  return joined === sheet.text ? sheet : { ...sheet, text: joined, exact: false };
}

/**
 * The start of the last element of a line, if it may be on a line of its own: only blanks are between elements.
 * -1 if the line ends between two.
 */
function brokenAt(line: string): number {
  if (/>\s*$/.test(line.slice(-100)) && !/<\w[^<>]*[^<>/]>$/.test(line.slice(-300))) return -1;
  let at = line.lastIndexOf('<');
  while (at > 0 && !/^(?:\s|>)/.test(line.slice(at - 1)) && /^<(?:\/|$)/.test(line.slice(at)))
    at = line.lastIndexOf('<', at - 1);
  return Math.max(at, 0);
}

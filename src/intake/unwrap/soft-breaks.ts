import { type MappedText, mapLines } from '../text/mapped-text.ts';

/** Lines that a mail program or an editor has broken, and marked so: joined, or left as a screen would break them. */
export function joinSoftBreaks(mapped: MappedText): MappedText {
  return withoutBreakMarks(fromQuotedPrintable(mapped));
}

/** The longest line of quoted-printable, with its `=`; mail programs fill most of it. */
const QP_WIDTH = 76;
const QP_FILLED = 60;

/** The source of a mail: `=` at the end of a line that goes on, `=3D` for `=`. */
function fromQuotedPrintable(mapped: MappedText): MappedText {
  const { text } = mapped;
  if (!text.includes('=\n') && !text.includes('=3D')) return mapped;
  const lines = text.split('\n');
  if (!lines.some(isSoftBreak) && !/=3D["'\w]/.test(text)) return mapped;
  let carried = '';
  return mapLines(mapped, (line, i) => {
    if (isSoftBreak(line) && i < lines.length - 1) {
      carried += line.slice(0, -1);
      return [];
    }
    const whole = carried + line;
    carried = '';
    return decoded(whole);
  });
}

function isSoftBreak(line: string): boolean {
  return line.endsWith('=') && line.length >= QP_FILLED && line.length <= QP_WIDTH;
}

/** Bytes of UTF-8, as `=C3=A9`; what is none stays as it is. */
function decoded(line: string): string {
  return line.replace(/(?:=[\dA-F]{2})+/g, (codes) => {
    try {
      return decodeURIComponent(codes.replaceAll('=', '%'));
    } catch {
      return codes;
    }
  });
}

/** Emacs' `\\` at the end of a line as wide as the screen, other editors' arrow before the next one. */
function withoutBreakMarks(mapped: MappedText): MappedText {
  const { text } = mapped;
  const hasArrow = text.includes('↪') || text.includes('↳');
  if (!hasArrow && !text.includes('\\\n')) return mapped;
  const lines = text.split('\n');
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  const mark = width >= QP_FILLED && width <= 400;
  return mapLines(mapped, (line, i) => {
    const bare = hasArrow ? line.replace(/^\s*[↪↳]\s?/, '') : line;
    const isBroken = mark && line.length === width && bare.endsWith('\\') && goesOn(lines[i + 1]);
    return isBroken ? bare.slice(0, -1) : bare;
  });
}

/** A line with a key of its own, or none, is no rest of the one before. */
function goesOn(line: string | undefined): boolean {
  return line !== undefined && /\S/.test(line) && !/^\s*[A-Za-z][\w() -]{0,40}\s*:\s/.test(`${line} `);
}

/** A pager's mark between its pages, on a line of its own. */
const pagerLine =
  /^\s*(?:--More--(?:\s?\(\d{1,3}%\))?|:|\(END\)|lines \d{1,7}-\d{1,7}(?:\/\d{1,7})?(?: \(END\)| \d{1,3}%)?)\s*$/;

/** Without the lines that are a pager's. */
export function withoutPager(mapped: MappedText): MappedText {
  if (!/^[ \t]*(?:--More--|:[ \t]*$|\(END\)|lines \d)/m.test(mapped.text)) return mapped;
  return mapLines(mapped, (line) => (pagerLine.test(line) ? [] : line));
}

/** Characters of no width, and hyphens that only show at a line's end. */
const unseen = '\u00ad\u200b-\u200d\u2060\ufeff';

/** Searches that cost next to nothing in the plain text that nearly every one is. */
function isPlain(text: string): boolean {
  if (text.includes('\r') || text.includes('\u00a0') || text.includes('\0')) return false;
  if (text.includes('\x1b') || text.includes('\x9b') || residue.test(text)) return false;
  return !/[\u00ad\u2007\u200b-\u200d\u2028\u2029\u202f\u2060\ufeff]/.test(text);
}

/**
 * Characters that copying leaves behind. No line is added or lost, so that line numbers stay those of the
 * person's text.
 */
export function cleanCharacters(input: string): string {
  return isPlain(input) ? input : cleanSpecial(input);
}

function cleanSpecial(input: string): string {
  let text = input.charCodeAt(0) === 0xfeff ? input.slice(1) : input;
  if (isWideText(text)) text = text.replaceAll('\0', '').replace(/^\ufffd+/, '');
  if (text.includes('\x1b') || text.includes('\x9b')) text = withoutTerminal(text);
  if (residue.test(text)) text = text.replace(residues, '');
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  text = text.replace(/[\u00a0\u2007\u202f\u2028\u2029]/g, ' ');
  return hasUnseen.test(text) ? text.split('\n').map(withoutUnseen).join('\n') : text;
}

const hasUnseen = new RegExp(`[${unseen}]`);
const everyUnseen = new RegExp(`[${unseen}]+`, 'g');
const unseenPieces = new RegExp(`[${unseen}]+|[^${unseen}]+`, 'g');

/** In a name of XML they are part of it, and shown; around tags they are strays, and so they are in any other line. */
function withoutUnseen(line: string): string {
  if (!hasUnseen.test(line)) return line;
  if (!line.includes('<')) return line.replace(everyUnseen, '');
  const pieces = line.match(unseenPieces) ?? [];
  return pieces
    .filter((piece, i) => {
      if (!hasUnseen.test(piece)) return true;
      const [before, after] = [pieces[i - 1], pieces[i + 1]];
      return before !== undefined && after !== undefined && !before.endsWith('>') && !after.startsWith('<');
    })
    .join('');
}

/** A terminal's colours, if a copy has lost the character that begins them: `[01;31m[Kavx2[m[K`. */
const residue = /\[(?:\d{1,3}(?:;\d{1,3}){0,4})?m\[K/;
const residues = /\[(?:\d{1,3}(?:;\d{1,3}){0,4})?m(?:\[K)?/g;

/** A terminal's control sequences, as script(1) records them: colours, titles, modes. No such sequence holds a line end. */
function withoutTerminal(text: string): string {
  return text.replace(terminal, '');
}

const terminal =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /\x9b[0-9;:<=>?]{0,64}[ -/]{0,4}[@-~]|\x1b(?:\[[0-9;:<=>?]{0,64}[ -/]{0,4}[@-~]|\][^\x07\x1b\n]{0,1000}(?:\x07|\x1b\\)|[()*+][0-9A-Za-z]|[=>78cDEHMNOZ])/g;

/** UTF-16 that was decoded as UTF-8: every second character is NUL. */
function isWideText(text: string): boolean {
  return /^[\ufeff\ufffd]{0,3}(?:(?:[^\0]\0){8}|(?:\0[^\0]){8})/.test(text);
}

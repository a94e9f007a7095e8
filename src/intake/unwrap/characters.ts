/** Searches that cost next to nothing in the plain text that nearly every one is. */
function isPlain(text: string): boolean {
  if (text.includes('\r') || text.includes('\u00a0') || text.includes('\0')) return false;
  if (text.includes('\x1b')) return false;
  return !/[\u2007\u200b-\u200d\u2028\u2029\u202f\u2060\ufeff]/.test(text);
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
  if (text.includes('\x1b')) text = withoutTerminal(text);
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  text = text.replace(/[\u00a0\u2007\u202f\u2028\u2029]/g, ' ');
  // Inside a name they are part of it, and shown; around tags and lines they are strays.
  if (!/[\u200b-\u200d\u2060\ufeff]/.test(text)) return text;
  return text.replace(/(^|>)[\u200b-\u200d\u2060\ufeff]+|[\u200b-\u200d\u2060\ufeff]+(?=<|$)/gm, '$1');
}

/** What script(1) records of a terminal: colours, titles, modes. No such sequence holds a line end. */
function withoutTerminal(text: string): string {
  return text.replace(terminal, '');
}

const terminal =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /\x1b(?:\[[0-9;:<=>?]{0,64}[ -/]{0,4}[@-~]|\][^\x07\x1b\n]{0,1000}(?:\x07|\x1b\\)|[()*+][0-9A-Za-z]|[=>78cDEHMNOZ])/g;

/** UTF-16 that was decoded as UTF-8: every second character is NUL. */
function isWideText(text: string): boolean {
  return /^[\ufeff\ufffd]{0,3}(?:(?:[^\0]\0){8}|(?:\0[^\0]){8})/.test(text);
}

/**
 * Characters that copying leaves behind. No line is added or lost, so that line numbers stay those of the
 * person's text.
 */
export function cleanCharacters(input: string): string {
  let text = input.charCodeAt(0) === 0xfeff ? input.slice(1) : input;
  if (isWideText(text)) text = text.replaceAll('\0', '').replace(/^\ufffd+/, '');
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  if (/[\u2028\u2029]/.test(text)) text = text.replace(/[\u2028\u2029]/g, ' ');
  if (/[\u00a0\u2007\u202f]/.test(text)) text = text.replace(/[\u00a0\u2007\u202f]/g, ' ');
  // Inside a name they are part of it, and shown; around tags and lines they are strays.
  if (/[\u200b-\u200d\u2060\ufeff]/.test(text)) {
    text = text.replace(/(^|>)[\u200b-\u200d\u2060\ufeff]+|[\u200b-\u200d\u2060\ufeff]+(?=<|$)/gm, '$1');
  }
  return unquote(text);
}

/** UTF-16 that was decoded as UTF-8: every second character of the beginning is NUL. */
function isWideText(text: string): boolean {
  const head = text.slice(0, 64);
  let nuls = 0;
  for (const char of head) if (char === '\0') nuls++;
  return nuls > 0 && nuls >= Math.floor(head.length / 2) - 2;
}

/** `> ` before each line of a quoted mail; a lone `>` may be the end of a tag that was broken over lines. */
function unquote(text: string): string {
  if (!/^ ?>[> ]*(?:<|\S+ ?: ?<)/m.test(text)) return text;
  const lines = text.split('\n');
  let from = 0;
  while (from < lines.length) {
    let to = from;
    while (to < lines.length && /^ ?>/.test(lines[to] ?? '')) to++;
    if (to - from >= 2) {
      for (let i = from; i < to; i++) lines[i] = (lines[i] ?? '').replace(/^(?: ?>)+ ?/, '');
    }
    from = Math.max(to, from + 1);
  }
  return lines.join('\n');
}

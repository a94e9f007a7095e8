/**
 * Walks over markup without understanding it: enough to find a DOCTYPE that is not inside a comment, and
 * which elements are open where a text ends.
 */
export function hasDoctype(text: string): boolean {
  if (!/<!DOCTYPE/i.test(text)) return false;
  for (const piece of markup(text)) if (/^<!DOCTYPE/i.test(piece.text)) return true;
  return false;
}

/** Names of the elements open at the end, outermost first; undefined when tags don't nest or all are closed. */
export function endsInside(text: string): string[] | undefined {
  const open: string[] = [];
  let unfinished = false;
  for (const piece of markup(text)) {
    unfinished = !piece.closed;
    const name = /^<(\/?)([^\s/>!?]+)/.exec(piece.text);
    if (name === null || name[2] === undefined) continue;
    if (name[1] === '/') {
      if (unfinished) break;
      if (open.pop() !== name[2]) return undefined;
    } else if (unfinished || !piece.text.endsWith('/>')) {
      if (!unfinished) open.push(name[2]);
    }
  }
  return unfinished || open.length > 0 ? open : undefined;
}

/** The first piece of markup that libxml2 would refuse and fast-xml-parser lets pass. */
export function markupFault(text: string): { readonly offset: number; readonly detail: string } | undefined {
  let end = 0;
  for (const piece of markup(text)) {
    const stray = text.slice(end, piece.start).indexOf(']]>');
    if (stray !== -1) return { offset: end + stray, detail: ']]> stands outside a CDATA section' };
    const detail = pieceFault(piece);
    if (detail !== undefined) return { offset: piece.start, detail };
    end = piece.start + piece.text.length;
  }
  return text.slice(end).trim() === ''
    ? undefined
    : { offset: end, detail: 'there is text after the document' };
}

function pieceFault({ text, start }: Markup): string | undefined {
  if (text.startsWith('<!--')) {
    return /--(?!>$)|--->$/.test(text.slice(4)) ? 'a comment has -- inside' : undefined;
  }
  if (text.startsWith('<![CDATA[')) return undefined;
  if (text.startsWith('<?')) {
    if (/^<\?xml[\s?]/i.test(text)) {
      return start === 0 && declaration.test(text) ? undefined : 'an XML declaration stands inside the text';
    }
    return processingInstruction.test(text) ? undefined : `${shorten(text)} is not a processing instruction`;
  }
  return startTag.test(text) || endTag.test(text) ? undefined : `${shorten(text)} is not a tag`;
}

const name = /[^\s/>=<'"&!?;,.\d-][^\s/>=<'"&!?;,]*/.source;
const attribute = /=\s*(?:"[^"<]*"|'[^'<]*')/.source;
const startTag = new RegExp(`^<${name}(?:\\s+${name}\\s*${attribute})*\\s*/?>$`);
const endTag = new RegExp(`^</${name}\\s*>$`);
const processingInstruction = new RegExp(`^<\\?${name}(?:\\s[^]*)?\\?>$`);
const declaration = new RegExp(
  `^<\\?xml\\s+version\\s*${attribute}(?:\\s+encoding\\s*${attribute})?(?:\\s+standalone\\s*${attribute})?\\s*\\?>$`,
);

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

interface Markup {
  readonly text: string;
  readonly start: number;
  readonly closed: boolean;
}

/** Every `<…>` of the text; an attribute value may hold `>`, a comment or CDATA section anything. */
export function* markup(text: string): Generator<Markup> {
  for (let start = text.indexOf('<'); start !== -1; ) {
    const end = endOf(text, start);
    yield { text: text.slice(start, end ?? text.length), start, closed: end !== undefined };
    if (end === undefined) return;
    start = text.indexOf('<', end);
  }
}

function endOf(text: string, start: number): number | undefined {
  if (text.startsWith('<!--', start)) return after(text, '-->', start + 4);
  if (text.startsWith('<![CDATA[', start)) return after(text, ']]>', start + 9);
  if (text.startsWith('<?', start)) return after(text, '?>', start + 2);
  let quote = '';
  for (let i = start + 1; i < text.length; i++) {
    const char = text[i] ?? '';
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '>') return i + 1;
    else if (char === '"' || char === "'") quote = char;
  }
  return undefined;
}

function after(text: string, mark: string, from: number): number | undefined {
  const at = text.indexOf(mark, from);
  return at === -1 ? undefined : at + mark.length;
}

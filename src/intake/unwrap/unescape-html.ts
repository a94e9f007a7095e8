import type { Openings } from '../documents/openings.ts';
import { findDocuments } from '../documents/xml-documents.ts';
import type { MappedText } from '../text/mapped-text.ts';
import { NextIndex } from '../text/next-index.ts';

const references = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
  ['#39', "'"],
  ['#34', '"'],
  ['#x27', "'"],
  ['nbsp', ' '],
  ['#160', ' '],
]);

/**
 * Documents that went through a web page or a chat: `&lt;capabilities&gt;`, or escaped once more. What is
 * escaped inside an XML document is its own. Lines stay what they are.
 */
export function htmlUnescaper({ anyLine, xmlRoots }: Openings): (mapped: MappedText) => MappedText {
  const patterns: Patterns = {
    // A document's first tag; the first quote of JSON; a quote behind the first words of another format.
    escaped: new RegExp(
      [
        `&(?:amp;){0,4}lt;(?:\\?xml|!--|${xmlRoots.join('|')})(?=[\\s/&?]|--)`,
        '(?<=^[ \\t]{0,40}[{[]\\s{0,40})&(?:amp;){0,4}quot;',
      ].join('|'),
      'm',
    ),
    line: anyLine,
  };
  return (mapped) => unescapeHtml(mapped, patterns);
}

interface Patterns {
  readonly escaped: RegExp;
  readonly line: RegExp;
}

const escapedQuote = /&(?:amp;){0,4}(?:quot|#34|#39|apos);/;

function unescapeHtml(escaped: MappedText, patterns: Patterns): MappedText {
  const mapped = unescapeQuotes(escaped);
  const { text } = mapped;
  if (!text.includes('&') || !isEscaped(text, patterns)) return mapped;
  let result = '';
  let end = 0;
  for (const walk of findDocuments(text, new NextIndex(text))) {
    result += unescapeBetween(text.slice(end, walk.start), patterns) + text.slice(walk.start, walk.end);
    end = walk.end;
  }
  return { ...mapped, text: result + unescapeBetween(text.slice(end), patterns) };
}

function isEscaped(text: string, { escaped, line }: Patterns): boolean {
  return escaped.test(text) || (escapedQuote.test(text) && line.test(text));
}

/** `<cpu mode=&apos;custom&apos;>`, `<cpu mode=‘custom’>`: no XML, but what a log, a report or a text editor makes of it. */
function unescapeQuotes(sheet: MappedText): MappedText {
  const { text } = sheet;
  if (!/=(?:&(?:apos|quot|#39|#34);|[‘’‚“”„])/.test(text)) return sheet;
  const clean = text.replace(/<[a-z?][^<>'"]{0,2000}>/gi, (tag) =>
    tag
      .replace(/=&(apos|quot|#39|#34);(.*?)&\1;/g, "='$2'")
      .replace(/=[‘’‚“”„]([^‘’‚“”„]*)[‘’‚“”„]/g, "='$1'"),
  );
  return { ...sheet, text: clean };
}

function unescapeBetween(text: string, patterns: Patterns): string {
  if (!isEscaped(text, patterns)) return text;
  const sign = patterns.escaped.exec(text)?.[0] ?? escapedQuote.exec(text)?.[0] ?? '';
  const levels = 1 + (/^&((?:amp;)*)/.exec(sign)?.[1]?.length ?? 0) / 4;
  // Whatever is not escaped here is the page's own markup.
  let result = text.replace(/<\/?[a-z][^<>\n]{0,1000}>/gi, (tag) =>
    /^<\/?(?:br|p|h\d|div|li|tr)\b/i.test(tag) ? ' ' : '',
  );
  for (let i = 0; i < levels; i++) {
    result = result.replace(
      /&(lt|gt|amp|quot|apos|nbsp|#39|#34|#x27|#160);/g,
      (whole, name: string) => references.get(name) ?? whole,
    );
  }
  return result;
}

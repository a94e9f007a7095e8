import { findDocuments } from '../documents/xml-documents.ts';
import type { Sheet } from '../text/mapped-text.ts';
import { NextIndex } from '../text/next-index.ts';

/** A document's first tag, or the first quote of JSON. */
const escapedRoot =
  /&(?:(?:amp;){0,4}lt;(?:\?xml|!--|capabilities|domainCapabilities|domain|cpudata|cpu)(?=[\s/&?]|--)|(?<=^[ \t]{0,40}[{[]\s{0,40}&)(?:amp;){0,4}quot;)/gm;
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
 * escaped inside a document is its own. Lines stay what they are.
 */
export function unescapeHtml(escaped: Sheet): Sheet {
  const sheet = unescapeQuotes(escaped);
  const { text } = sheet;
  if ((!text.includes('lt;') && !text.includes('quot;')) || text.search(escapedRoot) === -1) return sheet;
  let result = '';
  let end = 0;
  for (const walk of findDocuments(text, new NextIndex(text))) {
    result += unescapeBetween(text.slice(end, walk.start)) + text.slice(walk.start, walk.end);
    end = walk.end;
  }
  return { ...sheet, text: result + unescapeBetween(text.slice(end)) };
}

/** `<cpu mode=&apos;custom&apos;>`, `<cpu mode=‘custom’>`: no XML, but what a log, a report or a text editor makes of it. */
function unescapeQuotes(sheet: Sheet): Sheet {
  const { text } = sheet;
  if (!/=(?:&(?:apos|quot|#39|#34);|[‘’‚“”„])/.test(text)) return sheet;
  const clean = text.replace(/<[a-z?][^<>'"]{0,2000}>/gi, (tag) =>
    tag
      .replace(/=&(apos|quot|#39|#34);(.*?)&\1;/g, "='$2'")
      .replace(/=[‘’‚“”„]([^‘’‚“”„]*)[‘’‚“”„]/g, "='$1'"),
  );
  return { ...sheet, text: clean };
}

function unescapeBetween(text: string): string {
  const first = text.search(escapedRoot);
  if (first === -1) return text;
  const levels = 1 + (/^&((?:amp;)*)/.exec(text.slice(first, first + 30))?.[1]?.length ?? 0) / 4;
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

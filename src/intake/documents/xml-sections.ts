import { parseXml, stringValue } from '../../xml/xml.ts';
import { intern } from '../text/interning.ts';
import type { XmlDocument } from './xml-kind.ts';

export interface Section {
  readonly text: string;
  readonly offset: number;
}

export function sectionOf({ text, walk }: XmlDocument, path: string): Section | undefined {
  const span = walk.sections.get(path);
  return span === undefined ? undefined : { text: text.slice(span.start, span.end), offset: span.start };
}

/** Text of a section's element, without blanks around it; undefined when there is none. */
export function sectionText(document: XmlDocument, path: string): string | undefined {
  const section = sectionOf(document, path)?.text;
  if (section === undefined) return undefined;
  const plain = /^<[^<>&]*[^/<>&]>([^<>&]{0,4096})<\/[^<>&]*>$/.exec(section)?.[1];
  const value = (plain ?? parsedText(section)).trim();
  return value === '' ? undefined : intern(value);
}

function parsedText(section: string): string {
  const parsed = parseXml(section);
  return parsed.ok ? stringValue(parsed.root) : '';
}

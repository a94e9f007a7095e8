import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { decodeEntities } from './entities.ts';
import { endsInside, hasDoctype, markupFault } from './markup.ts';

/** An element of a parsed document. Attribute and element names are data: look-ups go through the Map. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Character data directly inside, entities decoded, comments left out. */
  readonly text: string;
  /** Index of its `<` in the text given, after CRLF became LF. */
  readonly offset: number;
}

export type XmlProblemCode = 'empty' | 'nul' | 'doctype' | 'too-large' | 'too-deep' | 'malformed' | 'cut';

export interface XmlProblem {
  readonly code: XmlProblemCode;
  /** The fault, as part of a sentence: no place, no period. */
  readonly detail: string;
  /** From 1, in the text given. */
  readonly line: number;
  readonly column: number;
  /** Code 'cut': names of the elements that are open where the text ends, outermost first. */
  readonly open?: readonly string[];
}

export type XmlResult =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly problem: XmlProblem };

export const MAX_XML_CHARACTERS = 32 * 1024 * 1024;
export const MAX_XML_DEPTH = 64;

/**
 * Text → root element of one well-formed document without DOCTYPE. Never throws on any text.
 * Stricter than fast-xml-parser, as strict as libxml2 where a CPU definition could tell the difference.
 */
export function parseXml(input: string): XmlResult {
  const text = normalizeLineEnds(input);
  const refused = refuse(text);
  if (refused !== undefined) return { ok: false, problem: refused };
  const invalid = XMLValidator.validate(text);
  if (invalid !== true) {
    return { ok: false, problem: malformed(text, invalid.err.msg, invalid.err.line, invalid.err.col) };
  }
  const fault = markupFault(text);
  if (fault !== undefined)
    return { ok: false, problem: problem(text, 'malformed', fault.detail, fault.offset) };
  try {
    return convertDocument(parser.parse(text) as readonly RawNode[], text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const deep = /maximum nested tags|call stack/i.test(message);
    const detail = deep ? `elements are nested more than ${MAX_XML_DEPTH} deep` : message;
    return { ok: false, problem: problem(text, deep ? 'too-deep' : 'malformed', detail, 0) };
  }
}

/** Line and column, both from 1, of an offset. */
export function placeAt(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let next = text.indexOf('\n'); next !== -1 && next < offset; next = text.indexOf('\n', start)) {
    line++;
    start = next + 1;
  }
  return { line, column: offset - start + 1 };
}

export function normalizeLineEnds(text: string): string {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return body.includes('\r') ? body.replace(/\r\n?/g, '\n') : body;
}

export function childrenNamed(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

export function childNamed(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** XPath's string value: all character data inside, at any depth. */
export function stringValue(element: XmlElement): string {
  let value = element.text;
  for (const child of element.children) value += stringValue(child);
  return value;
}

/** fast-xml-parser's node with preserveOrder: one key is the name, `:@` the attributes. */
type RawNode = Readonly<Record<string, unknown>>;

/**
 * Names are prefixed before the library keeps them as object keys: `<` can't occur in a name, so that
 * `__proto__` or `constructor` stays a name like any other.
 */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  captureMetaData: true,
  maxNestedTags: MAX_XML_DEPTH,
  cdataPropName: '#cdata',
  transformTagName: (name) => `<${name}`,
  onDangerousProperty: (name) => name,
});
/** The library declares it as the wrapper type Symbol. */
const metaSymbol = XMLParser.getMetaDataSymbol() as symbol;

/** Characters that XML 1.0 doesn't allow: control characters, lone surrogates, U+FFFE, U+FFFF. */
const notXml = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

function refuse(text: string): XmlProblem | undefined {
  if (text.trim() === '') return { code: 'empty', detail: 'there is no text', line: 1, column: 1 };
  if (text.length > MAX_XML_CHARACTERS) {
    return { code: 'too-large', detail: 'it is larger than 32 MB', line: 1, column: 1 };
  }
  const control = notXml.exec(text);
  if (control !== null) {
    const code = control[0] === '\0' ? 'nul' : 'malformed';
    const shown = (control[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return problem(text, code, `the character U+${shown} is not allowed in XML`, control.index);
  }
  if (hasDoctype(text)) return problem(text, 'doctype', 'it has a DOCTYPE', text.search(/<!DOCTYPE/i));
  return undefined;
}

function problem(text: string, code: XmlProblemCode, detail: string, offset: number): XmlProblem {
  return { code, detail, ...placeAt(text, offset) };
}

function malformed(text: string, message: string, line: number, column: number): XmlProblem {
  const open = endsInside(text);
  if (open !== undefined) {
    const end = placeAt(text, text.trimEnd().length);
    return { code: 'cut', detail: 'the text ends before the document does', ...end, open };
  }
  return { code: 'malformed', detail: message.replace(/\.$/, ''), line, column };
}

function convertDocument(nodes: readonly RawNode[], text: string): XmlResult {
  const roots: XmlElement[] = [];
  const faults: XmlProblem[] = [];
  for (const node of nodes) {
    const element = convert(node, text, faults);
    if (element !== undefined) roots.push(element);
    else if (String(node['#text'] ?? '').trim() !== '') {
      faults.push(problem(text, 'malformed', 'there is text outside the document', 0));
    }
  }
  const fault = faults[0];
  if (fault !== undefined) return { ok: false, problem: fault };
  const [root, second] = roots;
  if (root === undefined) return { ok: false, problem: problem(text, 'malformed', 'there is no element', 0) };
  if (second !== undefined) {
    const detail = `a second document starts, <${second.name}>`;
    return { ok: false, problem: problem(text, 'malformed', detail, second.offset) };
  }
  return { ok: true, root };
}

/** undefined for what is not an element: text, declaration, processing instruction. */
function convert(node: RawNode, text: string, faults: XmlProblem[]): XmlElement | undefined {
  const key = Object.keys(node).find((name) => name.startsWith('<'));
  if (key === undefined) return undefined;
  const offset = offsetOf(node);
  const children: XmlElement[] = [];
  let ownText = '';
  for (const child of node[key] as readonly RawNode[]) {
    if ('#text' in child) {
      ownText += decode(String(child['#text']), text, offset, faults);
    } else if ('#cdata' in child) {
      for (const part of child['#cdata'] as readonly RawNode[]) ownText += String(part['#text'] ?? '');
    } else {
      const element = convert(child, text, faults);
      if (element !== undefined) children.push(element);
    }
  }
  const attributes = convertAttributes(node[':@'], text, offset, faults);
  return { name: key.replace(/^<+/, ''), attributes, children, text: ownText, offset };
}

const noAttributes: ReadonlyMap<string, string> = new Map();

function convertAttributes(raw: unknown, text: string, offset: number, faults: XmlProblem[]) {
  if (raw === undefined) return noAttributes;
  const attributes = new Map<string, string>();
  for (const [name, value] of Object.entries(raw as Record<string, string>)) {
    if (value.includes('<')) {
      faults.push(problem(text, 'malformed', `the value of attribute ${name.slice(1)} has a bare <`, offset));
    }
    attributes.set(name.slice(1), decode(value.replace(/[\t\n]/g, ' '), text, offset, faults));
  }
  return attributes;
}

function decode(raw: string, text: string, offset: number, faults: XmlProblem[]): string {
  if (!raw.includes('&')) return raw;
  const decoded = decodeEntities(raw);
  if (decoded.ok) return decoded.text;
  const detail = `${decoded.entity} is not an entity that XML knows`;
  faults.push(problem(text, 'malformed', detail, offset));
  return raw;
}

function offsetOf(node: RawNode): number {
  const meta = (node as Record<symbol, { startIndex?: number } | undefined>)[metaSymbol];
  return meta?.startIndex ?? 0;
}

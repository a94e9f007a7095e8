/** The five entities of XML and numeric references. Others come from a DTD, which is refused before. */
const named = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly entity: string };

export function decodeEntities(raw: string): Decoded {
  let bad: string | undefined;
  const text = raw.replace(/&([^;&\s]{0,32});?/g, (whole, name: string) => {
    const value = whole.endsWith(';') ? decodeEntity(name) : undefined;
    if (value === undefined) bad ??= whole;
    return value ?? whole;
  });
  return bad === undefined ? { ok: true, text } : { ok: false, entity: bad };
}

function decodeEntity(name: string): string | undefined {
  const number = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(name);
  if (number === null) return named.get(name);
  const code = number[1] !== undefined ? Number.parseInt(number[1], 16) : Number(number[2]);
  return isXmlCharacter(code) ? String.fromCodePoint(code) : undefined;
}

function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}

const escapes = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
]);

/** libvirt's escapes, for text and attribute values alike. */
export function escapeXml(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (char) => escapes.get(char) ?? char) : text;
}

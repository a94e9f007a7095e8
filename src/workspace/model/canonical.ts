/** Plain data as one text, the same whatever the order of its keys. Undefined members don't count. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) {
    // Feature names and line numbers, the bulk of it, need no look inside.
    const plain = value.every((item) => typeof item !== 'object' || item === null);
    return plain ? JSON.stringify(value) : `[${value.map(canonicalText).join(',')}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalText(member)}`);
  return `{${members.join(',')}}`;
}

/** Whether two pieces of plain data are the same; members that are undefined don't count. */
export function isSameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) return isSameList(a, b);
  const others = new Map(definedMembers(b));
  const members = definedMembers(a);
  return (
    members.length === others.size &&
    members.every(([key, member]) => others.has(key) && isSameData(member, others.get(key)))
  );
}

/** A plain loop: lists of feature names are the bulk of a workspace. */
function isSameList(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i] && !isSameData(a[i], b[i])) return false;
  return true;
}

function definedMembers(data: object): (readonly [string, unknown])[] {
  return Object.entries(data).filter(([, member]) => member !== undefined);
}

/** 64 bits of a text, for look-ups only: a find by it is still compared. */
export function textKey(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return `${(a >>> 0).toString(36)}.${(b >>> 0).toString(36)}.${text.length.toString(36)}`;
}

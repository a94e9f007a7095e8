import { markup } from './markup.ts';

/** The elements directly in a document's root, with where they are in the text. */
export interface RootChildren {
  readonly root: string;
  readonly children: readonly ChildSpan[];
  /** The place where the root's end tag begins; undefined: it has none, as in `<cpu/>`. */
  readonly endTag: number | undefined;
}

export interface ChildSpan {
  readonly name: string;
  readonly start: number;
  /** After its last tag. */
  readonly end: number;
}

/** Name of the first element, whether it ends or not. */
export function rootName(text: string): string | undefined {
  for (const piece of markup(text)) {
    const name = /^<([^\s/>!?]+)/.exec(piece.text)?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}

/** undefined if tags do not nest, or the root does not end. Entities and attributes are not looked at. */
export function rootChildren(text: string): RootChildren | undefined {
  const open: { readonly name: string; readonly start: number }[] = [];
  const children: ChildSpan[] = [];
  let root: string | undefined;
  for (const piece of markup(text)) {
    const [, slash = '', name] = /^<(\/?)([^\s/>!?]+)/.exec(piece.text) ?? [];
    if (!piece.closed) return undefined;
    if (name === undefined) continue;
    root ??= name;
    const end = piece.start + piece.text.length;
    const isWhole = slash === '' && piece.text.endsWith('/>');
    if (slash === '' && !isWhole) open.push({ name, start: piece.start });
    const begun = isWhole ? { name, start: piece.start } : slash === '' ? undefined : open.pop();
    if (begun === undefined) {
      if (slash !== '') return undefined;
      continue;
    }
    if (begun.name !== name) return undefined;
    if (open.length === 1) children.push({ name, start: begun.start, end });
    if (open.length === 0) return { root, children, endTag: isWhole ? undefined : piece.start };
  }
  return undefined;
}

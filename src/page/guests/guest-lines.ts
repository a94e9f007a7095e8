import { type GuestRow, type GuestSection, guestSections } from '../../fleet/guests/guest-rows.ts';

export type GuestLine =
  | { readonly kind: 'section'; readonly section: GuestSection; readonly rows: readonly GuestRow[] }
  | { readonly kind: 'row'; readonly row: GuestRow };

/** Sections with their rows below them, but for those that are folded. */
export function guestLines(rows: readonly GuestRow[], folded: ReadonlySet<string>): GuestLine[] {
  return guestSections.flatMap((section): GuestLine[] => {
    const own = rows.filter((row) => row.section === section);
    if (own.length === 0) return [];
    const head: GuestLine = { kind: 'section', section, rows: own };
    return folded.has(foldKey(section))
      ? [head]
      : [head, ...own.map((row): GuestLine => ({ kind: 'row', row }))];
  });
}

export function foldKey(section: GuestSection): string {
  return `guests ${section}`;
}

/**
 * Characters that have no shape of their own or move others: controls, bidi marks, zero-width, soft hyphens, line
 * separators, half surrogates. A name that holds one must not look like a name that does not.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** The text with every such character written out: `kvm<U+202E>10`. */
export function visibleText(text: string): string {
  return text.replace(unseen, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

/** Like visibleText, but keeps line ends and tabs: for excerpts of files. */
export function visibleLines(text: string): string {
  return text.replace(/[^\n\t]+/g, visibleText);
}

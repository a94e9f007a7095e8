import { type HeadingStrength, headingRules } from './heading-rules.ts';
import type { NameWords } from './name-words.ts';

export interface Heading {
  readonly names: readonly string[];
  readonly strength: HeadingStrength;
}

/** A line that was written, or printed by a tool, to say whose the next text is: by the first rule that names. */
export function headingOf(line: string, words: NameWords): Heading | undefined {
  for (const { pattern, strength, read } of headingRules) {
    const found = pattern.exec(line)?.[1];
    const names = found === undefined ? undefined : read(found, words);
    if (names !== undefined && names.length > 0) return { names, strength };
  }
  return undefined;
}

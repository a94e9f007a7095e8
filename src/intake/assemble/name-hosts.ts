import { nameFromFile } from '../host-names/file-name.ts';
import type { NameWords } from '../host-names/name-words.ts';
import type { Draft } from './host-drafts.ts';

export interface NamedDraft {
  readonly draft: Draft;
  /** One for each host; undefined if nothing names it. */
  readonly names: readonly (string | undefined)[];
  /** Its name in a problem's sentence. */
  readonly subject: string;
}

/**
 * The file's name is for a host that nothing else names: when the file holds only that one (or one document
 * of each kind), as it is; when it holds several alike, with a number; when others in it have names of their
 * own, not at all, as it then is no host's name.
 */
export function nameDrafts(drafts: readonly Draft[], file: string, words: NameWords): NamedDraft[] {
  const fromFile = drafts.every(({ names }) => names === undefined) ? nameFromFile(file, words) : undefined;
  const counts = countKinds(drafts);
  const several = Math.max(...counts.values(), 1) > 1;
  const single = isOne(drafts);
  const seen = new Map<string, number>();
  return drafts.map((draft) => {
    const kind = kindOf(draft);
    const number = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, number);
    const made = fromFile === undefined || !several ? fromFile : `${fromFile}-${number}`;
    const names = draft.names ?? [made];
    return { draft, names, subject: subjectOf({ draft, file, single }) };
  });
}

/** A host and what is to be said of it are one document. */
function isOne(drafts: readonly Draft[]): boolean {
  return drafts.every(({ documentLine }) => documentLine === drafts[0]?.documentLine);
}

function kindOf(draft: Draft): string {
  return draft.host?.kind ?? (draft.software === undefined ? '' : 'software');
}

function countKinds(drafts: readonly Draft[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const draft of drafts) counts.set(kindOf(draft), (counts.get(kindOf(draft)) ?? 0) + 1);
  return counts;
}

function subjectOf({ draft, file, single }: { draft: Draft; file: string; single: boolean }): string {
  const [name, second] = draft.names ?? [];
  if (name !== undefined)
    return second === undefined ? name : `${name} (and ${(draft.names?.length ?? 2) - 1} more)`;
  return single ? file : `the document at line ${draft.documentLine} of ${file}`;
}

import type { Guest } from '../guest/guest.ts';
import type { GuestChoices } from '../guest/guest-choices.ts';
import type { PolicyStep } from '../guest/remove-features.ts';
import type { Verdict } from '../guest/verdicts.ts';
import type { Pool } from '../pool/pool.ts';
import type { Phrase } from '../wording/phrases.ts';

/** Something that libvirt accepts and a person will regret, or should know. */
export interface LintItem {
  readonly id: string;
  readonly glyph: 'only-lacks' | 'lacks' | 'warning' | 'lock' | 'note';
  readonly sentence: readonly Phrase[];
  /** Names that the sentence only counts. */
  readonly names?: readonly string[];
  readonly fix?: LintFix;
}

export interface LintFix {
  /** The button's label: `Disable the 3`. */
  readonly label: string;
  /** The label of its undo. */
  readonly step: string;
  /** undefined = as in the baseline. */
  readonly fields?: { readonly [Key in FixField]?: GuestChoices[Key] | undefined };
  readonly policies?: readonly PolicyStep[];
}

type FixField =
  | 'mode'
  | 'match'
  | 'check'
  | 'fallback'
  | 'vendor'
  | 'migratable'
  | 'cache'
  | 'maxphysaddr'
  | 'topology';

export interface LintInput {
  readonly pool: Pool;
  readonly guest: Guest;
  readonly verdicts: readonly Verdict[];
}

export type LintRule = (input: LintInput) => LintItem | readonly LintItem[] | undefined;

import type { CellState } from '../matrix/columns.ts';
import type { Phrase } from '../wording/phrases.ts';
import type { FieldKey } from './field-texts.ts';

/** The explanation of a thing that was pointed at: what it is, why, where it comes from, what can be done. */
export interface Explanation {
  readonly glyph: CellState | undefined;
  readonly title: readonly Phrase[];
  /** One or two sentences. */
  readonly sentence: readonly Phrase[];
  readonly facts: readonly Fact[];
  readonly actions: readonly ExplanationAction[];
  /** Feature whose purpose is told in words besides. */
  readonly feature?: string;
}

/** `Is`, `Part of`, `Seen in` … */
export interface Fact {
  readonly label: string;
  readonly phrases: readonly Phrase[];
  /** Shown on request: `18 more`. */
  readonly more?: readonly Phrase[];
}

export type ExplanationAction =
  | {
      readonly kind: 'preview' | 'leave-out' | 'take-in';
      readonly hosts: readonly string[];
      readonly label: string;
    }
  | { readonly kind: 'end-preview'; readonly label: string }
  | { readonly kind: 'filter'; readonly filter: string; readonly label: string }
  | {
      readonly kind: 'as-baseline';
      /** One of the two. */
      readonly field?: FieldKey;
      readonly feature?: string;
      readonly label: string;
    }
  | { readonly kind: 'take-model'; readonly model: string; readonly label: string };

/** The place where a host's CPU was read; line numbers of its features by name. */
export interface SourceNote {
  readonly file: string;
  readonly line: number;
  /** `virsh capabilities`, `cpuid -r` … */
  readonly kind: string;
  readonly lineOf: (feature: string) => number | undefined;
  /** The limits of such a source. */
  readonly limits: string | undefined;
  /** Its processor's own name, where known. */
  readonly processor?: string | undefined;
  /** The host's software, as far as it is known: `libvirt 12.8.0`. */
  readonly runs: readonly string[];
}

import type { Phrase } from '../wording/phrases.ts';

export interface AnswerText {
  readonly main: readonly Phrase[];
  /** The gain without the costliest host, or the features that libvirt had to drop. */
  readonly second: readonly Phrase[];
  /** The main sentence is a refusal. */
  readonly refused: boolean;
}

import type { Phrase } from '../wording/phrases.ts';

export interface AnswerText {
  readonly main: readonly Phrase[];
  /** What would be gained without the costliest host, or what libvirt had to leave out. */
  readonly second: readonly Phrase[];
  /** The main sentence is a refusal. */
  readonly refused: boolean;
}

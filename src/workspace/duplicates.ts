export type DuplicateChoice = 'replace' | 'keep both' | 'skip';

/** Answers the question of `duplicates`, or all that wait. */
export function answerDuplicate(_choice: DuplicateChoice, _forAll: boolean): void {}

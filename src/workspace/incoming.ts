/** Answers `incoming`: the workspace of a file or link takes the place of the hosts, joins them, or neither. */
export function answerIncoming(_choice: 'replace' | 'add' | 'skip'): void {}

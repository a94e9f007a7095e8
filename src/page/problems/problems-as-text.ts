import type { Problem } from '../../workspace/model/state.ts';

/** For a ticket or a mail: `file:line: sentence`, the lines of the file, the hint. */
export function problemsAsText(problems: readonly Problem[]): string {
  return problems.map(problemAsText).join('\n');
}

function problemAsText({ place, sentence, excerpt, hint }: Problem): string {
  const lines = excerpt.map(({ line, text }) => `  ${String(line).padStart(6)}  ${text}\n`).join('');
  const under = hint === undefined ? '' : `          ${hint}\n`;
  return `${place.file}:${place.line}: ${sentence}\n${lines}${under}`;
}

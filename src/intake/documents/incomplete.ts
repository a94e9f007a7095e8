import type { Walk } from '../../xml/outline.ts';
import type { FormatProblem } from '../format.ts';
import * as say from './problem-sentences.ts';

const omissionLine =
  /^[^\S\n]*(?=\S)(?:[.…]{2,}|…|\[ ?(?:[.…]{2,}|…) ?\]|\( ?(?:[.…]{2,}|…) ?\)|[^\w\n]{0,12}(?:snip(?:ped)?|cut here|truncated|omitted|skipped)\b[^<\n]{0,80})[^\S\n]*$/gim;

/** A mark for missing lines: `...snip...`, `[…]`. */
export function findOmission(text: string, start: number, end: number): number | undefined {
  const match = text.slice(start, end).matchAll(omissionLine).next().value;
  if (match === undefined) return undefined;
  return start + match.index + (match[0].length - match[0].trimStart().length);
}

/** The problem of a document whose tags do not end; if its CPU is whole, also the cure. */
export function problemOf(text: string, walk: Walk): FormatProblem {
  const problem = faultOf(text, walk);
  const hasCpu = walk.sections.has('host/cpu') || (walk.root === 'domain' && walk.sections.has('cpu'));
  if (!hasCpu) return problem;
  const say: FormatProblem['say'] = (subject, line) =>
    `${problem.say(subject, line)} Its <cpu> is whole: paste <cpu> … </cpu> alone.`;
  return { ...problem, say };
}

function faultOf(text: string, walk: Walk): FormatProblem {
  const open = walk.open.map(({ name }) => name);
  if (walk.outcome === 'too-deep') return say.tooDeep(walk.at);
  const omission = findOmission(text, walk.start, Math.min(walk.at, walk.end));
  if (omission !== undefined) return say.leftOut(omission, openAt(walk, omission));
  if (walk.outcome === 'mismatch') return mismatch(text, walk, open);
  const last = Math.max(walk.start, walk.end - 1);
  const inside = open.length > 0 ? open : [walk.root];
  return say.stops({ offset: last, open: inside, next: walk.outcome === 'document-begins' });
}

/** Elements that were open at an earlier place, as far as the walk still knows. */
function openAt(walk: Walk, offset: number): string[] {
  const open = walk.open.filter((element) => element.offset < offset).map(({ name }) => name);
  return open.length > 0 ? open : [walk.root];
}

function mismatch(text: string, walk: Walk, open: readonly string[]): FormatProblem {
  const found = /^<\/([^\s<>]{1,100})/.exec(text.slice(walk.at, walk.at + 120))?.[1];
  const expected = open.at(-1) ?? walk.root;
  if (found === undefined) return say.malformedAt(walk.at, 'a tag is not finished');
  return say.malformedAt(walk.at, `</${found}> is found where </${expected}> is expected`);
}

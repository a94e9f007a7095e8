import { hostOfCommand } from './command.ts';
import { headingOf } from './heading.ts';
import type { HeadingStrength } from './heading-rules.ts';
import { looksLikeHost } from './host-name.ts';
import type { NameWords } from './name-words.ts';
import { hostOfPrompt } from './prompt.ts';

/** Lines before a document that are looked at, and characters of each. */
const MAX_LINES = 60;
const MAX_LINE = 600;

/** The sources of a host's name, the weakest first. */
const strength = { anyWord: 0, prompt: 1, likelyWord: 2, heading: 3, command: 4 } as const;

/**
 * Whose the text after `context` is, by what comes before it: the command that printed it, a heading, the
 * prompt; within each, the nearest. Several names mean several hosts that printed the same.
 */
export function namesFromContext(context: string, words: NameWords): readonly string[] | undefined {
  const lines = lastLines(context);
  const found: (readonly string[] | undefined)[] = [];
  const note = (index: number, names: readonly string[]) => {
    found[index] = names;
  };
  lines.forEach((line, i) => {
    const prompt = hostOfPrompt(line, words);
    const command = hostOfCommand(line, words);
    if (command !== undefined)
      note(words.printsCpu.test(line) ? strength.command : strength.prompt, [command]);
    else if (prompt !== undefined) note(strength.prompt, [prompt]);
    else if (!words.command.test(line)) {
      const heading = headingOf(line, words);
      if (heading === undefined) return;
      const ruled = isRule(lines[i - 1]) && isRule(lines[i + 1]);
      const { names } = heading;
      if (heading.strength === 'clear' || ruled) note(strength.heading, names);
      else if (isDirectlyAbove(lines.slice(i + 1), heading.strength, words)) {
        const isLikely = names.every((name) => looksLikeHost(name, words));
        note(isLikely ? strength.likelyWord : strength.anyWord, names);
      }
    }
  });
  return found.findLast((names) => names !== undefined);
}

function isDirectlyAbove(next: readonly string[], how: HeadingStrength, words: NameWords): boolean {
  if (how === 'directly' && next.some((line) => words.command.test(line))) return false;
  return next.every((line) => saysNothing(line, words));
}

/** The last lines that hold something, oldest first. */
export function lastLines(context: string): string[] {
  const lines: string[] = [];
  let end = context.length;
  for (let i = 0; i < 4 * MAX_LINES && lines.length < MAX_LINES && end >= 0; i++) {
    const start = context.lastIndexOf('\n', end - 1) + 1;
    if (end > start) {
      const line = context.slice(Math.max(start, end - MAX_LINE), end).trimEnd();
      if (line.trim() !== '' && !/^\s*<\?xml\b/.test(line)) lines.unshift(line);
    }
    if (start === 0) break;
    end = start - 1;
  }
  return lines;
}

/** dshbak's and clush's `----------------`, more's `::::::::::::::`. */
function isRule(line: string | undefined): boolean {
  return line !== undefined && /^\s*([-=:*_])\1{3,200}\s*$/.test(line);
}

/** Fences, rules, quotes, YAML's `output: |`, commands without a host: a weak heading's document may come after them. */
function saysNothing(line: string, words: NameWords): boolean {
  if (!/[\p{L}\p{N}]/u.test(line) || words.command.test(line)) return true;
  return /^\s*(?:(?:```|~~~)\s*\w{0,12}\s*$|[[{]\s*"|\w{1,40}: [|>][-+\d]{0,2}$)/.test(line);
}

import { expect, test } from 'vitest';
import { words } from '../known.test-support.ts';
import { commandRules, hostOfCommand } from './command.ts';
import { headingOf } from './heading.ts';
import { headingRules } from './heading-rules.ts';
import { hostOfPrompt, promptRules } from './prompt.ts';

const examples = headingRules.flatMap((rule) =>
  rule.examples.map(([line, ...names]) => ({ rule, line, names })),
);

test.each(examples)('$line', ({ rule, line, names }) => {
  const found = rule.pattern.exec(line)?.[1];
  const given = found === undefined ? undefined : rule.read(found, words);
  expect(given ?? []).toEqual(names);
  // No rule before it takes the line.
  if (names.length > 0) expect(headingOf(line, words)).toEqual({ names, strength: rule.strength });
});

const prompts = promptRules.flatMap(({ examples }, at) =>
  examples.map(([line, host]) => ({ at, line, host })),
);

test.each(prompts)('the prompt $line', ({ at, line, host }) => {
  expect(promptRules.findIndex(({ pattern }) => pattern.test(line))).toBe(at);
  expect(hostOfPrompt(line, words)).toBe(host);
});

const commands = commandRules.flatMap(({ examples, hostOf }) =>
  examples.map(([line, host]) => ({ line, host, hostOf })),
);

test.each(commands)('the command $line', ({ line, host, hostOf }) => {
  expect(hostOf(line, words)).toBe(host);
  expect(hostOfCommand(line, words)).toBe(host);
});

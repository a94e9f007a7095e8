import { expect, test } from 'vitest';
import { words } from '../known.test-support.ts';
import { headingOf } from './heading.ts';
import { headingRules } from './heading-rules.ts';

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

import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { brokenLaws } from './checks.test-support.ts';
import { fixture } from './fixtures.test-support.ts';
import { readText } from './intake.ts';

const names = readdirSync(new URL('./fixtures/findings/', import.meta.url))
  .filter((name) => name.endsWith('.txt'))
  .sort();

test.each(names)('a finding of the fuzzer stays mended: %s', (name) => {
  const text = fixture(`findings/${name}`);
  expect(brokenLaws(text, readText(text, 'a.xml'))).toEqual([]);
});

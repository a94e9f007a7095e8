import { expect, test } from 'vitest';
import { tooManyListed } from './problem-sentences.ts';

test('a list that is too long is told with its count and the limit', () => {
  const { say } = tooManyListed(0, { what: 'The lscpu output', count: 5000, unit: 'flags' });
  expect(say('kvm-01', 3)).toBe('The lscpu output of kvm-01 (line 3) lists 5,000 flags; the limit is 4,096.');
});

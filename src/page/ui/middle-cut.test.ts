import { expect, test } from 'vitest';
import { cutMiddle } from './middle-cut.tsx';

test.each([
  ['kvm-03', 9, 'kvm-03'],
  ['compute-rack4-0147', 9, 'comp…0147'],
  ['compute-rack4-0147', 10, 'comp…-0147'],
  ['abcdef', 2, 'a…f'],
  ['compute-….az-1.example.org', 18, 'compute-…ample.org'],
  ['🖥🖥🖥🖥🖥🖥', 3, '🖥…🖥'],
])('%s in %i characters is %s', (name, max, cut) => {
  expect(cutMiddle(name, max)).toBe(cut);
});

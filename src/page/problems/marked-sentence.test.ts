import { expect, test } from 'vitest';
import { markedParts } from './marked-sentence.tsx';

test.each([
  [
    'kvm-03.xml stops at line 47, inside <cpu>.',
    ['kvm-03.xml'],
    ['[kvm-03.xml]', ' stops at line 47, inside ', '[<cpu>]', '.'],
  ],
  ['inside `<cpu>`', [], ['inside ', '[<cpu>]']],
  ['a (1).xml, a', ['a', 'a (1).xml'], ['[a (1).xml]', ', ', '[a]']],
  ['nothing', [''], ['nothing']],
])('%s', (sentence, names, expected) => {
  expect(markedParts(sentence, names).map(({ text, isCode }) => (isCode ? `[${text}]` : text))).toEqual(
    expected,
  );
});

import { expect, test } from 'vitest';
import { visibleLines, visibleText } from './visible-text.ts';

test.each([
  ['kvm-03', 'kvm-03'],
  ['wirt-ä-日本-01', 'wirt-ä-日本-01'],
  ['kvm\u202e10', 'kvm<U+202E>10'],
  ['kvm\u200b-01', 'kvm<U+200B>-01'],
  ['a\nb\u0000c\u007f', 'a<U+000A>b<U+0000>c<U+007F>'],
  ['a\ud800b', 'a<U+D800>b'],
  ['tag\u{e0041}', 'tag<U+E0041>'],
])('%j is shown as %j', (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test('lines and tabs of an excerpt stay', () => {
  expect(visibleLines('a\n\tb\u202e')).toBe('a\n\tb<U+202E>');
});

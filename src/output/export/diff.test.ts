import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DiffLine, diffLines } from './diff.ts';

/** The format of `diff -u`, without the file names. */
function diffText(lines: readonly DiffLine[]): string {
  const signs = { hunk: '', same: ' ', added: '+', removed: '-' };
  return lines.map(({ kind, text }) => `${signs[kind]}${text}\n`).join('');
}

const xml = (...lines: string[]) => lines.map((line) => `${line}\n`).join('');

test('equal texts have no diff', () => {
  expect(diffLines(xml('a', 'b'), xml('a', 'b'))).toEqual([]);
});

test('a changed line is taken out and put in, with one line around it', () => {
  expect(diffText(diffLines(xml('a', 'b', 'c', 'd'), xml('a', 'x', 'c', 'd')))).toBe(
    xml('@@ -1,3 +1,3 @@', ' a', '-b', '+x', ' c'),
  );
});

test('changes that are far apart are two hunks, close ones are one', () => {
  const before = xml('a', 'b', 'c', 'd', 'e', 'f', 'g');
  expect(diffText(diffLines(before, xml('A', 'b', 'c', 'd', 'e', 'F', 'g')))).toBe(
    xml('@@ -1,2 +1,2 @@', '-a', '+A', ' b', '@@ -5,3 +5,3 @@', ' e', '-f', '+F', ' g'),
  );
  expect(diffText(diffLines(before, xml('A', 'b', 'c', 'D', 'e', 'f', 'g')))).toBe(
    xml('@@ -1,5 +1,5 @@', '-a', '+A', ' b', ' c', '-d', '+D', ' e'),
  );
});

test('lines that are only added or only taken out are counted as diff -u counts them', () => {
  expect(diffText(diffLines(xml('a', 'c'), xml('a', 'b', 'c')))).toBe(
    xml('@@ -1,2 +1,3 @@', ' a', '+b', ' c'),
  );
  expect(diffText(diffLines('', xml('a')))).toBe(xml('@@ -0,0 +1,1 @@', '+a'));
  expect(diffText(diffLines(xml('a'), ''))).toBe(xml('@@ -1,1 +0,0 @@', '-a'));
});

test('two texts too long to compare line by line are one replacement', () => {
  const long = (word: string) => Array.from({ length: 2100 }, (_, i) => `${word} ${i}\n`).join('');
  const lines = diffLines(long('a'), long('b'));
  expect(lines.filter(({ kind }) => kind === 'removed')).toHaveLength(2100);
  expect(lines.filter(({ kind }) => kind === 'added')).toHaveLength(2100);
});

test('with all of the text as context the diff gives both texts back', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => xml(...lines));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after, 100);
      const side = (without: DiffLine['kind']) =>
        lines.flatMap(({ kind, text: line }) => (kind === without || kind === 'hunk' ? [] : [`${line}\n`]));
      expect(side('added').join('')).toBe(before === after ? '' : before);
      expect(side('removed').join('')).toBe(before === after ? '' : after);
    }),
    { seed: 1, numRuns: 500 },
  );
});

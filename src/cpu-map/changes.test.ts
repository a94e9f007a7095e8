import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyChanges, findChanges } from './changes.ts';
import { builtInReleases, loadFacts } from './releases.ts';

it.each(builtInReleases)('the loaded map of %s equals its file, to the letter', async (release) => {
  const file = readFileSync(join(import.meta.dirname, 'data', `libvirt-${release}.json`), 'utf8');
  expect(JSON.stringify(await loadFacts(release))).toBe(JSON.stringify(JSON.parse(file)));
});

it('takes long pieces from the base, also backwards, and writes the rest', () => {
  const [one, two] = ['x'.repeat(40), 'y'.repeat(50)];
  expect(findChanges(one + two, `new ${two}${one} end`)).toEqual(['new ', [40, 50], [-90, 40], ' end']);
  expect(findChanges(one, '')).toEqual([]);
  expect(findChanges('', one)).toEqual([one]);
});

it('applied to its base, the changes found give the text', () => {
  const piece = fc.constantFrom('a'.repeat(45), 'b'.repeat(41), 'ab'.repeat(30), 'c', '');
  const text = fc.array(fc.oneof(piece, fc.string({ maxLength: 5 }))).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, text, (base, other) => applyChanges(base, findChanges(base, other)) === other),
    { seed: 1 },
  );
});

import { describe, expect, test } from 'vitest';
import { featureNames } from './cpu-models.test-support.ts';
import { glossedFeatures, glossOf } from './glosses.ts';
import { purposeOf } from './purposes.ts';

describe('the gloss of a feature', () => {
  test('fits in 38 characters', () => {
    const long = glossedFeatures().filter((name) => (glossOf(name) ?? '').length > 38);
    expect(long).toEqual([]);
  });

  test('is never empty, shouted or ended by a period', () => {
    const odd = glossedFeatures().filter((name) => !/^[^\s!][^!]*[^.!\s]$/.test(glossOf(name) ?? ''));
    expect(odd).toEqual([]);
  });

  test('belongs to one feature only', () => {
    const glosses = glossedFeatures().map((name) => glossOf(name));
    const twice = glosses.filter((gloss, index) => glosses.indexOf(gloss) !== index);
    expect(twice).toEqual([]);
  });

  test('is there for more than 400 names', () => {
    expect(glossedFeatures().length).toBeGreaterThan(400);
  });

  test('does not exist for names that only look like properties of an object', () => {
    for (const name of ['__proto__', 'constructor', 'toString', '']) expect(glossOf(name)).toBeUndefined();
  });
});

describe('the built-in CPU maps', () => {
  const names = [...featureNames()];

  test('have a gloss for every feature', () => {
    expect(names.length).toBeGreaterThan(400);
    expect(names.filter((name) => glossOf(name) === undefined)).toEqual([]);
  });

  test('name every feature that has a gloss', () => {
    expect(glossedFeatures().filter((name) => !names.includes(name))).toEqual([]);
  });

  test('have a purpose for every feature', () => {
    expect(names.filter((name) => purposeOf(name) === 'other')).toEqual([]);
  });
});

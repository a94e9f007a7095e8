import { describe, expect, test } from 'vitest';
import { glossedFeatures, glossOf } from './glosses.ts';
import { mitigationGroups, mitigationOf } from './mitigations.ts';
import { purposeOf } from './purposes.ts';

const all = mitigationGroups.flatMap((group) => group.features);

describe('the table of mitigations', () => {
  test('names every feature once, and only features that are known', () => {
    const names = all.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => glossOf(name) === undefined)).toEqual([]);
  });

  test('has every feature whose purpose is security', () => {
    const security = glossedFeatures().filter((name) => purposeOf(name) === 'security');
    expect(security.length).toBeGreaterThan(45);
    expect(security.filter((name) => mitigationOf(name) === undefined)).toEqual([]);
  });

  test('calls what ends in -no an immunity', () => {
    const wrong = all.filter(({ name, kind }) => name.endsWith('-no') && kind !== 'immunity');
    expect(wrong).toEqual([]);
  });

  test('says one sentence of each feature', () => {
    expect(all.filter(({ says }) => !/^[A-Z][^!]+\.$/.test(says) || says.includes('. '))).toEqual([]);
  });

  test('has groups with a name, an id of their own and at least one feature', () => {
    expect(new Set(mitigationGroups.map(({ id }) => id)).size).toBe(mitigationGroups.length);
    expect(mitigationGroups.filter(({ title, features }) => title === '' || features.length === 0)).toEqual(
      [],
    );
  });

  test('warns of what lets an attack in rather than stopping one', () => {
    const care = all.filter(({ kind }) => kind === 'needs-care').map(({ name }) => name);
    expect(care.sort()).toEqual(['hle', 'rsba', 'rtm']);
    expect(purposeOf('rsba')).toBe('security');
  });

  test('knows nothing of features outside security, nor of properties of an object', () => {
    for (const name of ['avx2', '__proto__', 'constructor', '']) expect(mitigationOf(name)).toBeUndefined();
  });
});

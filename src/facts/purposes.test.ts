import { describe, expect, test } from 'vitest';
import { glossedFeatures } from './glosses.ts';
import { type PurposeId, purposeOf, purposes } from './purposes.ts';

describe('the purpose of a feature', () => {
  test('is known for every feature that has a gloss', () => {
    expect(glossedFeatures().filter((name) => purposeOf(name) === 'other')).toEqual([]);
  });

  test.each<[string, PurposeId]>([
    ['avx2', 'instruction-sets'],
    ['avx512vnni', 'avx512'],
    ['amx-tile', 'amx'],
    ['aes', 'crypto'],
    ['md-clear', 'security'],
    ['gds-no', 'security'],
    ['amd-no-ssb', 'security'],
    ['ospke', 'protection'],
    ['la57', 'memory'],
    ['xsaves', 'state'],
    ['invtsc', 'timers'],
    ['vmx', 'vmx'],
    ['vmx-ept', 'vmx'],
    ['npt', 'svm'],
    ['sgx-kss', 'sgx'],
    ['cmt', 'monitoring'],
    ['est', 'power'],
    ['topoext', 'platform'],
    ['sve512', 'arm'],
  ])('of %s is %s', (name, purpose) => {
    expect(purposeOf(name)).toBe(purpose);
  });

  test('of an unknown name follows its family', () => {
    expect(purposeOf('vmx-of-tomorrow')).toBe('vmx');
    expect(purposeOf('avx512-of-tomorrow')).toBe('avx512');
    expect(purposeOf('amx-of-tomorrow')).toBe('amx');
    expect(purposeOf('hole-of-tomorrow-no')).toBe('security');
  });

  test('of a name without a family is other, also when it looks like a property of an object', () => {
    for (const name of ['', 'constructor', '__proto__', 'whatever']) expect(purposeOf(name)).toBe('other');
  });

  test('leaves no purpose but other without a feature', () => {
    const used = new Set<string>(glossedFeatures().map(purposeOf));
    expect(purposes.map(({ id }) => id).filter((id) => !used.has(id))).toEqual(['other']);
  });

  test('is titled once', () => {
    expect(new Set(purposes.map(({ title }) => title)).size).toBe(purposes.length);
  });
});

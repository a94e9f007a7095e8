import { describe, expect, it } from 'vitest';
import { namesInKvmTable } from './kvm-gives.ts';
import { usedBy, weightOf, weights } from './weights.ts';

/** A row for each feature of the shipped CPU maps. */
const names = namesInKvmTable();

describe('the weight of a feature', () => {
  it.each([
    ['avx2', 'speed'],
    ['avx512vnni', 'speed'],
    ['aes', 'speed'],
    ['md-clear', 'security'],
    ['mds-no', 'security'],
    ['smep', 'security'],
    ['vmx', 'convenience'],
    ['svm', 'convenience'],
    ['vmx-eptad', 'convenience'],
    ['invtsc', 'convenience'],
    ['rtm', 'rare'],
    ['mpx', 'rare'],
    ['3dnow', 'rare'],
    ['no-such-feature', 'rare'],
  ])('%s is %s', (name, weight) => {
    expect(weightOf(name)).toBe(weight);
  });

  it('is told of every feature that the maps know, and each weight has some', () => {
    const told = new Set(names.map(weightOf));
    expect([...told].sort()).toEqual(weights.map(({ weight }) => weight).sort());
  });

  it('names software only of what makes it faster, or convenient', () => {
    const named = names.filter((name) => usedBy(name) !== undefined);
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((name) => !['speed', 'convenience'].includes(weightOf(name)))).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { featureNames } from './cpu-models.test-support.ts';
import { vanishing, vanishingNames } from './vanishing.ts';

describe('ways to bring a feature back', () => {
  test('is said of features that some CPU map knows', () => {
    const known = featureNames();
    expect(vanishingNames().filter((name) => !known.has(name))).toEqual([]);
  });

  test('names its source', () => {
    for (const name of vanishingNames()) expect(vanishing(name)?.source).toMatch(/^Linux/);
  });

  test('is not there for names that only look like properties of an object', () => {
    for (const name of ['__proto__', 'constructor', '']) expect(vanishing(name)).toBeUndefined();
  });
});

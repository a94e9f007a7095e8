import { describe, expect, test } from 'vitest';
import { explainedFeatures, explanationOf } from './explanations.ts';
import { glossedFeatures, glossOf } from './glosses.ts';

const texts = explainedFeatures().map((name) => ({ name, text: explanationOf(name) ?? '' }));

describe('the explanation of a feature', () => {
  test('is there for every feature that has a gloss', () => {
    expect(glossedFeatures().filter((name) => explanationOf(name) === undefined)).toEqual([]);
    expect(explainedFeatures().length).toBe(glossedFeatures().length);
  });

  test('is one or two sentences, three at most, of 260 characters together', () => {
    const sentences = (text: string) => text.split(/[.](?= |$)/).length - 1;
    expect(texts.filter(({ text }) => text.length > 260 || sentences(text) > 3)).toEqual([]);
  });

  test('begins with a capital or a name, ends with a period and never shouts', () => {
    expect(texts.filter(({ text }) => !/^[A-Zx0-9][^!]+\.$/.test(text))).toEqual([]);
  });

  test('says more than the gloss', () => {
    expect(texts.filter(({ name, text }) => text === `${glossOf(name)}.`)).toEqual([]);
  });

  test('does not exist for names that only look like properties of an object', () => {
    for (const name of ['__proto__', 'constructor', 'toString', ''])
      expect(explanationOf(name)).toBeUndefined();
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { glossedFeatures, glossOf } from './glosses.ts';
import { purposeOf } from './purposes.ts';

const cpuMaps = fileURLToPath(new URL('../../../shared/cpu_map/', import.meta.url));
const featureFiles = ['libvirt-9.0.0', 'libvirt-11.3.0', 'libvirt-12.8.0']
  .flatMap((release) => ['x86', 'arm'].map((arch) => `${cpuMaps}${release}/${arch}_features.xml`));

function namesIn(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/<feature name='([^']+)'/g)].map((match) => match[1] ?? '');
}

describe('the gloss of a feature', () => {
  test('fits in 38 characters', () => {
    const long = glossedFeatures().filter((name) => (glossOf(name) ?? '').length > 38);
    expect(long).toEqual([]);
  });

  test('is never empty, shouted or ended by a period', () => {
    const odd = glossedFeatures().filter((name) => !/^\S(?!.*[!]).*[^.\s]$/.test(glossOf(name) ?? ''));
    expect(odd).toEqual([]);
  });

  test('belongs to one feature only', () => {
    const glosses = glossedFeatures().map((name) => glossOf(name));
    const twice = glosses.filter((gloss, index) => glosses.indexOf(gloss) !== index);
    expect(twice).toEqual([]);
  });

  test('is there for about 400 names, and none is told twice', () => {
    expect(glossedFeatures().length).toBeGreaterThan(410);
    expect(new Set(glossedFeatures()).size).toBe(glossedFeatures().length);
  });

  test('does not exist for names that only look like properties of an object', () => {
    for (const name of ['__proto__', 'constructor', 'toString', '']) expect(glossOf(name)).toBeUndefined();
  });
});

describe.runIf(featureFiles.every((file) => existsSync(file)))('the CPU maps of three libvirt releases', () => {
  const names = new Set(featureFiles.flatMap(namesIn));

  test('have a gloss for every feature', () => {
    expect(names.size).toBeGreaterThan(400);
    expect([...names].filter((name) => glossOf(name) === undefined)).toEqual([]);
  });

  test('have no feature that is glossed but named by none of them', () => {
    expect(glossedFeatures().filter((name) => !names.has(name))).toEqual([]);
  });

  test('have a purpose for every feature', () => {
    expect([...names].filter((name) => purposeOf(name) === 'other')).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { cpuModels } from './cpu-models.test-support.ts';
import { glossOf } from './glosses.ts';
import { x8664Levels } from './x86-64-levels.ts';

const required = x8664Levels.flatMap((level) => level.features);

function levelOf(features: ReadonlySet<string>): string | undefined {
  const missed = x8664Levels.findIndex((level) => level.features.some((name) => !features.has(name)));
  return x8664Levels.at(missed === -1 ? -1 : missed - 1)?.name;
}

describe('the x86-64 levels', () => {
  test('stand in order', () => {
    expect(x8664Levels.map(({ name }) => name)).toEqual(['x86-64-v1', 'x86-64-v2', 'x86-64-v3', 'x86-64-v4']);
  });

  test('require each feature once, and only features that are known', () => {
    expect(new Set(required).size).toBe(required.length);
    expect(required.filter((name) => glossOf(name) === undefined)).toEqual([]);
  });

  test.each([
    ['x86-64-v1', 'cmov cx8 fpu fxsr lm mmx sse sse2 syscall'],
    ['x86-64-v2', 'cx16 lahf_lm pni popcnt sse4.1 sse4.2 ssse3'],
    ['x86-64-v3', 'abm avx avx2 bmi1 bmi2 f16c fma movbe xsave'],
    ['x86-64-v4', 'avx512bw avx512cd avx512dq avx512f avx512vl'],
  ])('ask for what the psABI lists at %s', (name, features) => {
    const level = x8664Levels.find((each) => each.name === name);
    expect([...(level?.features ?? [])].sort().join(' ')).toBe(features);
  });

  test('are not decided by what mirrors the running OS', () => {
    expect(required).not.toContain('osxsave');
  });
});

describe('of the models of libvirt 12.8', () => {
  test.each([
    ['core2duo', 'x86-64-v1'],
    ['Nehalem', 'x86-64-v2'],
    ['SandyBridge', 'x86-64-v2'],
    ['Haswell', 'x86-64-v2'],
    ['EPYC', 'x86-64-v3'],
    ['Skylake-Client', 'x86-64-v3'],
    ['Skylake-Server', 'x86-64-v4'],
    ['EPYC-Genoa', 'x86-64-v4'],
  ])('%s reaches %s', (model, level) => {
    const features = cpuModels('libvirt-12.8.0').get(model)?.features ?? new Set<string>();
    expect(levelOf(features)).toBe(level);
  });
});

import { describe, expect, it } from 'vitest';
import type { CpuDefinition } from '../definition/definition.ts';
import { formatCpu } from '../definition/format.ts';
import { guest, host, small, words } from '../made-up.test-support.ts';
import { baseline, hypervisorBaseline } from '../verbs.ts';
import type { BaselineOptions } from './baseline.ts';

/** `model +added -disabled`, or the message. */
function told(cpus: readonly CpuDefinition[], options: BaselineOptions = {}): string {
  const computed = baseline(small, cpus, options);
  if (!computed.ok) return computed.error.message;
  const { model, features } = computed.value;
  return [model, ...features.map(({ name, policy }) => `${policy === 'require' ? '+' : '-'}${name}`)].join(
    ' ',
  );
}

const value = (cpus: readonly CpuDefinition[], options: BaselineOptions = {}) => {
  const computed = baseline(small, cpus, options);
  if (!computed.ok) throw new Error(computed.error.message);
  return computed.value;
};
const of = (vendor: string) => ({ vendor });
const all = (names: string) => words(names).map((name) => ({ name, blockers: [] }));

describe('[B1] inputs', () => {
  it.each<[string, CpuDefinition[], string]>([
    ['none', [], 'invalid argument: no CPUs given'],
    [
      'one without a model',
      [host('base'), guest(undefined), guest(undefined)],
      'invalid argument: no CPU model specified at index 1',
    ],
    [
      'nothing shared',
      [guest('base', 'disable:f0 disable:f1'), host('base')],
      'operation failed: CPUs are incompatible',
    ],
    ['an unknown model', [host('base'), host('gone')], 'internal error: Unknown CPU model gone'],
    ['an unknown feature', [host('base', 'lost')], 'internal error: Unknown CPU feature lost'],
    [
      'an unknown feature that is disabled',
      [guest('base', 'disable:lost')],
      'internal error: Unknown CPU feature lost',
    ],
    ['an unknown feature that is optional: not looked up', [guest('base', 'optional:lost')], 'base'],
  ])('%s', (_what, cpus, expected) => {
    expect(told(cpus)).toBe(expected);
  });
});

describe('[B2] [B3] vendors', () => {
  it.each<[string, CpuDefinition[], string]>([
    ['B2', [host('base', '', of('Acme'))], 'operation failed: Unknown CPU vendor Acme'],
    // The first one's vendor is not checked against its model …
    ['B2', [host('intel', '', of('AMD'))], 'base +f2'],
    // … and a missing one is not taken from it.
    ['B2', [host('intel'), host('amd')], 'base'],
    [
      'B3',
      [host('base'), host('intel', '', of('AMD'))],
      'operation failed: CPU vendor Intel of model intel differs from vendor AMD',
    ],
    [
      'B3',
      [host('base'), host('intel', '', of('Acme'))],
      'operation failed: CPU vendor Intel of model intel differs from vendor Acme',
    ],
    ['B3', [host('base'), host('base', '', of('Acme'))], 'operation failed: Unknown CPU vendor Acme'],
    ['B3', [host('base'), host('intel'), host('amd')], 'operation failed: CPU vendors do not match'],
    ['B3', [host('base', '', of('Intel')), host('amd')], 'operation failed: CPU vendors do not match'],
    [
      'B3',
      [host('base', '', of('Intel')), host('base', '', of('AMD'))],
      'operation failed: CPU vendors do not match',
    ],
    ['B3', [host('base', '', of('Intel')), host('base')], 'base'],
  ])('[%s] %#', (_rule, cpus, expected) => {
    expect(told(cpus)).toBe(expected);
  });

  it('[B5] the vendor is written where every input states one', () => {
    expect(value([host('base', '', of('Intel')), host('intel', '', of('Intel'))]).vendor).toBe('Intel');
    expect(value([host('base', '', of('Intel')), host('intel')]).vendor).toBeUndefined();
  });
});

it.each([
  ['one name, and the result has it', [host('base'), host('base', 'f5')], 'forbid'],
  ['two names', [host('base'), host('none', 'f0 f1')], 'allow'],
])('[B5] fallback: %s', (_what, cpus, fallback) => {
  expect(value(cpus)).toMatchObject({ mode: 'custom', match: 'exact', fallback });
});

describe('features that the caller allows', () => {
  it('[B4] features: all others are dropped, unknown names ignored', () => {
    expect(told([host('base', 'f5 f6')], { allowedFeatures: ['f0', 'f5', 'lost'] })).toBe('base +f5 -f1');
    expect(told([host('base')], { allowedFeatures: [] })).toBe('operation failed: CPUs are incompatible');
  });

  it('[B5] models, with what blocks them', () => {
    const pool = [host('intel', 'f5')];
    expect(told(pool, { allowedModels: all('none base') })).toBe('base +f2 +f5');
    expect(told(pool, { allowedModels: [{ name: 'base', blockers: ['f1'] }] })).toBe('base +f2 +f5 -f1');
    expect(told(pool, { allowedModels: [] })).toBe(
      'internal error: Cannot find suitable CPU model for given data',
    );
    expect(told(pool, { allowedModels: all('gone') })).toBe(
      'internal error: Cannot find suitable CPU model for given data',
    );
  });

  it('[D8] only what can migrate', () => {
    expect(told([host('base', 'f5 f7')], { migratable: true })).toBe('base +f5');
  });

  it('[B6] everything spelled out, by name', () => {
    expect(told([host('intel-new', 'f5 f4')], { expand: true })).toBe(
      'intel-new +f0 +f1 +f2 +f3 +f4 +f5 -f6',
    );
  });
});

describe('the hypervisor’s baseline', () => {
  const models = [
    { name: 'none', blockers: [] },
    { name: 'intel', blockers: ['f2'] },
  ];

  it('takes the models that QEMU lists, with blockers, and forbids a fallback', () => {
    const computed = hypervisorBaseline(small, [guest('intel', 'f5')], { models });
    expect(computed.ok && formatCpu(computed.value)).toBe(`<cpu mode='custom' match='exact'>
  <model fallback='forbid'>intel</model>
  <feature policy='require' name='f5'/>
  <feature policy='disable' name='f2'/>
</cpu>
`);
  });

  it('refuses as the other does', () => {
    expect(hypervisorBaseline(small, [], { models })).toMatchObject({ ok: false });
    expect(hypervisorBaseline(small, [guest(undefined)], { models })).toMatchObject({
      error: { message: 'invalid argument: no CPU model specified at index 0' },
    });
    expect(hypervisorBaseline(small, [guest('base')], { models: all('amd broad') })).toMatchObject({
      ok: true,
    });
    expect(hypervisorBaseline(small, [guest('gone')], { models })).toMatchObject({
      error: { message: 'internal error: Unknown CPU model gone' },
    });
  });
});

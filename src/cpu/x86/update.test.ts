import { describe, expect, it } from 'vitest';
import { compileCpuMap } from '../../cpu-map/compile.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { GuestCpu, HostCpu } from '../definition/definition.ts';
import { guest, host, small } from '../made-up.test-support.ts';
import { translate } from '../verbs.ts';
import { expandX86 } from './expand.ts';
import { migratableGuest, migratableHost } from './migratable.ts';
import { isRelative, updateX86 } from './update.ts';

function listed({ model, features }: GuestCpu): string {
  return [model ?? '-', ...features.map(({ name, policy }) => `${policy}:${name}`)].join(' ');
}

function update(cpu: GuestCpu, on: HostCpu, removedPolicy?: 'require'): string {
  const input = removedPolicy === undefined ? {} : { removedPolicy };
  const updated = updateX86(small, { guest: cpu, host: on, ...input });
  return updated.ok ? listed(updated.value) : updated.error.message;
}

const on = host('base', 'f2 f5', { vendor: 'Intel' });

describe('update', () => {
  it.each<[string, GuestCpu, string]>([
    ['host-passthrough stays', guest(undefined, '', { mode: 'host-passthrough' }), '-'],
    ['maximum stays', guest(undefined, 'f4', { mode: 'maximum' }), '- require:f4'],
    ['an exact guest stays, and the host is not looked at', guest('none', 'f4'), 'none require:f4'],
    [
      'optional becomes require where the host has it, else disable',
      guest('none', 'optional:f5 optional:f4 force:f6'),
      'none require:f5 disable:f4 force:f6',
    ],
    [
      'host-model takes the host’s model and features',
      guest(undefined, '', { mode: 'host-model' }),
      'base require:f2 require:f5',
    ],
    [
      'its own features replace a policy in place or follow',
      guest(undefined, 'f4 disable:f2', { mode: 'host-model' }),
      'base disable:f2 require:f5 require:f4',
    ],
    [
      'so does match minimum',
      guest('none', 'optional:f5 optional:f3', { match: 'minimum' }),
      'base require:f2 require:f5 disable:f3',
    ],
    ['removed features are told', guest('intel-new', 'f4'), 'intel-new require:f4 disable:f6'],
    ['but not twice', guest('intel-new', 'f6'), 'intel-new require:f6'],
    [
      'an unknown optional name, small u',
      guest('none', 'optional:lost'),
      'internal error: unknown CPU feature lost',
    ],
    ['an unknown model', guest('gone'), 'internal error: Unknown CPU model gone'],
  ])('[U] %s', (_what, cpu, expected) => {
    expect(update(cpu, on)).toBe(expected);
  });

  it('[U] an unknown host is an error only where the guest depends on it', () => {
    expect(update(guest('base'), host('gone'))).toBe('base');
    expect(update(guest('base', 'optional:f1'), host('gone'))).toBe('internal error: Unknown CPU model gone');
  });

  it('[U] removed features get the policy that is asked for; in 9.0 always disable', () => {
    expect(update(guest('intel-new'), on, 'require')).toBe('intel-new require:f6');
    const old: CpuMap = { ...small, dialect: { ...small.dialect, removedPolicyAsAsked: false } };
    const updated = updateX86(old, { guest: guest('intel-new'), host: on, removedPolicy: 'require' });
    expect(updated.ok && listed(updated.value)).toBe('intel-new disable:f6');
  });

  it('[U] match and vendor: minimum becomes exact with the guest’s vendor, host-model takes the host’s', () => {
    const value = (cpu: GuestCpu) => {
      const updated = updateX86(small, { guest: cpu, host: on });
      if (!updated.ok) throw new Error(updated.error.message);
      return updated.value;
    };
    const kept = { check: 'full', cache: { mode: 'disable' }, vendorId: 'KVMKVMKVMKVM' } as const;
    expect(value(guest('none', '', { match: 'minimum', vendor: 'AMD', ...kept }))).toMatchObject({
      mode: 'custom',
      match: 'exact',
      vendor: 'AMD',
      ...kept,
    });
    expect(value(guest(undefined, '', { mode: 'host-model', match: 'strict', ...kept }))).toMatchObject({
      mode: 'custom',
      match: 'exact',
      vendor: 'Intel',
      ...kept,
    });
    expect(value(guest('none', 'optional:f5', { match: 'strict' })).match).toBe('strict');
  });

  it.each([
    [guest('base'), false],
    [guest('base', 'optional:f1'), true],
    [guest('base', '', { match: 'minimum' }), true],
    [guest(undefined, '', { mode: 'host-model' }), true],
    [guest(undefined, 'optional:f1', { mode: 'host-passthrough' }), false],
  ])('what a guest gets depends on the host: %#', (cpu, relative) => {
    expect(isRelative(cpu)).toBe(relative);
  });
});

describe('translate', () => {
  const translated = (cpu: GuestCpu, names?: string) => {
    const allowed = names?.split(' ').map((name) => ({ name, blockers: [] }));
    const result = translate(small, cpu, { allowed });
    return result.ok ? listed(result.value) : result.error.message;
  };

  it.each([
    ['nothing where all models are allowed', guest('gone'), undefined, 'gone'],
    ['nothing for a model that is allowed', guest('intel', 'f5'), 'intel none', 'intel require:f5'],
    ['the same bits on another model', guest('intel', 'f5'), 'none base', 'base require:f2 require:f5'],
    [
      'the guest’s own features by name over the result',
      guest('intel', 'disable:f2 optional:f6'),
      'base',
      'base disable:f2 optional:f6',
    ],
    [
      'a refusal where no fallback is allowed, before any look',
      guest('gone', '', { fallback: 'forbid' }),
      'base',
      'unsupported configuration: CPU model gone is not supported by hypervisor',
    ],
    ['an unknown model', guest('gone'), 'base', 'internal error: Unknown CPU model gone'],
    [
      'no model of another vendor',
      guest('intel'),
      'amd',
      'internal error: Cannot find suitable CPU model for given data',
    ],
    ['nothing in passthrough', guest('gone', '', { mode: 'host-passthrough' }), 'base', 'gone'],
    ['nothing in host-model', guest('gone', '', { mode: 'host-model', fallback: 'forbid' }), 'base', 'gone'],
  ])('%s', (_what, cpu, allowed, expected) => {
    expect(translated(cpu, allowed)).toBe(expected);
  });
});

describe('expand', () => {
  const expand = (cpu: GuestCpu | HostCpu) => {
    const expanded = expandX86(small, cpu);
    if (!expanded.ok) return expanded.error.message;
    return expanded.value.kind === 'guest' ? listed(expanded.value) : expanded.value.features.join(' ');
  };

  it.each([
    [
      'the model’s features, the definition’s over them, the removed ones',
      guest('intel-new', 'f5 disable:f2'),
      'intel-new require:f0 require:f1 disable:f2 require:f3 require:f5 disable:f6',
    ],
    [
      'other policies are dropped',
      guest('base', 'force:f5 optional:f4 forbid:f1'),
      'base require:f0 require:f1',
    ],
    ['names are not looked up', guest('base', 'Z a'), 'base require:Z require:a require:f0 require:f1'],
    ['a guest without a model', guest(undefined, 'f5'), '- require:f5'],
    ['an unknown model, small u', guest('gone'), 'internal error: unknown CPU model gone'],
    ['an unknown model of a host', host('gone'), 'internal error: unknown CPU model gone'],
    ['a host', host('intel', 'lost f5 f0'), 'f0 f1 f2 f5 lost'],
  ])('[B6] %s', (_what, cpu, expected) => {
    expect(expand(cpu)).toBe(expected);
  });

  it('a host keeps what is the machine’s, not its model and vendor', () => {
    const more = { vendor: 'Intel', microcode: 3, signature: { family: 6, model: 1, stepping: 1 } };
    const expanded = expandX86(small, host('base', '', { ...more, cache: { mode: 'disable' } }));
    expect(expanded.ok && expanded.value).toEqual({
      kind: 'host',
      arch: 'x86_64',
      microcode: 3,
      signature: more.signature,
      cache: { mode: 'disable' },
      features: ['f0', 'f1'],
    });
  });
});

it('the migratable copy is without listed features that block migration, whatever their policy', () => {
  expect(migratableHost(small, host('base', 'f5 f7 lost')).features).toEqual(['f5', 'lost']);
  expect(listed(migratableGuest(small, guest('base', 'disable:f7 f5')))).toBe('base require:f5');
});

it('a map without the features of a definition throws nothing', () => {
  const empty = compileCpuMap({
    format: 1,
    release: 'empty',
    origin: '',
    x86: { vendors: [], features: [], models: [] },
    ppc64: { vendors: [], models: [] },
    arm: { vendors: [], features: '', models: [] },
  });
  expect(updateX86(empty, { guest: guest('base', 'optional:f1'), host: on }).ok).toBe(false);
  expect(translate(empty, guest('base'), { allowed: [] }).ok).toBe(false);
  expect(expandX86(empty, on).ok).toBe(false);
});

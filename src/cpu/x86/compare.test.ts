import { describe, expect, it } from 'vitest';
import type { CpuDefinition } from '../definition/definition.ts';
import { guest, host, small } from '../made-up.test-support.ts';
import { type Comparison, compareX86, unknownNames } from './compare.ts';

function compare(on: CpuDefinition, cpu: CpuDefinition): Comparison {
  const compared = compareX86(small, on, cpu);
  if (!compared.ok) throw new Error(compared.error.message);
  return compared.value;
}

const message = (on: CpuDefinition, cpu: CpuDefinition) => {
  const compared = compareX86(small, on, cpu);
  return compared.ok ? compared.value.message : compared.error.message;
};
const incompatible = 'the CPU is incompatible with host CPU: ';

describe('a host and a CPU', () => {
  it.each<[string, CpuDefinition, CpuDefinition, Comparison['result']]>([
    ['the same definition', host('base'), host('base'), 'identical'],
    ['the same bits in other words', host('base', 'f2'), host('none', 'f0 f1 f2'), 'identical'],
    ['more on the host', host('intel'), host('base'), 'superset'],
    ['less on the host', host('base'), host('intel'), 'incompatible'],
    ['a guest that the host has', host('intel'), guest('base'), 'superset'],
    [
      'a guest that disables what the host has beyond',
      host('intel'),
      guest('base', 'disable:f2'),
      'identical',
    ],
    [
      'optional features count for nothing',
      host('intel'),
      guest('base', 'optional:f2 optional:f5'),
      'identical',
    ],
    ['forced features need no host', host('base'), guest('base', 'force:f5'), 'identical'],
    [
      'a feature of the model that is disabled need not be there',
      host('base'),
      guest('intel', 'disable:f2'),
      'identical',
    ],
    ['i686 and x86_64 are one', host('base', '', { arch: 'i686' }), host('base'), 'identical'],
    ['the mode plays no part', host('none'), guest('base', '', { mode: 'host-passthrough' }), 'incompatible'],
    ['a guest without a model', host('base'), guest(undefined, 'f0'), 'superset'],
    ['strict and exactly so', host('base'), guest('base', '', { match: 'strict' }), 'identical'],
    ['strict and more', host('intel'), guest('base', '', { match: 'strict' }), 'incompatible'],
    ['half of a feature of two bits', host('base', 'left'), host('base', 'wide'), 'incompatible'],
    ['a vendor that none states', host('base', '', { vendor: 'Intel' }), guest('base'), 'identical'],
  ])('[C] %s', (_what, on, cpu, result) => {
    expect(compare(on, cpu).result).toBe(result);
  });

  it.each<[string, CpuDefinition, CpuDefinition, string]>([
    [
      'C1',
      host('base'),
      host('base', '', { arch: 'aarch64', vendor: 'X' }),
      'CPU arch aarch64 does not match host arch',
    ],
    [
      'C2',
      host('base'),
      guest('base', '', { vendor: 'AMD' }),
      'host CPU vendor does not match required CPU vendor AMD',
    ],
    [
      'C2',
      host('gone', '', { vendor: 'Intel' }),
      guest('lost', 'lost', { vendor: 'AMD' }),
      'host CPU vendor does not match required CPU vendor AMD',
    ],
    [
      'C4',
      host('base', 'f2'),
      guest('amd', 'forbid:f2 forbid:f1'),
      'Host CPU provides forbidden features: f1, f2',
    ],
    [
      'C5',
      host('none'),
      guest('base', 'f5 wide'),
      'Host CPU does not provide required features: f0, f1, f5, wide, left, right',
    ],
    [
      'C6',
      host('intel', 'f5'),
      guest('base', '', { match: 'strict' }),
      'Host CPU does not strictly match guest CPU: Extra features: f2, f5',
    ],
  ])('[%s] the first reason is libvirt’s message', (_rule, on, cpu, text) => {
    expect(message(on, cpu)).toBe(incompatible + text);
  });

  it.each([
    ['the host’s model before all', host('gone', 'x'), guest('lost', 'y'), 'Unknown CPU model gone'],
    ['the host’s features', host('base', 'x'), guest('lost', 'y'), 'Unknown CPU feature x'],
    ['the CPU’s model', host('base'), guest('lost', 'y'), 'Unknown CPU model lost'],
    [
      'the CPU’s features, optional ones too',
      host('base'),
      guest('base', 'optional:y'),
      'Unknown CPU feature y',
    ],
    [
      'policy after policy, the model with require',
      host('base'),
      guest('lost', 'forbid:a disable:b optional:c require:d force:e'),
      'Unknown CPU feature e',
    ],
    [
      'the model before what is required',
      host('base'),
      guest('lost', 'forbid:a disable:b optional:c require:d'),
      'Unknown CPU model lost',
    ],
    [
      'disable before forbid',
      host('base'),
      guest('base', 'forbid:a disable:b optional:f0'),
      'Unknown CPU feature b',
    ],
  ])('[C3] unknown names are errors: %s', (_what, on, cpu, text) => {
    expect(message(on, cpu)).toBe(`internal error: ${text}`);
  });
});

describe('beyond libvirt, every reason is given', () => {
  it('vendor, forbidden, missing and extra at once', () => {
    const on = host('none', 'f0 f2 f5', { vendor: 'Intel' });
    const cpu = guest('base', 'f4 forbid:f2', { vendor: 'AMD', match: 'strict' });
    expect(compare(on, cpu)).toEqual({
      result: 'incompatible',
      message: `${incompatible}host CPU vendor does not match required CPU vendor AMD`,
      reasons: [
        { kind: 'vendor', wanted: 'AMD', host: 'Intel' },
        { kind: 'forbidden', features: ['f2'] },
        { kind: 'missing', features: ['f1', 'f4'] },
        { kind: 'extra', features: ['f2', 'f5'] },
      ],
      extra: ['f2', 'f5'],
    });
  });

  it('arch and vendor', () => {
    const { reasons } = compare(host('base'), host('base', '', { arch: 'ppc64', vendor: 'IBM' }));
    expect(reasons.map(({ kind }) => kind)).toEqual(['arch', 'vendor']);
  });

  it('names that an earlier reason kept libvirt from looking up', () => {
    const compared = compare(host('gone', 'x'), guest('base', 'x disable:y', { vendor: 'AMD' }));
    expect(compared.unknown).toEqual(['gone', 'x', 'y']);
    expect(compare(host('base'), guest('base', '', { vendor: 'AMD' })).unknown).toBeUndefined();
  });

  it('all unknown names of a definition', () => {
    expect(unknownNames(small, guest('gone', 'f0 x optional:y disable:z'))).toEqual({
      model: 'gone',
      features: ['x', 'y', 'z'],
    });
    expect(unknownNames(small, host('base', 'f5'))).toEqual({ model: undefined, features: [] });
  });
});

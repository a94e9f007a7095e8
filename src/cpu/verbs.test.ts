import { describe, expect, it } from 'vitest';
import { loadCpuMap } from '../cpu-map/releases.ts';
import type { CpuDefinition, GuestCpu, HostCpu } from './definition/definition.ts';
import type { Answer } from './definition/result.ts';
import { guest, host, small } from './made-up.test-support.ts';
import {
  baseline,
  compare,
  comparesWithoutLooking,
  expand,
  guestCpu,
  hasFeature,
  translate,
  update,
} from './verbs.ts';

const [newest, old] = await Promise.all([loadCpuMap('12.8.0'), loadCpuMap('9.0.0')]);
const on = (arch: string, model = 'm', more: Partial<HostCpu> = {}) => host(model, '', { arch, ...more });
const message = (answer: Answer<unknown>) => (answer.ok ? undefined : answer.error.message);
const result = (map: typeof small, first: HostCpu, second: CpuDefinition) => {
  const compared = compare(map, first, second);
  return compared.ok ? (compared.value.message ?? compared.value.result) : compared.error.message;
};
const listed = ({ model, features }: GuestCpu) =>
  [model, ...features.map(({ name, policy }) => `${policy}:${name}`)].join(' ');
const notSupported = 'this function is not supported by the connection driver: ';

describe('the host’s architecture chooses the driver', () => {
  it.each(['riscv64', 's390', 's390x', 'loongarch64'])('%s answers identical without looking', (arch) => {
    expect(result(small, on(arch), guest('gone', 'lost'))).toBe('identical');
    expect(message(baseline(small, [on(arch)]))).toBe(
      `${notSupported}cannot compute baseline CPU of ${arch} architecture`,
    );
    expect(message(hasFeature(small, on(arch), 'f0'))).toBe(
      `${notSupported}cannot check guest CPU feature for ${arch} architecture`,
    );
  });

  it.each(['riscv64', 'loongarch64'])('%s had none in 9.0', (arch) => {
    const words =
      arch === 'riscv64'
        ? `${notSupported}'riscv64' architecture is not supported by CPU driver`
        : 'internal error: undefined hardware architecture';
    expect(result(old, on(arch), guest('base'))).toBe(words);
    expect(message(baseline(old, [on(arch)]))).toBe(words);
    expect(comparesWithoutLooking(old, arch)).toBe(false);
    expect(comparesWithoutLooking(newest, arch)).toBe(true);
  });

  it.each(['alpha', 'ppc', 'sparc64', 'riscv32'])('%s has none', (arch) => {
    const refusal = `${notSupported}'${arch}' architecture is not supported by CPU driver`;
    expect(result(small, on(arch), guest('base'))).toBe(refusal);
    expect(message(baseline(small, [on(arch)]))).toBe(refusal);
    expect(message(update(small, { guest: guest('base'), host: on(arch) }))).toBe(refusal);
    expect(message(expand(small, on(arch)))).toBe(refusal);
    expect(message(translate(small, guest('base'), { allowed: undefined, arch }))).toBe(refusal);
    expect(message(hasFeature(small, on(arch), 'f0'))).toBe(refusal);
  });

  it('a name that is no architecture has no driver either', () => {
    expect(message(baseline(small, [host('base')], { arch: 'amd64' }))).toBe(
      'internal error: undefined hardware architecture',
    );
  });

  it('the one asked for comes before the first CPU’s, and the others’ are not looked at', () => {
    expect(baseline(small, [on('s390x', 'base')], { arch: 'x86_64' })).toMatchObject({
      value: { model: 'base' },
    });
    expect(baseline(small, [host('base'), on('aarch64', 'base')])).toMatchObject({
      value: { model: 'base' },
    });
    expect(expand(small, on('aarch64', 'base'), 'x86_64')).toMatchObject({
      value: { features: ['f0', 'f1'] },
    });
  });

  it('expand sorts the features where the driver knows no models, and leaves a host’s model out', () => {
    const features = ['b', 'a'];
    expect(expand(small, on('aarch64', 'base', { features, vendor: 'ARM' }))).toEqual({
      ok: true,
      value: { kind: 'host', arch: 'aarch64', features: ['a', 'b'] },
    });
    expect(expand(small, guest('base', 'disable:b a'), 's390x')).toEqual({
      ok: true,
      value: guest('base', 'a disable:b'),
    });
  });

  it.each(['aarch64', 'riscv64', 's390x'])('%s gives host-model the host’s model', (arch) => {
    const cpu = guest(undefined, '', { mode: 'host-model', fallback: 'forbid' });
    const onto = on(arch, 'm', { vendor: 'V', features: ['a', 'b'] });
    expect(update(small, { guest: cpu, host: onto })).toEqual({
      ok: true,
      value: guest('m', 'a b', { vendor: 'V', fallback: 'forbid' }),
    });
    const passthrough = guest('gone', 'optional:a', { mode: 'host-passthrough' });
    expect(update(small, { guest: passthrough, host: onto })).toEqual({ ok: true, value: passthrough });
  });

  it.each<[string, string, GuestCpu, string]>([
    ['aarch64', 'nothing of a custom guest', guest('x', 'optional:a', { match: 'minimum' }), 'x optional:a'],
    [
      'aarch64',
      'what host-model asks for',
      guest(undefined, 'disable:a', { mode: 'host-model' }),
      'm require:a',
    ],
    ['loongarch64', 'nothing', guest('x', 'optional:a', { mode: 'host-model' }), 'x optional:a'],
    [
      's390x',
      'over the host',
      guest(undefined, 'disable:a z', { mode: 'host-model' }),
      'm disable:a require:z',
    ],
    ['s390x', 'nothing', guest('x', 'a'), 'x require:a'],
    [
      's390x',
      'a refusal of minimum',
      guest('x', 'optional:a', { match: 'minimum' }),
      'unsupported configuration: match mode minimum not supported',
    ],
    [
      's390x',
      'a refusal of optional',
      guest('x', 'optional:a'),
      'unsupported configuration: optional CPU features are not supported',
    ],
  ])('%s updates: %s', (arch, _what, cpu, expected) => {
    const updated = update(small, { guest: cpu, host: on(arch, 'm', { features: ['a'] }) });
    expect(updated.ok ? listed(updated.value) : updated.error.message).toBe(expected);
  });

  it('none but x86 translates', () => {
    const input = { allowed: [{ name: 'n', blockers: [] }], arch: 'aarch64' };
    expect(message(translate(small, guest('x'), input))).toBe(
      `${notSupported}cannot translate CPU model x to a supported model`,
    );
    expect(message(translate(small, guest('x', '', { fallback: 'forbid' }), input))).toBe(
      'unsupported configuration: CPU model x is not supported by hypervisor',
    );
    expect(translate(small, guest('n'), input).ok).toBe(true);
  });
});

describe('[§10] Arm', () => {
  const n1 = on('aarch64', 'Neoverse-N1', { vendor: 'ARM' });

  it.each<[string, CpuDefinition, string]>([
    ['the same vendor and model', on('armv7l', 'Neoverse-N1', { vendor: 'ARM' }), 'identical'],
    ['a guest, without looking', guest('anything', 'at-all'), 'identical'],
    [
      'another model',
      on('aarch64', 'a64fx', { vendor: 'ARM' }),
      'the CPU is incompatible with host CPU: Host CPU model does not match required CPU vendor ARM or(and) model a64fx',
    ],
    [
      'no vendor',
      on('aarch64', 'Neoverse-N1'),
      'the CPU is incompatible with host CPU: Host CPU model does not match required CPU vendor <null> or(and) model Neoverse-N1',
    ],
  ])('%s', (_what, cpu, expected) => {
    expect(result(small, n1, cpu)).toBe(expected);
  });

  it('says which of the two differs', () => {
    const compared = compare(small, n1, on('aarch64', 'Neoverse-N1'));
    expect(compared.ok && compared.value.reasons).toEqual([
      { kind: 'arm', vendor: undefined, model: 'Neoverse-N1', differs: { vendor: true, model: false } },
    ]);
  });

  it('the baseline is the first one’s model, whatever the others are', () => {
    expect(baseline(small, [n1, on('aarch64', 'a64fx'), host('gone')])).toEqual({
      ok: true,
      value: {
        kind: 'guest',
        mode: 'custom',
        match: 'exact',
        fallback: 'allow',
        model: 'Neoverse-N1',
        features: [],
      },
    });
  });
});

describe('[§9] ppc64', () => {
  const power8 = on('ppc64', 'POWER8', { vendor: 'IBM' });

  it.each<[string, CpuDefinition, string]>([
    ['the same model', on('ppc64le', 'POWER8'), 'identical'],
    ['its name of old', guest('POWER8_v1.0'), 'identical'],
    ['a version unheard of', guest('POWER8_v2.0'), 'internal error: Unknown CPU model POWER8_v2.0'],
    [
      'another architecture',
      on('x86_64', 'POWER8', { vendor: 'Intel' }),
      'the CPU is incompatible with host CPU: CPU arch x86_64 does not match host arch',
    ],
    ['no model', guest(undefined), 'invalid argument: no CPU model specified'],
    [
      'another known model',
      guest('POWER9'),
      'the CPU is incompatible with host CPU: host CPU model does not match required CPU model POWER9',
    ],
    ['an unknown model', guest('POWER99'), 'internal error: Unknown CPU model POWER99'],
    [
      'another vendor',
      guest('POWER8', '', { vendor: 'Freescale' }),
      'the CPU is incompatible with host CPU: host CPU vendor does not match required CPU vendor Freescale',
    ],
    ['host-model', guest(undefined, '', { mode: 'host-model' }), 'identical'],
    ['an older compatibility name', guest('power7', '', { mode: 'host-model' }), 'identical'],
    [
      'a newer compatibility name',
      guest('power9', '', { mode: 'host-model' }),
      'the CPU is incompatible with host CPU',
    ],
    [
      'no compatibility name',
      guest('POWER7', '', { mode: 'host-model' }),
      'internal error: Unknown compatibility mode POWER7',
    ],
    ['passthrough', guest(undefined, '', { mode: 'host-passthrough' }), 'identical'],
  ])('%s', (_what, cpu, expected) => {
    expect(result(newest, power8, cpu)).toBe(expected);
  });

  it('a host keeps its name of old, which is unknown, and not every host has compatibility modes', () => {
    const gone = 'internal error: Unknown CPU model POWER8_v1.0';
    const named = on('ppc64', 'POWER8_v1.0', { vendor: 'IBM' });
    expect(result(newest, named, power8)).toBe(gone);
    expect(message(baseline(newest, [named]))).toBe(gone);
    const modes = guest('power8', '', { mode: 'host-model' });
    expect(result(newest, on('ppc64', 'POWERPC_e5500'), modes)).toBe(
      'internal error: Host CPU does not support compatibility modes',
    );
  });

  it.each<[HostCpu[], string]>([
    [[power8, on('ppc64', 'POWER8')], 'POWER8'],
    [[power8, on('ppc64', 'POWER9')], 'operation failed: CPUs are incompatible'],
    [[power8, on('ppc64', 'POWER99')], 'operation failed: CPUs are incompatible'],
    [[on('ppc64', 'POWER99')], 'internal error: Unknown CPU model POWER99'],
    [[power8, on('ppc64', 'POWER8', { vendor: 'Acme' })], 'operation failed: Unknown CPU vendor Acme'],
    [
      [power8, on('ppc64', 'POWER8', { vendor: 'Freescale' })],
      'operation failed: CPU vendor IBM of model POWER8 differs from vendor Freescale',
    ],
  ])('baseline %#: %s', (hosts, expected) => {
    const computed = baseline(newest, hosts);
    expect(computed.ok ? computed.value.model : computed.error.message).toBe(expected);
    if (computed.ok) expect(computed.value).toMatchObject({ fallback: 'forbid', features: [] });
  });

  it('update makes the match exact; a guest that starts loses its version', () => {
    const cpu = guest('POWER8_v1.0', 'optional:x', { match: 'minimum' });
    const exact = { ...cpu, match: 'exact' };
    expect(update(newest, { guest: cpu, host: power8 })).toEqual({ ok: true, value: exact });
    const allowed = [{ name: 'POWER8', blockers: [] }];
    expect(guestCpu(newest, { guest: cpu, host: power8, allowed })).toEqual({
      ok: true,
      value: { ...exact, model: 'POWER8' },
    });
  });
});

describe('[G] what a guest gets when it starts', () => {
  const given = (cpu: Parameters<typeof guest>, names: readonly string[] | undefined = undefined) => {
    const allowed = names?.map((name) => ({ name, blockers: [] }));
    const started = guestCpu(small, { guest: guest(...cpu), host: host('intel', 'f5'), allowed });
    if (!started.ok) return started.error.message;
    return listed(started.value);
  };

  it('is refused where it does not fit', () => {
    expect(given(['base', 'f6'])).toBe(
      'the CPU is incompatible with host CPU: Host CPU does not provide required features: f6',
    );
    expect(given(['gone'])).toBe('internal error: Unknown CPU model gone');
  });

  it('is updated, then translated', () => {
    expect(given(['base', 'optional:f5 optional:f6'])).toBe('base require:f5 disable:f6');
    expect(given(['base', 'optional:f5'], ['none'])).toBe('none require:f0 require:f1 require:f5');
    expect(given(['base', '', { fallback: 'forbid' }], ['none'])).toBe(
      'unsupported configuration: CPU model base is not supported by hypervisor',
    );
  });
});

it.each([
  ['f2', true],
  ['f5', false],
  ['wide', false],
  ['lost', 'internal error: unknown CPU feature lost'],
])('has feature %s: %s', (name, expected) => {
  const has = hasFeature(small, host('intel', 'left'), name);
  expect(has.ok ? has.value : has.error.message).toBe(expected);
  expect(message(hasFeature(small, host('gone'), name))).toBe('internal error: Unknown CPU model gone');
});

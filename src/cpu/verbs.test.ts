import { describe, expect, it } from 'vitest';
import { loadCpuMap } from '../cpu-map/releases.ts';
import type { Answer } from './answer.ts';
import type { CpuDefinition, HostCpu } from './definition.ts';
import { guest, host, small } from './made-up.test-support.ts';
import { baseline, compare, expand, guestCpu, hasFeature, translate, update } from './verbs.ts';

const [newest, old] = await Promise.all([loadCpuMap('12.8.0'), loadCpuMap('9.0.0')]);
const on = (arch: string, model = 'm', more: Partial<HostCpu> = {}) => host(model, '', { arch, ...more });
const message = (answer: Answer<unknown>) => (answer.ok ? undefined : answer.error.message);
const result = (map: typeof small, first: HostCpu, second: CpuDefinition) => {
  const compared = compare(map, first, second);
  return compared.ok ? (compared.value.message ?? compared.value.result) : compared.error.message;
};
const notSupported = 'this function is not supported by the connection driver: ';

describe('the host’s architecture chooses the driver', () => {
  it.each(['riscv64', 's390', 's390x', 'loongarch64'])('%s answers identical without looking', (arch) => {
    expect(result(small, on(arch), guest('gone', 'lost'))).toBe('identical');
    expect(update(small, { guest: guest('gone'), host: on(arch) })).toEqual({
      ok: true,
      value: guest('gone'),
    });
  });

  it.each(['alpha', 'ppc', 'sparc64', 'riscv32'])('%s has none', (arch) => {
    const refusal = `${notSupported}'${arch}' architecture is not supported by CPU driver`;
    expect(result(small, on(arch), guest('base'))).toBe(refusal);
    expect(message(baseline(small, [on(arch)]))).toBe(refusal);
    expect(message(update(small, { guest: guest('base'), host: on(arch) }))).toBe(refusal);
  });

  it('riscv64 can’t compute a baseline, which 9.0 says otherwise', () => {
    const hosts = [on('riscv64')];
    expect(message(baseline(newest, hosts))).toBe(
      `${notSupported}cannot compute baseline CPU of riscv64 architecture`,
    );
    expect(message(baseline(old, hosts))).toBe(
      `${notSupported}'riscv64' architecture is not supported by CPU driver`,
    );
    for (const map of [newest, old]) {
      expect(message(baseline(map, [on('s390x')]))).toBe(
        `${notSupported}'s390x' architecture is not supported by CPU driver`,
      );
    }
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
    expect(expand(small, on('aarch64', 'base'))).toEqual({ ok: true, value: on('aarch64', 'base') });
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
  const power8 = on('ppc64', 'POWER8_v1.0', { vendor: 'IBM' });

  it.each<[string, CpuDefinition, string]>([
    ['the same model', on('ppc64le', 'POWER8'), 'identical'],
    ['another version of it', guest('POWER8_v2.1'), 'identical'],
    [
      'another known model',
      guest('POWER9'),
      'the CPU is incompatible with host CPU: Host CPU model does not match required CPU model POWER9',
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
      'the CPU is incompatible with host CPU: Host CPU model does not match required CPU model power9',
    ],
    [
      'no compatibility name',
      guest('POWER7', '', { mode: 'host-model' }),
      'internal error: Unknown CPU model POWER7',
    ],
    ['passthrough', guest(undefined, '', { mode: 'host-passthrough' }), 'identical'],
  ])('%s', (_what, cpu, expected) => {
    expect(result(newest, power8, cpu)).toBe(expected);
  });

  it.each<[HostCpu[], string]>([
    [[power8, on('ppc64', 'POWER8')], 'POWER8'],
    [[power8, on('ppc64', 'POWER9')], 'operation failed: CPUs are incompatible'],
    [[power8, on('ppc64', 'POWER99')], 'internal error: Unknown CPU model POWER99'],
    [[power8, on('ppc64', 'POWER8', { vendor: 'Acme' })], 'operation failed: Unknown CPU vendor Acme'],
    [[power8, on('ppc64', 'POWER8', { vendor: 'Freescale' })], 'operation failed: CPU vendors do not match'],
  ])('baseline %#: %s', (hosts, expected) => {
    const computed = baseline(newest, hosts);
    expect(computed.ok ? computed.value.model : computed.error.message).toBe(expected);
    if (computed.ok) expect(computed.value).toMatchObject({ fallback: 'forbid', features: [] });
  });

  it('update changes nothing; translate drops the version where it must', () => {
    const cpu = guest('POWER8_v1.0');
    const allowed = [{ name: 'POWER8', blockers: [] }];
    expect(update(newest, { guest: cpu, host: power8 })).toEqual({ ok: true, value: cpu });
    expect(translate(newest, cpu, { allowed, arch: 'ppc64' })).toMatchObject({ value: { model: 'POWER8' } });
    expect(message(translate(newest, guest('POWER9'), { allowed, arch: 'ppc64' }))).toBe(
      'unsupported configuration: CPU model POWER9 is not supported by hypervisor',
    );
  });
});

describe('[G] what a guest gets when it starts', () => {
  const given = (cpu: Parameters<typeof guest>, names: readonly string[] | undefined = undefined) => {
    const allowed = names?.map((name) => ({ name, blockers: [] }));
    const started = guestCpu(small, { guest: guest(...cpu), host: host('intel', 'f5'), allowed });
    if (!started.ok) return started.error.message;
    const { model, features } = started.value;
    return [model, ...features.map(({ name, policy }) => `${policy}:${name}`)].join(' ');
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

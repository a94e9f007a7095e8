import { describe, expect, it } from 'vitest';
import { guest, host, small } from '../../cpu/made-up.test-support.ts';
import { compareX86 } from '../../cpu/x86/compare.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { laptop, pool, server } from '../pool/pools.test-support.ts';
import { hostsThatRun, verdictsOf } from './verdicts.ts';

describe('a verdict on each kind', () => {
  const of = pool(small, [host('base'), host('base', 'f2'), host('none'), host('gone'), guest('base', 'f2')]);

  it('is libvirt’s compare, of what QEMU gives too', () => {
    const results = verdictsOf(of, guest('base')).map(({ answer }) =>
      answer.ok ? answer.value.result : answer.error.message,
    );
    expect(results).toEqual([
      'identical',
      'superset',
      'incompatible',
      'internal error: Unknown CPU model gone',
      'superset',
    ]);
  });

  it('counts the hosts that run the guest', () => {
    expect(hostsThatRun(verdictsOf(of, guest('base')))).toBe(3);
    expect(hostsThatRun(verdictsOf(of, guest('base', '', { match: 'strict' })))).toBe(1);
    expect(hostsThatRun(verdictsOf(pool(small, []), guest('base')))).toBe(0);
  });

  it.each(['s390x', 'riscv64', 'loongarch64'])('on %s is not looked at', (arch) => {
    const [verdict] = verdictsOf(pool(small, [host('any', '', { arch })]), guest('base'));
    expect(verdict).toMatchObject({ unlooked: true, answer: { ok: true, value: { result: 'identical' } } });
  });

  it('on an architecture without a driver is libvirt’s refusal', () => {
    const [verdict] = verdictsOf(pool(small, [host('any', '', { arch: 'alpha' })]), guest('base'));
    expect(verdict?.answer.ok).toBe(false);
  });
});

describe('a host of which only its own CPU is known', () => {
  const made = 'hypervisor x2apic tsc_adjust tsc-deadline arat';
  const resultOf = async (features: string, hostFeatures = '') => {
    const map = await loadCpuMap('12.8.0');
    const [verdict] = verdictsOf(
      pool(map, [host('Nehalem', hostFeatures, { vendor: 'Intel' })]),
      guest('Nehalem', features),
    );
    if (verdict === undefined || !verdict.answer.ok) throw new Error('no verdict');
    return {
      result: verdict.answer.value.result,
      predicted: verdict.predicted,
      answer: verdict.answer.value,
    };
  };

  it('runs a guest that asks for what KVM makes itself, and says that this is predicted', async () => {
    const { result, predicted } = await resultOf(made);
    expect(result).toBe('identical');
    expect([...predicted].sort()).toEqual(made.split(' ').sort());
  });

  it('lacks the rest all the same, and only that', async () => {
    const { result, answer } = await resultOf(`${made} avx`);
    expect(result).toBe('incompatible');
    expect(answer.reasons).toEqual([{ kind: 'missing', features: ['avx'] }]);
  });

  it('is not made better where nothing is missing', async () => {
    const { result, predicted } = await resultOf('x2apic', 'x2apic vmx');
    expect(result).toBe('superset');
    expect(predicted).toEqual([]);
  });

  it('gives nothing beside a model that nobody knows', () => {
    const [verdict] = verdictsOf(pool(small, [host('gone')]), guest('base'));
    expect(verdict?.predicted).toEqual([]);
  });

  it('is never predicted where QEMU was asked', async () => {
    const map = await loadCpuMap('12.8.0');
    const [verdict] = verdictsOf(pool(map, [guest('Nehalem')]), guest('Nehalem', 'x2apic'));
    expect(verdict).toMatchObject({ predicted: [], answer: { value: { result: 'incompatible' } } });
  });
});

it('the laptop and the server of 2010 are incompatible both ways, each with its reasons', async () => {
  const map = await loadCpuMap('12.8.0');
  const missing = (on: typeof laptop, cpu: typeof laptop) => {
    const compared = compareX86(map, on, cpu);
    if (!compared.ok) throw new Error(compared.error.message);
    expect(compared.value.result).toBe('incompatible');
    expect(compared.value.reasons.map(({ kind }) => kind)).toEqual(['missing']);
    return compared.value.reasons.flatMap((reason) => (reason.kind === 'missing' ? reason.features : []));
  };
  expect(missing(laptop, server)).toEqual(
    expect.arrayContaining(['sse4a', 'abm', 'popcnt', 'svm', 'rdtscp']),
  );
  expect(missing(server, laptop)).toEqual(expect.arrayContaining(['ssse3', 'vmx', 'est', 'tm2', 'ss']));
  expect(missing(laptop, server)).not.toContain('ssse3');
  expect(missing(server, laptop)).not.toContain('lahf_lm');
});

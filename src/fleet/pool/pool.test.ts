import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CpuDefinition } from '../../cpu/definition/definition.ts';
import { formatCpu } from '../../cpu/definition/format.ts';
import { guest, host, small, words } from '../../cpu/made-up.test-support.ts';
import { baseline } from '../../cpu/verbs.ts';
import { namesIn } from '../../cpu/x86/encode.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { deriveGuest } from '../guest/guest.ts';
import { baselineGuest, type Pool, poolOf } from './pool.ts';
import { cascadeLake, fleetOf, pool, rome, skylake } from './pools.test-support.ts';

const seeded = { seed: 20261123, numRuns: 400 };
const [newest, old] = await Promise.all([loadCpuMap('12.8.0'), loadCpuMap('9.0.0')]);

/** Few CPUs, drawn again and again, with vendors that fit and that don't, and names that the map doesn't know. */
const cpu: fc.Arbitrary<CpuDefinition> = fc
  .record({
    model: fc.constantFrom('none', 'base', 'intel', 'intel-new', 'amd', 'gone', undefined),
    features: fc.subarray(['f2', 'f5', 'f7', 'wide', 'left', 'lost'], { maxLength: 2 }),
    vendor: fc.constantFrom(undefined, undefined, 'Intel', 'AMD', 'Acme'),
    kind: fc.constantFrom('host', 'host', 'guest'),
  })
  .map(({ model, features, vendor, kind }) => {
    const stated = vendor === undefined ? {} : { vendor };
    return kind === 'guest' || model === undefined
      ? guest(model, features.join(' '), stated)
      : host(model, features.join(' '), stated);
  });

describe('a pool’s baseline is libvirt’s over all hosts in their order', () => {
  it('for pools of repeated kinds, odd vendors, unknown names and excluded hosts', () => {
    let computed = 0;
    const messages = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(cpu, { minLength: 1, maxLength: 4 }).chain((few) =>
          fc.record({
            cpus: fc.array(fc.constantFrom(...few), { maxLength: 9 }),
            out: fc.subarray([0, 1, 2, 3, 4, 5, 6, 7, 8], { maxLength: 4 }),
            migratable: fc.boolean(),
          }),
        ),
        ({ cpus, out, migratable }) => {
          const given = cpus.filter((_, i) => !out.includes(i));
          const whole = baseline(small, given, { migratable });
          expect(poolOf(fleetOf(small, cpus, out), { migratable }).baseline).toEqual(whole);
          const without = new Set(out.map((i) => `id-kvm-${String(i + 1).padStart(2, '0')}`));
          expect(poolOf(fleetOf(small, cpus), { migratable, without }).baseline).toEqual(whole);
          if (whole.ok) computed++;
          else messages.add(whole.error.message.replace(/\d+$/, 'N'));
        },
      ),
      { ...seeded, numRuns: 1500 },
    );
    expect(computed).toBeGreaterThan(100);
    expect([...messages].sort()).toEqual(
      [
        'internal error: Unknown CPU feature lost',
        'internal error: Unknown CPU model gone',
        'invalid argument: no CPU model specified at index N',
        'invalid argument: no CPUs given',
        'operation failed: CPU vendor AMD of model amd differs from vendor Acme',
        'operation failed: CPU vendor AMD of model amd differs from vendor Intel',
        'operation failed: CPU vendor Intel of model intel differs from vendor AMD',
        'operation failed: CPU vendor Intel of model intel differs from vendor Acme',
        'operation failed: CPU vendor Intel of model intel-new differs from vendor AMD',
        'operation failed: CPU vendor Intel of model intel-new differs from vendor Acme',
        'operation failed: CPU vendors do not match',
        'operation failed: CPUs are incompatible',
        'operation failed: Unknown CPU vendor Acme',
      ].sort(),
    );
  });

  it('names the place of the first host without a model, counted over all hosts', () => {
    const hosts = [host('base'), host('base'), host('base'), guest(undefined)];
    expect(pool(small, hosts).baseline).toMatchObject({
      error: { message: 'invalid argument: no CPU model specified at index 3' },
    });
  });
});

function names({ fleet }: Pool, bits: Pool['some']): string {
  return namesIn(fleet.map, bits).join(' ');
}

describe('the common features of hosts', () => {
  it('is told by kinds that count', () => {
    const of = poolOf(fleetOf(small, [host('base', 'f2'), host('base', 'f3'), host('none')], [2]));
    expect(names(of, of.common)).toBe('f0 f1');
    expect(names(of, of.some)).toBe('f0 f1 f2 f3');
    expect([of.hosts, of.kinds.length, of.archs, of.driver]).toEqual([2, 2, ['x86_64'], 'x86']);
  });

  it('leaves hosts of an unknown model aside: what those have is not known to be missing', () => {
    const of = pool(small, [host('base', 'f2'), host('gone', 'f3')]);
    expect(names(of, of.common)).toBe('f0 f1 f2');
  });

  it('is nothing in an empty pool', () => {
    const of = pool(small, []);
    expect([of.hosts, of.driver, of.substitute, names(of, of.common)]).toEqual([0, undefined, undefined, '']);
    expect(deriveGuest(of, { policies: [] })).toBeUndefined();
  });
});

describe('our own answer, for hosts that libvirt refuses', () => {
  const text = (of: Pool) => (of.substitute ? formatCpu(of.substitute.guest, of.fleet.map.dialect) : '');

  it('goes without names that the CPU map doesn’t know', () => {
    const of = pool(small, [host('base', 'f2 lost'), host('base', 'f2 f3')]);
    expect(of.baseline.ok).toBe(false);
    expect(of.substitute).toMatchObject({ why: 'names', leftOut: [], unknownFeatures: ['lost'] });
    expect(text(of)).toContain("name='f2'");
    expect(baselineGuest(of)).toBe(of.substitute?.guest);
  });

  it('goes without unknown names that a definition disables: libvirt refuses those too', () => {
    const of = pool(small, [guest('base', 'disable:lost'), host('base')]);
    expect(of.baseline).toMatchObject({ error: { message: 'internal error: Unknown CPU feature lost' } });
    expect(of.substitute).toMatchObject({ why: 'names', unknownFeatures: ['lost'] });
  });

  it('leaves out hosts whose model is unknown', () => {
    const of = pool(old, [host('SapphireRapids-v9', 'avx512f'), skylake]);
    expect(of.substitute).toBeUndefined();
    const some = pool(newest, [host('Nova-Lake', 'fpu'), skylake]);
    expect(some.substitute?.leftOut.map(({ cpu }) => cpu.unknownModel)).toEqual(['Nova-Lake']);
    expect(some.substitute?.guest.model).toBe('Skylake-Server');
  });

  it('has no vendor where vendors are mixed, on a model of no vendor', () => {
    const of = pool(newest, [rome, cascadeLake]);
    expect(of.baseline).toMatchObject({ error: { message: 'operation failed: CPU vendors do not match' } });
    expect(of.substitute).toMatchObject({ why: 'vendors', guest: { model: 'kvm64', fallback: 'allow' } });
    expect(of.substitute?.guest.vendor).toBeUndefined();
  });

  it('is both where vendors are mixed and a name is unknown', () => {
    const odd = { ...rome, features: [...rome.features, 'lost'] };
    const of = pool(newest, [odd, host('Nova-Lake'), cascadeLake]);
    expect(of.substitute).toMatchObject({ why: 'vendors', unknownFeatures: ['lost'] });
    expect(of.substitute?.leftOut).toHaveLength(1);
    expect(text(of)).toBe(text(pool(newest, [rome, cascadeLake])));
  });

  it('is without what blocks migration when the baseline would be', () => {
    const unknown = [host('base', 'f7 lost'), host('base', 'f7')];
    expect(text(pool(small, unknown))).toContain('f7');
    expect(text(pool(small, unknown, { migratable: true }))).not.toContain('f7');
    const mixed = [host('intel', 'f7', { vendor: 'Intel' }), host('amd', 'f7', { vendor: 'AMD' })];
    expect(text(pool(small, mixed))).toContain('f7');
    expect(text(pool(small, mixed, { migratable: true }))).not.toContain('f7');
  });

  it('is none where libvirt answers', () => {
    expect(pool(small, [host('base')]).substitute).toBeUndefined();
  });
});

describe('hosts of other architectures', () => {
  const arm = (model: string) => host(model, 'fp aes', { arch: 'aarch64' });

  it.each([
    ['x86_64 and aarch64', [host('base'), arm('a64fx')]],
    ['aarch64 and x86_64', [arm('a64fx'), host('base')]],
    ['riscv64 and s390x', [host('rv', '', { arch: 'riscv64' }), host('z14', '', { arch: 's390x' })]],
  ])('%s share no driver and no guest', (_what, hosts) => {
    const of = pool(small, hosts);
    expect(of.driver).toBeUndefined();
    expect(baselineGuest(of)).toBeUndefined();
    expect(deriveGuest(of, { policies: [] })).toBeUndefined();
  });

  it.each([
    ['i686 and x86_64', [host('base', '', { arch: 'i686' }), host('base')], 'x86'],
    ['Arm', [arm('a64fx'), arm('Falkor')], 'arm'],
    ['ppc64', [host('POWER8', '', { arch: 'ppc64le' }), host('POWER8', '', { arch: 'ppc64' })], 'ppc64'],
    ['s390', [host('z14', '', { arch: 's390x' }), host('z9', '', { arch: 's390' })], 's390'],
    ['one without a driver', [host('m', '', { arch: 'sparc64' })], 'none'],
  ])('%s: one driver', (_what, hosts, driver) => {
    expect(pool(small, hosts).driver).toBe(driver);
  });
});

it('a thousand hosts of many kinds have a guest', () => {
  const all = words(newest.features.map(({ name }) => name).join(' '));
  const cpus = Array.from({ length: 1000 }, (_, i) =>
    host('Skylake-Server-v1', all.filter((_name, k) => (i * 7919 + k * 104729) % 13 < 3).join(' ')),
  );
  const of = pool(newest, cpus);
  expect(deriveGuest(of, { policies: [] })).toBeDefined();
  expect(of.kinds.length).toBeGreaterThan(10);
});

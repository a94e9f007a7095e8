import { describe, expect, test } from 'vitest';
import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { matches, modes, policies } from '../../cpu/definition/definition.ts';
import { guest as guestCpu } from '../../cpu/made-up.test-support.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import type { GuestChoices, PolicyChoice } from '../guest/guest-choices.ts';
import { hostsThatRun, verdictsOf } from '../guest/verdicts.ts';
import { buildFleet } from '../pool/fleet.ts';
import { guestOf, lintOf, lintSentence, policyOf, poolOfHosts } from '../pool/guest-pool.test-support.ts';
import { poolOf } from '../pool/pool.ts';
import { pool as poolOfCpus } from '../pool/pools.test-support.ts';
import { withFix } from './lint.ts';

const newer = { model: 'Cascadelake-Server', features: ['md-clear'] };
const older = { model: 'Skylake-Server' };
const pool = poolOfHosts(newer, newer, older);
const none = { policies: [] };

function fixed(choices: Parameters<typeof guestOf>[1], id: string, of = pool) {
  const fix = lintOf(of, guestOf(of, choices)).find((item) => item.id === id)?.fix;
  if (fix === undefined) throw new Error(`${id} has no fix`);
  return guestOf(of, withFix({ ...none, ...choices }, fix));
}

test('an untouched baseline without oddities has nothing to say', () => {
  expect(lintOf(pool, guestOf(pool))).toEqual([]);
});

describe('hosts that do not run the guest', () => {
  test('features of the model that one host lacks are disabled by the fix', () => {
    const choices = {
      model: 'Cascadelake-Server',
      policies: ['avx512vnni', 'spec-ctrl', 'ssbd'].map((name) => ({ name, policy: 'absent' as const })),
    };
    const guest = guestOf(pool, choices);
    expect(lintOf(pool, guest)[0]).toMatchObject({ id: 'missing', glyph: 'only-lacks' });
    expect(lintSentence(pool, guest, 'missing')).toBe('kvm-03 lacks 3 features of Cascadelake-Server.');
    const mended = fixed(choices, 'missing');
    expect(policyOf(mended.cpu, 'avx512vnni')).toBe('disable');
    expect(hostsThatRun(verdictsOf(pool, mended.cpu))).toBe(3);
  });

  test('a required feature beyond the model is left out by the fix', () => {
    const choices = { policies: [{ name: 'md-clear', policy: 'require' as const }] };
    expect(lintSentence(pool, guestOf(pool, choices), 'missing')).toBe(
      'kvm-03 lacks md-clear, which the guest requires.',
    );
    const mended = fixed(choices, 'missing');
    expect(policyOf(mended.cpu, 'md-clear')).toBeUndefined();
    expect(hostsThatRun(verdictsOf(pool, mended.cpu))).toBe(3);
  });

  test('a forbidden feature is disabled instead', () => {
    const choices = { policies: [{ name: 'md-clear', policy: 'forbid' as const }] };
    expect(lintSentence(pool, guestOf(pool, choices), 'forbidden')).toBe(
      'kvm-01 and kvm-02 have md-clear, which the guest forbids.',
    );
    expect(hostsThatRun(verdictsOf(pool, fixed(choices, 'forbidden').cpu))).toBe(3);
  });

  test('match strict is taken back', () => {
    const choices = { match: 'strict' as const };
    expect(lintSentence(pool, guestOf(pool, choices), 'extra')).toMatch(
      /^With match strict .* 3 hosts have \d+ features more\.$/,
    );
    expect(hostsThatRun(verdictsOf(pool, fixed(choices, 'extra').cpu))).toBe(3);
  });

  test('a vendor that hosts are not of is no longer stated', () => {
    const choices = { vendor: 'AMD' };
    expect(lintSentence(pool, guestOf(pool, choices), 'vendor')).toBe(
      'The guest asks for the vendor AMD; 3 hosts state Intel.',
    );
    expect(fixed(choices, 'vendor').cpu.vendor).toBeUndefined();
  });
});

describe('settings that depend on the host', () => {
  test('an optional feature that only some hosts have', () => {
    const choices = { policies: [{ name: 'md-clear', policy: 'optional' as const }] };
    expect(lintSentence(pool, guestOf(pool, choices), 'optional')).toBe(
      "md-clear is optional: a guest started on kvm-01 has it, and can't migrate to kvm-03.",
    );
    expect(policyOf(fixed(choices, 'optional').cpu, 'md-clear')).toBe('disable');
  });

  test('an optional feature that all have, or none, is no trouble', () => {
    const choices = {
      policies: ['avx', 'avx512-fp16'].map((name) => ({ name, policy: 'optional' as const })),
    };
    expect(lintOf(pool, guestOf(pool, choices)).map(({ id }) => id)).not.toContain('optional');
  });

  test.each([
    ['match minimum', { match: 'minimum' as const }, 'minimum'],
    ['host-model', { mode: 'host-model' as const }, 'host-model'],
    ['host-passthrough', { mode: 'host-passthrough' as const }, 'hosts-own-cpu'],
    ['maximum', { mode: 'maximum' as const }, 'hosts-own-cpu'],
  ])('%s in a mixed pool, and the way back', (_what, choices, id) => {
    expect(lintSentence(pool, guestOf(pool, choices), id)).toMatch(/can't (safely move|migrate)/);
    expect(fixed(choices, id).changed).toBe(false);
  });

  test('hosts of one kind can all take the same', () => {
    const alike = poolOfHosts(older, older);
    for (const choices of [{ match: 'minimum' as const }, { mode: 'host-passthrough' as const }]) {
      expect(lintOf(alike, guestOf(alike, choices))).toEqual([]);
    }
  });
});

describe('fields', () => {
  test('match strict that runs everywhere is brittle', () => {
    const cpu: GuestCpu = {
      kind: 'guest',
      mode: 'custom',
      match: 'exact',
      fallback: 'forbid',
      model: 'Haswell',
      vendor: 'Intel',
      features: [],
    };
    const given = { id: '1', name: 'kvm-01', included: true, cpu: { kind: 'guest', cpu } } as const;
    const alike = poolOf(buildFleet(pool.fleet.map, [given]));
    const choices = { match: 'strict' as const };
    expect(lintSentence(alike, guestOf(alike, choices), 'strict')).toContain('gains one feature');
    expect(fixed(choices, 'strict', alike).changed).toBe(false);
  });

  test('check none', () => {
    expect(fixed({ check: 'none' }, 'check-none').cpu.check).toBe('partial');
  });

  test('migratable off', () => {
    const choices = { mode: 'host-passthrough' as const, migratable: 'off' as const };
    expect(fixed(choices, 'migratable-off').cpu.migratable).toBe('on');
  });

  test('a model that a host does not offer, where hosts said what they offer', () => {
    const offers = (...names: string[]) => ({
      ...older,
      allowed: names.map((name) => ({ name, blockers: [] })),
    });
    const mixed = poolOfHosts(offers('Skylake-Server', 'Broadwell'), {
      ...offers('Broadwell'),
      features: ['md-clear'],
    });
    expect(guestOf(mixed).cpu.model).toBe('Broadwell');
    const chosen = guestOf(mixed, { model: 'Skylake-Server' });
    expect(lintSentence(mixed, chosen, 'fallback')).toMatch(/^QEMU on kvm-02 does not offer/);
  });
});

describe('cache and address bits that libvirt reads and does not start', () => {
  const broadwell = (bits: number) => ({ ...older, maxphysaddr: { mode: 'emulate', bits } as const });

  test.each([
    ['emulate without a level', { cache: { mode: 'emulate' } }, { cache: { level: 3, mode: 'emulate' } }],
    [
      'emulate of level 2',
      { cache: { level: 2, mode: 'emulate' } },
      { cache: { level: 3, mode: 'emulate' } },
    ],
    ['a level of disable', { cache: { level: 3, mode: 'disable' } }, { cache: { mode: 'disable' } }],
    ["passthrough of a model's cache", { cache: { mode: 'passthrough' } }, {}],
    ['emulate without bits', { maxphysaddr: { mode: 'emulate' } }, {}],
    [
      'bits of passthrough',
      { maxphysaddr: { mode: 'passthrough', bits: 40, limit: 39 } },
      { maxphysaddr: { mode: 'passthrough', limit: 39 } },
    ],
  ] as const)('%s', (_what, choices, after) => {
    const [item] = lintOf(pool, guestOf(pool, choices));
    expect(item?.id).toMatch(/^refused-/);
    const { cache, maxphysaddr } = fixed(choices, item?.id ?? '').cpu;
    expect({ cache, maxphysaddr }).toEqual(after);
  });

  test('clusters, which only Arm has: the fix keeps the number of processors', () => {
    const topology = { sockets: 1, dies: 1, clusters: 2, cores: 4, threads: 2 };
    const [item] = lintOf(pool, guestOf(pool, { topology }));
    expect(item?.id).toBe('refused-topology');
    expect(fixed({ topology }, 'refused-topology').cpu.topology).toEqual({
      ...topology,
      clusters: 1,
      cores: 8,
    });
  });

  test('settings that a mode or a level allows are no finding', () => {
    for (const choices of [
      { cache: { level: 3, mode: 'emulate' } as const },
      { cache: { mode: 'disable' } as const },
      { mode: 'host-passthrough', cache: { mode: 'passthrough' } } as const,
      { maxphysaddr: { mode: 'passthrough', limit: 40 } as const },
    ]) {
      expect(lintOf(pool, guestOf(pool, choices)).filter(({ id }) => id.startsWith('refused'))).toEqual([]);
    }
  });

  test('more address bits than a host has: the fix asks for the fewest', () => {
    const mixed = poolOfHosts(broadwell(46), { ...broadwell(39), features: ['md-clear'] }, older);
    const choices = { maxphysaddr: { mode: 'emulate', bits: 42 } as const };
    expect(lintSentence(mixed, guestOf(mixed, choices), 'address-bits')).toBe(
      'kvm-02 has 39 physical address bits, the guest asks for 42: libvirt does not start it there.',
    );
    expect(fixed(choices, 'address-bits', mixed).cpu.maxphysaddr?.bits).toBe(39);
  });
});

describe('every fix ends what it is about', () => {
  const pools = {
    'of two Intel kinds': pool,
    'of one kind': poolOfHosts(older, older),
    'of Intel and AMD': poolOfHosts(
      { ...newer, features: ['invtsc', 'est', 'arch-capabilities', 'rsba'] },
      { model: 'EPYC', vendor: 'AMD', features: ['invtsc', 'tm'] },
    ),
  };
  const fields: readonly Partial<GuestChoices>[] = [
    ...modes.flatMap((mode) => matches.map((match) => ({ mode, match }))),
    { check: 'none' },
    { check: 'full' },
    { vendor: 'AMD' },
    { vendor: 'Intel', model: 'EPYC' },
    { model: 'Haswell' },
    { model: 'Cascadelake-Server' },
    { mode: 'maximum', migratable: 'off' },
  ];
  const names = ['avx', 'avx512vnni', 'svm', 'vmx', 'invtsc', 'est', 'md-clear'];
  const lists = [[], ...policies.map((policy): PolicyChoice[] => names.map((name) => ({ name, policy })))];

  test.each(Object.entries(pools))('in a pool %s', (_what, of) => {
    for (const choice of fields) {
      for (const list of lists) {
        const choices = { ...choice, policies: list };
        for (const { id, fix } of lintOf(of, guestOf(of, choices))) {
          if (fix === undefined) continue;
          const mended = guestOf(of, withFix(choices, fix));
          expect({ choices, left: lintOf(of, mended).map((item) => item.id) }).not.toMatchObject({
            left: expect.arrayContaining([id]),
          });
        }
      }
    }
  });
});

describe('single features', () => {
  test('features that block migration are dropped', () => {
    const own = { ...older, features: ['xsaves', 'invtsc'] };
    const alike = poolOfHosts(own, own);
    expect(lintOf(alike, guestOf(alike))).toEqual([]);
    const asked = { policies: ['xsaves', 'invtsc'].map((name) => ({ name, policy: 'require' as const })) };
    expect(lintSentence(alike, guestOf(alike, asked), 'blocks-migration')).toBe(
      'xsaves and invtsc block live migration.',
    );
    const mended = fixed(asked, 'blocks-migration', alike);
    expect(policyOf(mended.cpu, 'invtsc')).toBeUndefined();
    expect(lintOf(alike, mended)).toEqual([]);
  });

  test('force is required instead', () => {
    const choices = { policies: [{ name: 'avx512vbmi', policy: 'force' as const }] };
    expect(lintSentence(pool, guestOf(pool, choices), 'force')).toContain('emulated CPU');
    expect(policyOf(fixed(choices, 'force').cpu, 'avx512vbmi')).toBe('require');
  });

  test("a feature of AMD's CPUs on Intel's", () => {
    const choices = { policies: [{ name: 'svm', policy: 'optional' as const }] };
    expect(lintSentence(pool, guestOf(pool, choices), 'other-vendor')).toBe(
      "svm exists on AMD's CPUs only; kvm-01 is Intel's.",
    );
    expect(policyOf(fixed(choices, 'other-vendor').cpu, 'svm')).toBeUndefined();
  });

  test('rsba, a warning that the common CPU drops', () => {
    const mixed = poolOfHosts({ ...older, features: ['arch-capabilities', 'rsba'] }, older);
    expect(lintSentence(mixed, guestOf(mixed), 'rsba')).toContain('on kvm-01 the guest will not know');
    expect(lintSentence(mixed, guestOf(mixed, { mode: 'host-passthrough' }), 'rsba')).toBeUndefined();
  });

  test('a disable of what the model never had, a require of what it has', () => {
    const policies = [
      { name: 'svm', policy: 'disable' as const },
      { name: 'avx', policy: 'require' as const },
    ];
    expect(lintSentence(pool, guestOf(pool, { policies }), 'without-effect')).toBe(
      'Listing svm and avx changes nothing: Skylake-Server alone says the same.',
    );
    expect(fixed({ policies }, 'without-effect').changed).toBe(false);
  });

  test('a disable that libvirt itself lists for a removed feature is left alone', () => {
    const broad = poolOfHosts({ model: 'Icelake-Server' }, { model: 'Icelake-Server' });
    expect(guestOf(broad).cpu.features.some(({ policy }) => policy === 'disable')).toBe(true);
    expect(lintOf(broad, guestOf(broad)).map(({ id }) => id)).not.toContain('without-effect');
  });

  test('facts of the bare host are said calmly, and as a warning when QEMU must give them', () => {
    const bare = poolOfHosts({ ...older, features: ['est', 'tm2', 'acpi'] });
    const item = (choices: Parameters<typeof guestOf>[1]) =>
      lintOf(bare, guestOf(bare, choices)).find(({ id }) => id === 'never-offered');
    expect(lintOf(bare, guestOf(bare))).toEqual([]);
    const asked = {
      policies: ['est', 'tm2', 'acpi'].map((name) => ({ name, policy: 'require' as const })),
    };
    expect(item(asked)).toMatchObject({ glyph: 'note', names: ['est', 'tm2', 'acpi'] });
    expect(item({ ...asked, check: 'full' })).toMatchObject({ glyph: 'warning' });
    expect(lintOf(bare, fixed(asked, 'never-offered', bare))).toEqual([]);
  });

  test('features that QEMU itself reports on every host are no fault: an emulated CPU has features that KVM never gives', async () => {
    const map = await loadCpuMap('12.8.0');
    const told = guestCpu('EPYC', 'acpi monitor mpx pks hypervisor disable:topoext disable:nrip-save', {
      vendor: 'AMD',
    });
    const emulated = poolOfCpus(map, [told, told]);
    const ids = lintOf(emulated, guestOf(emulated, { policies: [] })).map(({ id }) => id);
    for (const id of ['never-offered', 'needs-setting', 'other-vendor', 'without-effect']) {
      expect(ids).not.toContain(id);
    }
    const added = guestOf(emulated, { policies: [{ name: 'est', policy: 'require' }] });
    expect(lintOf(emulated, added).find(({ id }) => id === 'never-offered')?.names).toEqual(['est']);
  });

  test('features that need a setting are named with it, and never in the baseline, which has none', () => {
    const bare = poolOfHosts({ ...older, features: ['monitor', 'intel-pt'] });
    const asking = (...names: string[]) => ({
      policies: names.map((name) => ({ name, policy: 'require' as const })),
    });
    expect(lintSentence(bare, guestOf(bare, asking('monitor', 'intel-pt')), 'needs-setting')).toBe(
      'monitor and intel-pt are given to a guest only with a setting each, as QEMU started with -overcommit cpu-pm=on.',
    );
    expect(lintSentence(bare, guestOf(bare, asking('intel-pt')), 'needs-setting')).toBe(
      'intel-pt is given to a guest only with kvm_intel loaded with pt_mode=1.',
    );
    const mended = fixed(asking('intel-pt'), 'needs-setting', bare);
    expect(lintOf(bare, mended).map(({ id }) => id)).not.toContain('needs-setting');
    expect(lintSentence(bare, guestOf(bare), 'needs-setting')).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalBits } from '../../bits/bits.test-support.ts';
import { type GuestCpu, matches, modes, policies } from '../../cpu/definition/definition.ts';
import { formatCpu } from '../../cpu/definition/format.ts';
import { parseCpu } from '../../cpu/definition/parse.ts';
import { guest, host, small, words } from '../../cpu/made-up.test-support.ts';
import { encode } from '../../cpu/x86/encode.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { type Pool, virshPrints } from '../pool/pool.ts';
import { cascadeLake, laptop, pool, rome, server, skylake } from '../pool/pools.test-support.ts';
import { choicesFor, deriveGuest, type Guest, modelChoices } from './guest.ts';
import type { GuestChoices } from './guest-choices.ts';
import { hostsThatRun, verdictsOf } from './verdicts.ts';

const map = await loadCpuMap('12.8.0');
const none: GuestChoices = { policies: [] };

function derive(of: Pool, choices: GuestChoices = none): Guest {
  const derived = deriveGuest(of, choices);
  if (derived === undefined) throw new Error('no baseline');
  return derived;
}

const required = ({ cpu }: Guest) =>
  cpu.features
    .filter(({ policy }) => policy === 'require')
    .map(({ name }) => name)
    .sort();
const sorted = (names: string) => words(names).sort();

describe('the laptop and the server of the article of 2010', () => {
  const of = pool(map, [laptop, server]);

  it('share kvm32 and six features, says libvirt 12.8', () => {
    // Its author asked libvirt itself, not a QEMU driver that drops `ht`.
    const { answer } = virshPrints(of, { connection: 'test' });
    if (!answer.ok) throw new Error(answer.error.message);
    expect(answer.value).toMatchObject({ model: 'kvm32', match: 'exact', fallback: 'allow' });
    expect(answer.value.features.map(({ name }) => name).toSorted()).toEqual(
      sorted('monitor cx16 vme ht lahf_lm lm'),
    );
  });

  it('share kvm32 and the four of these that a guest gets', () => {
    expect(derive(of).changed).toBe(false);
    expect(required(derive(of))).toEqual(sorted('cx16 vme lahf_lm lm'));
  });

  it('share pentium3 and nine features, says the article, of which a guest gets seven', () => {
    const chosen = derive(of, { model: 'pentium3', policies: [] });
    expect(chosen.cpu.model).toBe('pentium3');
    expect(required(chosen)).toEqual(sorted('lahf_lm lm cx16 pni sse2 clflush apic'));
    expect(hostsThatRun(verdictsOf(of, chosen.cpu))).toBe(2);
  });
});

describe('another model than libvirt’s', () => {
  it('says the same bits, for every model of the map', () => {
    const of = pool(map, [cascadeLake, skylake]);
    const { bits } = derive(of);
    for (const { name } of map.models) {
      const chosen = derive(of, { model: name, policies: [] });
      const encoded = encode(map, chosen.cpu);
      expect(encoded.ok && equalBits(encoded.value, bits)).toBe(true);
    }
  });

  it('that the map does not know keeps the list, for libvirt to refuse', () => {
    const { cpu } = derive(pool(small, [host('base', 'f2')]), { model: 'gone', policies: [] });
    expect(cpu).toMatchObject({ model: 'gone', features: [{ name: 'f2', policy: 'require' }] });
  });

  it('follows the pool: another host, another list, the same model', () => {
    const choices: GuestChoices = { model: 'none', policies: [] };
    expect(required(derive(pool(small, [host('base', 'f2')]), choices))).toEqual(['f0', 'f1', 'f2']);
    expect(required(derive(pool(small, [host('base', 'f2'), host('base')]), choices))).toEqual(['f0', 'f1']);
  });
});

describe('choices', () => {
  const of = pool(small, [host('intel', 'f3 f5', { vendor: 'Intel' })]);

  it.each<[string, Partial<GuestChoices>, Partial<GuestCpu>]>([
    ['match', { match: 'strict' }, { match: 'strict' }],
    ['check', { check: 'full' }, { check: 'full' }],
    ['fallback', { fallback: 'allow' }, { fallback: 'allow' }],
    ['vendor id', { vendorId: 'KVMKVMKVMKVM' }, { vendorId: 'KVMKVMKVMKVM' }],
    ['cache', { cache: { mode: 'passthrough' } }, { cache: { mode: 'passthrough' } }],
  ])('set %s', (_what, choice, expected) => {
    expect(derive(of, { ...none, ...choice }).cpu).toMatchObject(expected);
    expect(derive(of, { ...none, ...choice }).changed).toBe(true);
  });

  it('null says not set where the baseline has something', () => {
    expect(derive(of).cpu.vendor).toBe('Intel');
    expect(derive(of, { ...none, vendor: null }).cpu.vendor).toBeUndefined();
  });

  it('policies replace in place, follow at the end, and take off the list', () => {
    const { cpu } = derive(of, {
      policies: [
        { name: 'f5', policy: 'disable' },
        { name: 'f4', policy: 'optional' },
        { name: 'f3', policy: 'absent' },
      ],
    });
    expect(cpu.model).toBe('intel');
    expect(cpu.features).toEqual([
      { name: 'f5', policy: 'disable' },
      { name: 'f4', policy: 'optional' },
    ]);
  });

  it.each(modes)('in mode %s give text that libvirt can read', (mode) => {
    const { cpu, xml } = derive(of, {
      mode,
      vendor: 'Intel',
      vendorId: 'KVMKVMKVMKVM',
      migratable: 'on',
      model: 'base',
      policies: [{ name: 'f5', policy: 'disable' }],
    });
    const parsed = parseCpu(xml, { type: 'guest' });
    expect(parsed).toMatchObject({ ok: true });
    expect(parsed.ok && formatCpu(parsed.value)).toBe(xml);
    expect(cpu.model).toBe(mode === 'custom' ? 'base' : undefined);
  });
});

/** Any definition that a person may write by hand over the small map. */
const written: fc.Arbitrary<GuestCpu> = fc
  .record(
    {
      mode: fc.constantFrom(...modes),
      match: fc.constantFrom(...matches),
      fallback: fc.constantFrom('allow' as const, 'forbid' as const),
      model: fc.constantFrom(...small.models.map(({ name }) => name), 'gone'),
      check: fc.constantFrom('none' as const, 'full' as const),
      vendor: fc.constantFrom('Intel', 'AMD', 'Acme'),
      vendorId: fc.constant('KVMKVMKVMKVM'),
      migratable: fc.constantFrom('on' as const, 'off' as const),
      deprecatedFeatures: fc.constantFrom('on' as const, 'off' as const),
      topology: fc.constant({ sockets: 1, dies: 1, clusters: 1, cores: 2, threads: 2 }),
      cache: fc.constant({ mode: 'emulate' as const, level: 3 }),
      maxphysaddr: fc.constant({ mode: 'passthrough' as const, limit: 40 }),
      features: fc.uniqueArray(
        fc.record({
          name: fc.constantFrom(...small.features.map(({ name }) => name), 'lost', '__proto__'),
          policy: fc.constantFrom(...policies),
        }),
        { selector: ({ name }) => name, maxLength: 6 },
      ),
    },
    { requiredKeys: ['mode', 'match', 'fallback', 'features'] },
  )
  .map((drawn): GuestCpu => ({ kind: 'guest', ...drawn }));

const byName = ({ features, ...rest }: GuestCpu) => ({
  ...rest,
  features: [...features].sort((a, b) => (a.name < b.name ? -1 : 1)),
});

describe('a definition written by hand', () => {
  const pools = [
    pool(small, [host('intel', 'f3 f5', { vendor: 'Intel' }), host('intel-new', 'f5', { vendor: 'Intel' })]),
    pool(small, [host('base', 'f2 wide'), guest('broad', 'f1')]),
  ];
  const seeded = { seed: 20261123, numRuns: 500 };

  it('becomes choices that give it back', () => {
    fc.assert(
      fc.property(fc.constantFrom(...pools), written, (of, cpu) => {
        const derived = derive(of, choicesFor(of, cpu)).cpu;
        const custom = cpu.mode === 'custom';
        const takesHost = cpu.mode === 'host-passthrough' || cpu.mode === 'maximum';
        const { model, vendor, migratable, ...rest } = cpu;
        // Without a model a custom CPU has the baseline's; other modes but host-model have neither model nor vendor.
        const named = custom || (cpu.mode === 'host-model' && model !== undefined);
        expect(byName(derived)).toEqual(
          byName({
            ...rest,
            ...(named ? { model: model ?? derived.model } : {}),
            ...(named && vendor !== undefined ? { vendor } : {}),
            ...(takesHost && migratable !== undefined ? { migratable } : {}),
          } as GuestCpu),
        );
      }),
      seeded,
    );
  });

  it('of choices gives the same choices’ definition: nothing drifts', () => {
    fc.assert(
      fc.property(fc.constantFrom(...pools), written, (of, cpu) => {
        const once = derive(of, choicesFor(of, cpu)).cpu;
        expect(derive(of, choicesFor(of, once)).cpu).toEqual(once);
      }),
      seeded,
    );
  });

  it('equal to the baseline is no choice at all', () => {
    for (const of of pools) {
      expect(choicesFor(of, derive(of).cpu)).toEqual({ policies: [] });
      expect(derive(of, choicesFor(of, derive(of).cpu)).changed).toBe(false);
    }
  });
});

describe('models to choose from', () => {
  it('start with libvirt’s choice, and all say why the others aren’t it', () => {
    const [first, ...others] = modelChoices(pool(map, [cascadeLake, skylake]));
    expect(first).toMatchObject({ chosen: true, model: { name: 'Skylake-Server' } });
    expect(first?.passedOver).toBeUndefined();
    expect(others).toHaveLength(map.models.length - 1);
    expect(others.filter(({ passedOver }) => passedOver === undefined)).toEqual([]);
  });

  it('are passed over for their vendor where the hosts are of several', () => {
    const choices = modelChoices(pool(map, [rome, cascadeLake]));
    expect(choices[0]?.model.name).toBe('kvm64');
    for (const { model, passedOver } of choices) {
      if (model.vendor !== undefined)
        expect(passedOver).toEqual({ kind: 'vendor', vendor: model.vendor.name });
    }
  });

  it('count the hosts that have all of a plain model', () => {
    const choices = modelChoices(pool(small, [host('base', 'f2'), host('base', 'f2'), host('base', 'wide')]));
    const runs = new Map(choices.map(({ model, runsAsIs }) => [model.name, runsAsIs]));
    expect(Object.fromEntries(runs)).toEqual({
      none: 3,
      base: 3,
      intel: 2,
      'intel-new': 0,
      amd: 0,
      broad: 1,
    });
  });
});

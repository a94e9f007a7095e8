import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalBits } from '../bits/bits.test-support.ts';
import { containsBits, intersection } from '../bits/bits.ts';
import { compileCpuMap } from '../cpu-map/compile.ts';
import type { CpuMap } from '../cpu-map/cpu-map.ts';
import type { CpuMapFacts, X86ModelFact } from '../cpu-map/facts.ts';
import { builtInReleases, loadCpuMap } from '../cpu-map/releases.ts';
import { parseCpuDataText } from './definition/cpu-data.ts';
import {
  type CpuDefinition,
  type GuestCpu,
  type HostCpu,
  matches,
  policies,
} from './definition/definition.ts';
import { formatCpu } from './definition/format.ts';
import { parseCpu } from './definition/parse.ts';
import type { Answer } from './definition/result.ts';
import { baselineX86, sharedData } from './x86/baseline.ts';
import { candidates } from './x86/candidates.ts';
import { compareX86 } from './x86/compare.ts';
import { encode } from './x86/encode.ts';
import { expandX86 } from './x86/expand.ts';

const real = await Promise.all(builtInReleases.map(loadCpuMap));
const seeded = { seed: 20261123, numRuns: 150 };

function value<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

/** A made-up CPU map: up to 40 features over 4 words, bit 31 of each word among them, models in chains. */
const madeUpMap: fc.Arbitrary<CpuMap> = fc
  .record({
    features: fc.uniqueArray(fc.tuple(fc.nat(3), fc.oneof(fc.constant(31), fc.nat(31))), {
      minLength: 6,
      maxLength: 40,
      selector: ([word, bit]) => word * 32 + bit,
    }),
    models: fc.array(
      fc.record({
        picks: fc.array(fc.nat(39), { maxLength: 12 }),
        removed: fc.option(fc.nat(39), { nil: undefined }),
        ancestor: fc.option(fc.nat(9), { nil: undefined }),
        vendor: fc.constantFrom(undefined, 'Intel', 'AMD'),
        decodeGuest: fc.boolean(),
      }),
      { minLength: 1, maxLength: 10 },
    ),
  })
  .map(({ features, models }) => compileCpuMap(facts(features, models)));

interface ModelDraw {
  readonly picks: readonly number[];
  readonly removed: number | undefined;
  readonly ancestor: number | undefined;
  readonly vendor: string | undefined;
  readonly decodeGuest: boolean;
}

function facts(features: readonly (readonly [number, number])[], models: readonly ModelDraw[]): CpuMapFacts {
  const name = (index: number) => `f${index % features.length}`;
  return {
    format: 1,
    release: '99.0.0',
    origin: 'made up',
    x86: {
      vendors: [
        { name: 'Intel', string: 'GenuineIntel' },
        { name: 'AMD', string: 'AuthenticAMD' },
      ],
      features: features.map(([word, bit], index) => ({
        name: `f${index}`,
        masks: [`${word + 1}.0 ecx ${((1 << bit) >>> 0).toString(16).padStart(8, '0')}`],
        ...(index % 7 === 6 ? { migratable: false as const } : {}),
      })),
      models: [{ name: 'least' }, ...modelFacts(models, name)],
    },
    ppc64: { vendors: [], models: [] },
    arm: { vendors: [], features: '', models: [] },
  };
}

/** No model lists a feature that it has as removed: so it is in every real map. */
function modelFacts(models: readonly ModelDraw[], name: (index: number) => string): X86ModelFact[] {
  const has: ReadonlySet<string>[] = [];
  const removes: (string | undefined)[] = [];
  return models.map(({ picks, removed, ancestor, vendor, decodeGuest }, index) => {
    const from = ancestor === undefined || index === 0 ? undefined : ancestor % index;
    const inherited =
      from === undefined ? [] : [...(has[from] ?? [])].filter((known) => known !== removes[from]);
    const own = [...new Set(picks.map(name))];
    const all = new Set([...inherited, ...own]);
    const dropped = removed === undefined || all.has(name(removed)) ? undefined : name(removed);
    has.push(all);
    removes.push(dropped);
    return {
      name: `m${index}`,
      ...(decodeGuest ? {} : { decodeGuest: false as const }),
      ...(from === undefined ? {} : { ancestor: `m${from}` }),
      ...(vendor === undefined ? {} : { vendor }),
      ...(own.length === 0 ? {} : { features: own.join(' ') }),
      ...(dropped === undefined ? {} : { removed: dropped }),
    };
  });
}

const anyMap = fc.oneof(fc.constantFrom(...real), madeUpMap);

function hostOf(map: CpuMap): fc.Arbitrary<HostCpu> {
  return fc
    .record({
      model: fc.constantFrom(...map.models.map(({ name }) => name)),
      features: fc.uniqueArray(fc.constantFrom(...map.features.map(({ name }) => name)), { maxLength: 30 }),
    })
    .map(({ model, features }): HostCpu => ({ kind: 'host', arch: 'x86_64', model, features }));
}

function guestOf(map: CpuMap): fc.Arbitrary<GuestCpu> {
  return fc
    .record({
      model: fc.constantFrom(...map.models.map(({ name }) => name)),
      match: fc.constantFrom(...matches),
      features: fc.uniqueArray(
        fc.record({
          name: fc.constantFrom(...map.features.map(({ name }) => name)),
          policy: fc.constantFrom(...policies),
        }),
        { maxLength: 20, selector: ({ name }) => name },
      ),
    })
    .map((drawn): GuestCpu => ({ kind: 'guest', mode: 'custom', fallback: 'allow', ...drawn }));
}

const poolOfHosts = anyMap.chain((map) =>
  fc.record({ map: fc.constant(map), hosts: fc.array(hostOf(map), { minLength: 1, maxLength: 6 }) }),
);

/** Pools that libvirt computes a baseline for: vendors agree, something is shared, a model fits. */
function withBaseline(pool: { map: CpuMap; hosts: readonly HostCpu[] }) {
  const baseline = baselineX86(pool.map, pool.hosts);
  return baseline.ok ? { ...pool, guest: baseline.value } : undefined;
}

describe('baseline', () => {
  it('runs on every input: identical or superset', () => {
    let computed = 0;
    fc.assert(
      fc.property(poolOfHosts, (drawn) => {
        const pool = withBaseline(drawn);
        if (pool === undefined) return;
        computed++;
        for (const host of pool.hosts) {
          // Vendors are compared as stated; these hosts state none.
          const { vendor: _vendor, ...guest } = pool.guest;
          expect(value(compareX86(pool.map, host, guest)).result).not.toBe('incompatible');
        }
      }),
      seeded,
    );
    expect(computed).toBeGreaterThan(50);
  });

  it('has exactly the bits that all hosts share', () => {
    fc.assert(
      fc.property(poolOfHosts, (drawn) => {
        const pool = withBaseline(drawn);
        if (pool === undefined) return;
        const shared = pool.hosts.map((host) => value(encode(pool.map, host))).reduce(intersection);
        expect(equalBits(value(encode(pool.map, pool.guest)), shared)).toBe(true);
      }),
      seeded,
    );
  });

  it('of one host has that host’s bits', () => {
    fc.assert(
      fc.property(
        anyMap.chain((map) => fc.record({ map: fc.constant(map), host: hostOf(map) })),
        ({ map, host }) => {
          const baseline = baselineX86(map, [host]);
          if (!baseline.ok) return;
          expect(equalBits(value(encode(map, baseline.value)), value(encode(map, host)))).toBe(true);
        },
      ),
      seeded,
    );
  });

  it('never gains a bit when a host is added', () => {
    fc.assert(
      fc.property(poolOfHosts, ({ map, hosts }) => {
        const all = baselineX86(map, hosts);
        const fewer = baselineX86(map, hosts.slice(0, -1));
        if (!all.ok || !fewer.ok) return;
        expect(containsBits(value(encode(map, fewer.value)), value(encode(map, all.value)))).toBe(true);
      }),
      seeded,
    );
  });

  /**
   * The parts of the result that depend on the order: the vendor rules look at the first CPU differently (its vendor must be known but
   * is not checked against its model, and none is taken from its model), and through the vendor the choice of model.
   * The bits never depend on it.
   */
  it('has the same bits in any order of hosts, wherever both orders have an answer', () => {
    fc.assert(
      fc.property(poolOfHosts, ({ map, hosts }) => {
        const forward = baselineX86(map, hosts);
        const backward = baselineX86(map, [...hosts].reverse());
        if (!forward.ok || !backward.ok) return;
        expect(equalBits(value(encode(map, forward.value)), value(encode(map, backward.value)))).toBe(true);
      }),
      seeded,
    );
  });

  it('is the same text in any order of hosts that all state one vendor', () => {
    fc.assert(
      fc.property(poolOfHosts, fc.constantFrom('Intel', 'AMD'), ({ map, hosts }, vendor) => {
        const stated = hosts
          .filter(({ model }) => (map.modelByName.get(model ?? '')?.vendor?.name ?? vendor) === vendor)
          .map((host) => ({ ...host, vendor }));
        const forward = baselineX86(map, stated);
        const backward = baselineX86(map, [...stated].reverse());
        expect(backward).toEqual(forward);
      }),
      seeded,
    );
  });
});

describe('candidates', () => {
  it('each say the pool’s bits exactly: model + require − disable', () => {
    fc.assert(
      fc.property(poolOfHosts, ({ map, hosts }) => {
        const shared = sharedData(map, hosts, undefined);
        if (!shared.ok) return;
        const { data } = shared.value;
        for (const { model, features } of candidates(map, data, { type: 'guest', chosen: undefined })) {
          const guest: GuestCpu = {
            kind: 'guest',
            mode: 'custom',
            match: 'exact',
            fallback: 'allow',
            model: model.name,
            features,
          };
          expect(equalBits(value(encode(map, guest)), data.bits)).toBe(true);
        }
      }),
      { ...seeded, numRuns: 40 },
    );
  });

  it('lead with libvirt’s choice, and say of every other why libvirt passes it over', () => {
    fc.assert(
      fc.property(poolOfHosts, (drawn) => {
        const pool = withBaseline(drawn);
        if (pool === undefined) return;
        const { data } = value(sharedData(pool.map, pool.hosts, undefined));
        const preferred = [...new Set(pool.hosts.flatMap(({ model }) => model ?? []))];
        const ranked = candidates(pool.map, data, { type: 'guest', chosen: pool.guest.model, preferred });
        expect(ranked[0]?.model.name).toBe(pool.guest.model);
        expect(ranked[0]?.features).toEqual(pool.guest.features);
        expect(ranked.slice(1).filter(({ passedOver }) => passedOver === undefined)).toEqual([]);
        expect(ranked).toHaveLength(pool.map.models.length);
      }),
      { ...seeded, numRuns: 60 },
    );
  });
});

describe('expand', () => {
  it('keeps the bits that require and disable say', () => {
    const drawn = anyMap.chain((map) => fc.record({ map: fc.constant(map), guest: guestOf(map) }));
    fc.assert(
      fc.property(drawn, ({ map, guest }) => {
        const plain = {
          ...guest,
          features: guest.features.filter(({ policy }) => policy === 'require' || policy === 'disable'),
        };
        const expanded = value(expandX86(map, plain));
        expect(equalBits(value(encode(map, expanded)), value(encode(map, plain)))).toBe(true);
      }),
      seeded,
    );
  });
});

describe('text', () => {
  const definition: fc.Arbitrary<CpuDefinition> = fc
    .constantFrom(...real)
    .chain((map) => fc.oneof(hostOf(map), guestOf(map)));
  const extras = fc.record(
    {
      topology: fc.record({
        sockets: fc.integer({ min: 1, max: 0xffffffff }),
        dies: fc.integer({ min: 1, max: 8 }),
        clusters: fc.integer({ min: 1, max: 8 }),
        cores: fc.integer({ min: 1, max: 512 }),
        threads: fc.integer({ min: 1, max: 8 }),
      }),
      maxphysaddr: fc.record({
        mode: fc.constant('passthrough' as const),
        bits: fc.nat(64),
        limit: fc.integer({ min: 1, max: 64 }),
      }),
      cache: fc.record({
        level: fc.integer({ min: 1, max: 3 }),
        mode: fc.constantFrom('emulate' as const, 'disable' as const),
      }),
    },
    { requiredKeys: [] },
  );

  it('parse ∘ format is the identity on definitions', () => {
    fc.assert(
      fc.property(definition, extras, (cpu, more) => {
        const whole: CpuDefinition = { ...cpu, ...more };
        expect(value(parseCpu(formatCpu(whole), { type: 'auto' }))).toEqual(whole);
      }),
      seeded,
    );
  });

  it('no text makes a parser throw', () => {
    const scraps = fc.constantFrom(
      '<cpu>',
      '</cpu>',
      "<cpu match='",
      'exact',
      "'>",
      '<model>',
      '</model>',
      '<arch>x86_64</arch>',
      "<feature name='a'/>",
      '<topology/>',
      "<cpudata arch='x86'>",
      '<cpuid ',
      "eax_in='0x1'",
      '/>',
      '&',
      '\0',
      '<',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(scraps).map((parts) => parts.join('')),
        ),
        (text) => {
          for (const type of ['host', 'guest', 'auto'] as const)
            expect(typeof parseCpu(text, { type }).ok).toBe('boolean');
          expect(typeof parseCpuDataText(text).ok).toBe('boolean');
        },
      ),
      { ...seeded, numRuns: 1000 },
    );
  });

  it('a megabyte is parsed', () => {
    const names = Array.from({ length: 30_000 }, (_, index) => `<feature name='feature-number-${index}'/>`);
    const large = `<cpu><arch>x86_64</arch><model>486</model>${names.join('\n')}</cpu>`;
    expect(large.length).toBeGreaterThan(1_000_000);
    expect(parseCpu(large, { type: 'auto' }).ok).toBe(true);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bits } from '../../bits/bits.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { guest, small } from '../made-up.test-support.ts';
import { candidateFor, weigh, weightOf } from './candidate.ts';
import { candidates } from './candidates.ts';
import { score } from './choose-model.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';

const real = await Promise.all((['12.8.0', '9.0.0'] as const).map(loadCpuMap));
const [newest = small] = real;

const anyBits = (map: CpuMap): fc.Arbitrary<Bits> =>
  fc
    .array(fc.oneof(fc.constantFrom(0, 0x80000000, 0xffffffff), fc.integer()), {
      minLength: map.words.length,
      maxLength: map.words.length,
    })
    .map((words) => Uint32Array.from(words));

const drawn = fc.constantFrom(...real, small).chain((map) =>
  fc.record({
    map: fc.constant(map),
    bits: anyBits(map),
    type: fc.constantFrom('host' as const, 'guest' as const),
    blockers: fc.oneof(
      fc.constant([]),
      fc.array(fc.constantFrom('lost', ...map.features.map(({ name }) => name)), { maxLength: 5 }),
    ),
  }),
);

describe('[D5] a candidate', () => {
  it('weighs what its list is long, for every model of every map, with blockers and without', () => {
    fc.assert(
      fc.property(drawn, ({ map, ...options }) => {
        const step = map === small ? 1 : 7;
        for (let i = 0; i < map.models.length; i += step) {
          const model = map.models[i];
          if (model === undefined) continue;
          const listed = weightOf(candidateFor(map, model, options).features);
          if (
            weigh(map, model, options).require !== listed.require ||
            weigh(map, model, options).disable !== listed.disable
          )
            expect([model.name, weigh(map, model, options)]).toEqual([model.name, listed]);
        }
      }),
      { seed: 20261123, numRuns: 150 },
    );
  });

  const list = (
    model: string,
    features: string,
    blockers: readonly string[] = [],
    type: 'host' | 'guest' = 'guest',
  ) => {
    const of = small.modelByName.get(model);
    const bits = encode(small, guest(undefined, features));
    if (of === undefined || !bits.ok) throw new Error(model);
    const { features: listed } = candidateFor(small, of, { bits: bits.value, type, blockers });
    return listed.map(({ name, policy }) => `${policy === 'require' ? '+' : '-'}${name}`).join(' ');
  };

  it.each([
    ['adds what the model lacks, in map order', 'base', 'f0 f1 f5 f3', [], '+f3 +f5'],
    ['then disables what is missing', 'intel', 'f0 f5', [], '+f5 -f1 -f2'],
    ['then what the model lists as removed', 'intel-new', 'f0 f1 f2 f3 f4', [], '+f4 -f6'],
    ['which is not listed twice', 'intel-new', 'f0 f1 f2 f3 f6', [], '+f6'],
    ['disables blockers that it does not add', 'base', 'f0 f1 f5', ['f1', 'f5', 'f7', 'lost'], '+f5 -f1 -f7'],
    ['takes a feature of several bits before its parts', 'none', 'wide', [], '+wide'],
    ['and its parts alone where one is missing', 'none', 'left', [], '+left'],
    ['disables a feature of several bits whole', 'broad', 'f0', [], '-wide'],
    ['and only the part that is missing', 'broad', 'f0 left', [], '-right'],
  ])('%s', (...[, model, features, blockers, expected]) => {
    expect(list(model, features, blockers)).toBe(expected);
  });

  it('of a host lists no removed features', () => {
    expect(list('intel-new', 'f0 f1 f2 f3', [], 'host')).toBe('');
  });
});

it.each([
  [{ require: 5, disable: 0 }, 'guest', { total: 5, disabled: 0 }],
  // Each disable takes one off the bound: of three the third is never looked at.
  [{ require: 0, disable: 1 }, 'guest', { total: 2, disabled: 2 }],
  [{ require: 0, disable: 2 }, 'guest', { total: 3, disabled: 2 }],
  [{ require: 0, disable: 3 }, 'guest', { total: 6, disabled: 5 }],
  [{ require: 4, disable: 3 }, 'guest', { total: 10, disabled: 5 }],
  [{ require: 0, disable: 4 }, 'guest', { total: 7, disabled: 5 }],
  [{ require: 4, disable: 0 }, 'host', { total: 4, disabled: 0 }],
] as const)('[D6f] %o of a %s scores %o', (weight, type, expected) => {
  expect(score(weight, type, { modelScore: 'penalty' })).toEqual(expected);
});

it('[D6f] 7.0 counts what a list of features holds, whatever the policies', () => {
  const weight = { require: 4, disable: 3 };
  expect(score(weight, 'guest', { modelScore: 'length' })).toEqual({ total: 7, disabled: 0 });
});

describe('why libvirt passes a model over', () => {
  const intel = small.vendorByName.get('Intel');
  const why = (
    features: string,
    options: Partial<Parameters<typeof candidates>[2]> = {},
    vendor: typeof intel | 'mixed' = intel,
  ) => {
    const bits = encode(small, guest(undefined, features));
    if (!bits.ok) throw new Error(bits.error.message);
    const data = { bits: bits.value, vendor: vendor === 'mixed' ? undefined : vendor, signature: undefined };
    const settings = { type: 'guest' as const, ...options };
    const chosen = decode(small, data, settings);
    const ranked = candidates(small, data, {
      ...settings,
      chosen: chosen.ok ? chosen.value.model : undefined,
    });
    return Object.fromEntries(ranked.map(({ model, passedOver }) => [model.name, passedOver]));
  };

  it('its vendor, and what it would count', () => {
    expect(why('f0 f1 f2')).toEqual({
      intel: undefined,
      amd: { kind: 'vendor', vendor: 'AMD' },
      base: { kind: 'more', total: 1, best: 0 },
      none: { kind: 'more', total: 3, best: 0 },
      'intel-new': { kind: 'more', total: 3, best: 0 },
      broad: { kind: 'more', total: 4, best: 0 },
    });
  });

  it('that the hypervisor does not offer it', () => {
    expect(why('f0 f1', { allowed: [{ name: 'none', blockers: [] }] })).toMatchObject({
      none: undefined,
      base: { kind: 'not-allowed' },
    });
  });

  it('that a host can’t say what it lacks', () => {
    expect(why('f0 f1', { type: 'host' }).intel).toEqual({ kind: 'would-disable', count: 1 });
  });

  it('that all hosts name another', () => {
    expect(why('f0 f1 f2', { preferred: ['none'] })).toMatchObject({
      none: undefined,
      intel: { kind: 'preferred' },
      base: { kind: 'preferred' },
    });
  });

  it('that it costs as much and disables more, or just comes earlier in the map', () => {
    const only = (...names: string[]) => ({ allowed: names.map((name) => ({ name, blockers: [] })) });
    expect(why('f0 f1 f4 f5', only('none', 'intel')).intel).toEqual({ kind: 'disables', total: 4 });
    expect(why('f0 f1 f2 f4', only('intel', 'amd'), 'mixed').intel).toEqual({ kind: 'tie' });
  });

  it('the signature, of real CPUs', () => {
    const model = newest.modelByName.get('Skylake-Server-v1');
    const signature = { family: 6, model: 85, stepping: 4 };
    if (model === undefined) throw new Error('no Skylake-Server-v1');
    const data = { bits: model.bits, vendor: model.vendor, signature };
    const chosen = decode(newest, data, { type: 'host' });
    const ranked = candidates(newest, data, {
      type: 'host',
      chosen: chosen.ok ? chosen.value.model : undefined,
    });
    expect(ranked[0]).toMatchObject({ chosen: true, signatureMatches: true });
    expect(ranked.find(({ model: { name } }) => name === 'Westmere')?.passedOver).toEqual({
      kind: 'signature',
    });
  });

  it('[D3] of Haswell’s bits as libvirt believes them: without hle and rtm', () => {
    const haswell = newest.modelByName.get('Haswell');
    if (haswell === undefined) throw new Error('no Haswell');
    const signature = { family: 6, model: 60, stepping: 1 };
    const data = { bits: haswell.bits, vendor: haswell.vendor, signature };
    const chosen = decode(newest, data, { type: 'guest' });
    if (!chosen.ok) throw new Error(chosen.error.message);
    const [first] = candidates(newest, data, { type: 'guest', chosen: chosen.value.model });
    expect(first?.features).toEqual(chosen.value.features);
  });
});

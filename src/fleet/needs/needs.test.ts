import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { host } from '../../cpu/made-up.test-support.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { cascadeLake, fleetOf, rome, skylake } from '../pool/pools.test-support.ts';
import { cheapestWay, type NeedKind, stateOfFeatures, stateOfNeed } from './cheapest-way.ts';
import { type Gives, givenByKinds } from './host-gives.ts';
import { type Need, namedNeeds, needCalled, oftenAsked } from './need.ts';

const map = await loadCpuMap('12.8.0');
const names = ['a', 'b', 'c', 'd'] as const;
const seeded = { seed: 14, numRuns: 300 };

const gives = fc.constantFrom<Gives>(
  { kind: 'can' },
  { kind: 'can' },
  { kind: 'cannot' },
  { kind: 'needless' },
  { kind: 'changed', change: 'newer microcode' },
);
const kinds = fc.array(
  fc.record({ hosts: fc.integer({ min: 1, max: 4 }), of: fc.tuple(gives, gives, gives, gives) }),
  {
    maxLength: 6,
  },
);
const needs = fc.array(
  fc
    .array(fc.subarray([...names], { minLength: 1 }), { minLength: 1, maxLength: 3 })
    .map((ways): Need => ({ id: 'need', note: '', ways })),
  { maxLength: 3 },
);

type MadeKinds = typeof kinds extends fc.Arbitrary<infer K> ? K : never;

function needKinds(made: MadeKinds): NeedKind[] {
  return made.map(({ hosts, of }) => ({
    hosts,
    gives: (name) => of[names.indexOf(name as (typeof names)[number])] ?? { kind: 'cannot' },
  }));
}

/** Every set of kinds that may stay, with every choice of ways: the most hosts, and of these the fewest changed. */
function bySearch(wanted: readonly Need[], all: readonly NeedKind[]) {
  const choices = wanted.reduce<string[][]>(
    (sets, { ways }) => sets.flatMap((set) => ways.map((way) => [...set, ...way])),
    [[]],
  );
  let best: { out: number; changed: number } | undefined;
  for (let stays = 0; stays < 1 << all.length; stays++) {
    for (const features of choices) {
      const kept = all.filter((_, at) => (stays >> at) & 1);
      const has = kept.map((kind) => features.map((name) => kind.gives?.(name).kind ?? 'cannot'));
      if (has.some((each) => each.includes('cannot'))) continue;
      const out = all.filter((_, at) => !((stays >> at) & 1)).reduce((sum, kind) => sum + kind.hosts, 0);
      const changed = kept.reduce(
        (sum, { hosts }, at) => sum + (has[at]?.includes('changed') ? hosts : 0),
        0,
      );
      if (best === undefined || out < best.out || (out === best.out && changed < best.changed))
        best = { out, changed };
    }
  }
  return best ?? { out: 0, changed: 0 };
}

describe('the cheapest way', () => {
  it('excludes the fewest hosts and then changes the fewest, of all ways that there are', () => {
    let both = 0;
    fc.assert(
      fc.property(needs, kinds, (wanted, made) => {
        const all = needKinds(made);
        const way = cheapestWay(wanted, all);
        const best = bySearch(wanted, all);
        const hosts = all.reduce((sum, kind) => sum + kind.hosts, 0);
        if (way === undefined) expect(best.out).toBe(hosts);
        else expect([way.hostsOut, way.hostsChanged]).toEqual([best.out, best.changed]);
        if (best.out > 0 && best.changed > 0) both++;
      }),
      seeded,
    );
    expect(both).toBeGreaterThan(10);
  });

  it('lets every host that stays have every feature that it names, once it is changed', () => {
    fc.assert(
      fc.property(needs, kinds, (wanted, made) => {
        const all = needKinds(made);
        const way = cheapestWay(wanted, all);
        if (way === undefined) return;
        for (const { ways } of wanted) {
          expect(ways.some((features) => features.every((name) => way.features.includes(name)))).toBe(true);
        }
        all.forEach((kind, at) => {
          const { kind: state } = stateOfFeatures(way.features, kind.gives);
          expect(way.leaveOut.includes(at)).toBe(state === 'cannot');
          expect(way.change.some((change) => change.at === at)).toBe(state === 'changed');
        });
      }),
      seeded,
    );
  });

  it('never excludes fewer hosts for more needs', () => {
    fc.assert(
      fc.property(needs, kinds, (wanted, made) => {
        const all = needKinds(made);
        const out = (some: readonly Need[]) => cheapestWay(some, all)?.hostsOut ?? Number.POSITIVE_INFINITY;
        expect(out(wanted)).toBeGreaterThanOrEqual(out(wanted.slice(1)));
      }),
      seeded,
    );
  });
});

describe('the features that hosts give', () => {
  const pool = (...cpus: Parameters<typeof fleetOf>[1]) => fleetOf(map, cpus).kinds;
  const stateOn = (id: string, ...cpus: Parameters<typeof fleetOf>[1]) => {
    const need = needCalled(map, id);
    return need && givenByKinds(map, pool(...cpus), false).map((of) => stateOfNeed(need, of));
  };

  it('is what KVM gives of their CPUs', () => {
    expect(stateOn('v3', skylake, rome)).toMatchObject([{ kind: 'can' }, { kind: 'can' }]);
    expect(stateOn('v4', skylake, rome)).toMatchObject([
      { kind: 'can' },
      { kind: 'cannot', lacks: ['avx512f', 'avx512bw', 'avx512cd', 'avx512dq', 'avx512vl'] },
    ]);
    expect(stateOn('smx', skylake)).toMatchObject([{ kind: 'cannot' }]);
  });

  it('differs by vendor for nested, and a protection of one vendor is not needed on the other', () => {
    expect(stateOn('nested', skylake, rome)?.map(({ kind }) => kind)).not.toContain('cannot');
    expect(stateOn('tsx-ctrl', rome)).toMatchObject([{ kind: 'needless' }]);
    expect(stateOn('hle', rome)).toMatchObject([{ kind: 'cannot' }]);
  });

  it('may come by microcode where the same processor has it elsewhere', () => {
    const old = { ...skylake, features: skylake.features };
    const patched = { ...skylake, features: [...skylake.features, 'md-clear'] };
    expect(stateOn('md-clear', old, patched)).toEqual([
      { kind: 'changed', changes: ['newer microcode'], lacks: [] },
      { kind: 'can', changes: [], lacks: [] },
    ]);
    expect(stateOn('md-clear', old, cascadeLake)).toMatchObject([{ kind: 'cannot' }, { kind: 'can' }]);
  });

  it('is nothing known where the model is not known', () => {
    expect(stateOn('v2', host('NoSuchModel', 'avx'))).toMatchObject([{ kind: 'cannot' }]);
  });
});

describe('a need', () => {
  it('is called by its name, its short name, or a feature by any of its names', () => {
    expect(needCalled(map, ' V3 ')?.id).toBe('x86-64-v3');
    expect(needCalled(map, 'nested')?.ways).toEqual([['vmx'], ['svm']]);
    expect(needCalled(map, 'sse4_2')?.id).toBe('sse4.2');
    expect(needCalled(map, 'no such thing')).toBeUndefined();
    for (const id of [...namedNeeds(), ...oftenAsked]) expect(needCalled(map, id)?.id).toBe(id);
  });

  it('of a level holds all levels below it', () => {
    const features = (id: string) => new Set(needCalled(map, id)?.ways.flat());
    for (const [low, high] of [
      ['v1', 'v2'],
      ['v2', 'v3'],
      ['v3', 'v4'],
    ] as const) {
      for (const name of features(low)) expect(features(high)).toContain(name);
    }
  });
});

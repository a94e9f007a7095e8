import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasMask } from '../../bits/bits.ts';
import { host, small } from '../../cpu/made-up.test-support.ts';
import { poolWithout } from '../answer/answer-sentence.ts';
import { poolOf } from '../pool/pool.ts';
import { fleetOf, pool } from '../pool/pools.test-support.ts';
import { costliest, costsOf, featuresGained, hostsToLeaveOut } from './costs.ts';

const cpu = fc
  .record({
    model: fc.constantFrom('none', 'base', 'intel', 'broad'),
    features: fc.subarray(['f2', 'f3', 'f4', 'f5', 'wide', 'left', 'right']),
  })
  .map(({ model, features }) => host(model, features.join(' ')));
const drawn = fc.array(cpu, { minLength: 1, maxLength: 6 }).map((cpus) => pool(small, cpus));
const seeded = { seed: 20261123, numRuns: 500 };

const has = (bits: Parameters<typeof hasMask>[0], name: string) => {
  const feature = small.featureByName.get(name);
  return feature !== undefined && hasMask(bits, feature.mask);
};

describe('the cost of a kind of CPU', () => {
  it('is what some other has and it lacks; alone, what every other has: counted feature by feature', () => {
    fc.assert(
      fc.property(drawn, (of) => {
        for (const { kind, lacks, alone } of costsOf(of)) {
          const others = of.kinds.filter((other) => other !== kind);
          const missing = small.features
            .map(({ name }) => name)
            .filter((name) => !has(kind.cpu.bits, name) && others.some(({ cpu }) => has(cpu.bits, name)));
          expect(lacks.map(({ name }) => name)).toEqual(missing);
          expect(alone.map(({ name }) => name)).toEqual(
            missing.filter((name) => others.every(({ cpu }) => has(cpu.bits, name))),
          );
        }
      }),
      seeded,
    );
  });

  it('alone is what the pool gains without it', () => {
    fc.assert(
      fc.property(drawn, (of) => {
        for (const cost of costsOf(of)) {
          if (of.kinds.length === 1) expect(cost.alone).toEqual([]);
          else {
            const { common } = poolWithout(of, cost);
            expect(featuresGained(of, of.common, common)).toBe(cost.alone.length);
          }
        }
      }),
      seeded,
    );
  });

  it('is nothing for one whose model is unknown, and others are measured without it', () => {
    const of = pool(small, [host('base', 'f2 f3'), host('base', 'f2'), host('gone', 'f5')]);
    const told = costsOf(of).map(({ lacks, alone }) =>
      [lacks, alone].map((l) => l.map(({ name }) => name).join(' ')),
    );
    expect(told).toEqual([
      ['f5', ''],
      ['f3 f5', 'f3'],
      ['', ''],
    ]);
  });
});

it('the costliest kind is the one that alone costs most; none when none alone costs anything', () => {
  const of = pool(small, [host('base', 'f2 f3 f4'), host('base', 'f2'), host('base', 'f3 f4 f5')]);
  expect(costliest(costsOf(of))?.kind.hosts[0]?.name).toBe('kvm-02');
  expect(costliest(costsOf(pool(small, [host('base')])))).toBeUndefined();
  expect(costliest([])).toBeUndefined();
});

it('hosts to exclude for some features are as few as trying every set finds', () => {
  fc.assert(
    fc.property(drawn, fc.subarray([...small.features], { minLength: 1 }), (of, features) => {
      const out = new Set(hostsToLeaveOut(of, features));
      const hosts = of.kinds.flatMap(({ included, cpu: { bits } }) =>
        included.map(({ id }) => ({ id, bits })),
      );
      const sets = Array.from({ length: 2 ** hosts.length }, (_, set) =>
        hosts.filter((_host, i) => ((set >>> i) & 1) === 0),
      );
      const suffices = (kept: typeof hosts) =>
        kept.every(({ bits }) => features.every(({ mask }) => hasMask(bits, mask)));
      const most = Math.max(...sets.filter(suffices).map(({ length }) => length));
      expect(suffices(hosts.filter(({ id }) => !out.has(id)))).toBe(true);
      expect(hosts.length - out.size).toBe(most);
    }),
    { ...seeded, numRuns: 100 },
  );
});

it('hosts to exclude for a feature are all that lack it', () => {
  const of = pool(small, [host('base'), host('base', 'f2'), host('base'), host('gone')]);
  const feature = small.featureByName.get('f2');
  expect(feature && hostsToLeaveOut(of, [feature])).toEqual(['id-kvm-01', 'id-kvm-03']);
});

describe('the pool without a kind', () => {
  it('keeps out who was out, and stays without what blocks migration', () => {
    const fleet = fleetOf(small, [host('base', 'f7'), host('base', 'f7 f2'), host('intel', 'f7 f2')], [2]);
    const of = poolOf(fleet, { migratable: true });
    const [first] = of.kinds;
    const without = first && poolWithout(of, { kind: first });
    expect(without?.kinds.map(({ included }) => included.map(({ name }) => name))).toEqual([['kvm-02']]);
    expect(without?.migratable).toBe(true);
    expect(JSON.stringify(without?.baseline)).not.toContain('f7');
  });
});

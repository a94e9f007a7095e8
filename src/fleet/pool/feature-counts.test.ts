import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasMask } from '../../bits/bits.ts';
import { host, small } from '../../cpu/made-up.test-support.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { costsOf } from '../matrix/costs.ts';
import { rowsOf, stateIn } from '../matrix/rows.ts';
import { canBeDeployed } from './deployable.ts';
import { tally } from './feature-counts.ts';
import { isToldByQemu } from './pool.ts';
import { pool } from './pools.test-support.ts';

const release = await loadCpuMap('12.8.0');

describe.each([
  ['a map of single bits', release],
  ['a map with a feature of two bits', small],
])('over %s', (_, map) => {
  const names = fc.subarray([...map.features.map(({ name }) => name), 'outside-1', 'outside-2']);
  const models = fc.constantFrom(...map.models.map(({ name }) => name), 'gone');
  const pools = fc
    .array(
      fc.tuple(models, names).map(([model, listed]) => host(model, listed.join(' '))),
      { minLength: 1, maxLength: 5 },
    )
    .map((cpus) => pool(map, cpus));
  const seeded = { seed: 20261125, numRuns: 40 };

  it('a feature is counted as often as kinds have it', () => {
    fc.assert(
      fc.property(pools, (of) => {
        const hosts = tally(of, of.kinds, ({ included }) => included.length);
        for (const feature of map.features) {
          const having = of.kinds.filter(({ cpu }) => hasMask(cpu.bits, feature.mask));
          expect(hosts(feature)).toBe(having.reduce((sum, { included }) => sum + included.length, 0));
        }
      }),
      seeded,
    );
  });

  it('rows and costs tell what asking each kind tells', () => {
    fc.assert(
      fc.property(pools, (of) => {
        const rows = rowsOf(of);
        const known = rows.filter(({ feature }) => feature !== undefined);
        for (const { id, feature, has, unknown } of rows) {
          const hosts = (state: string) =>
            of.kinds
              .filter((kind) => stateIn(kind, id, feature) === state)
              .reduce((sum, { included }) => sum + included.length, 0);
          expect([id, has, unknown]).toEqual([id, hosts('has'), hosts('unknown')]);
        }
        for (const { kind, lacks } of costsOf(of)) {
          // Nobody knows what a host of an unknown model lacks.
          if (kind.cpu.unknownModel !== undefined) continue;
          const lacking = known.filter(
            ({ id, feature, has }) =>
              feature !== undefined &&
              canBeDeployed(feature, isToldByQemu(of)) &&
              has > 0 &&
              stateIn(kind, id, feature) !== 'has',
          );
          expect(lacks.map(({ name }) => name)).toEqual(lacking.map(({ id }) => id));
        }
      }),
      seeded,
    );
  });
});

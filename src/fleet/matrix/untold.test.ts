import { expect, test } from 'vitest';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { buildFleet, type FleetHost } from '../pool/fleet.ts';
import { poolOf } from '../pool/pool.ts';
import { cellState, columnsOf, lackedByOne } from './columns.ts';
import { costsOf } from './costs.ts';
import { rowsOf } from './rows.ts';

const map = await loadCpuMap('12.8.0');
const msrFeature = 'rdctl-no';
const cpuidFeature = 'pku';

function host(name: string, features: readonly string[], silent = false): FleetHost {
  return {
    id: name,
    name,
    included: true,
    cpu: { kind: 'host', cpu: { kind: 'host', arch: 'x86_64', model: 'Haswell', vendor: 'Intel', features } },
    ...(silent ? { hidesMsrs: true as const } : {}),
  };
}

function matrixOf(...hosts: readonly FleetHost[]) {
  const fleet = buildFleet(map, hosts);
  const pool = poolOf(fleet);
  const columns = columnsOf(fleet, { fold: false, order: 'given' });
  const row = (name: string) => {
    const found = rowsOf(pool).find(({ id }) => id === name);
    if (found === undefined) throw new Error(`no row ${name}`);
    return found;
  };
  const states = (name: string) =>
    columns.map((column) => cellState(row(name), column, lackedByOne(row(name), columns)));
  return { pool, row, states };
}

test('a feature of an MSR is not told where the source shows none, and lacks where it shows them', () => {
  const { row, states } = matrixOf(
    host('told', [msrFeature]),
    host('bare', []),
    host('silent', [cpuidFeature], true),
  );
  expect(states(msrFeature)).toEqual(['has', 'only-lacks', 'not-told']);
  expect(row(msrFeature)).toMatchObject({ has: 1, lacks: 1, untold: 1, unknown: 0, state: 'differs' });
  expect(states(cpuidFeature)).toEqual(['lacks', 'lacks', 'has']);
  expect(row(cpuidFeature)).toMatchObject({ has: 1, lacks: 2, untold: 0 });
});

test('it costs the silent host nothing, and no guest gets it', () => {
  const { pool, row } = matrixOf(host('told', [msrFeature]), host('silent', [], true));
  const costs = costsOf(pool).map(({ lacks }) => lacks.map(({ name }) => name));
  expect(costs).toEqual([[], []]);
  expect(row(msrFeature)).toMatchObject({ has: 1, lacks: 0, untold: 1, state: 'differs' });
});

test('one that the source does list is there', () => {
  const { states } = matrixOf(host('told', [msrFeature]), host('silent', [msrFeature], true));
  expect(states(msrFeature)).toEqual(['has', 'has']);
});

test('hosts with the same CPU are two kinds where only one shows features of MSRs', () => {
  const { pool } = matrixOf(host('told', []), host('silent', [], true), host('silent too', [], true));
  expect(pool.kinds.map(({ hosts }) => hosts.length)).toEqual([1, 2]);
});

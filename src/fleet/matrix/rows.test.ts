import { describe, expect, it } from 'vitest';
import { guest, host, small } from '../../cpu/made-up.test-support.ts';
import { poolOf } from '../pool/pool.ts';
import { fleetOf, pool } from '../pool/pools.test-support.ts';
import { type Column, cellState, columnsOf, lackedByOne } from './columns.ts';
import { type Row, rowsOf } from './rows.ts';

function row(rows: readonly Row[], id: string): Row {
  const found = rows.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no row ${id}`);
  return found;
}

describe('a row', () => {
  const of = poolOf(
    fleetOf(
      small,
      [host('base', 'f2 wide'), host('base', 'left new'), host('gone', 'f3'), host('base', 'f5')],
      [3],
    ),
  );
  const rows = rowsOf(of);

  it('stands for each feature of the map in its order, names outside the map last', () => {
    expect(rows.map(({ id }) => id)).toEqual([...small.features.map(({ name }) => name), 'new']);
  });

  it.each([
    ['f0', 2, 0, 1, 'differs'],
    ['f2', 1, 1, 1, 'differs'],
    ['f3', 1, 2, 0, 'differs'],
    ['f5', 0, 2, 1, 'nobody'],
    ['wide', 1, 1, 1, 'differs'],
    ['left', 2, 0, 1, 'differs'],
    ['new', 1, 1, 1, 'differs'],
  ])('%s: %i have it, %i lack it, %i can’t be asked: %s', (id, ...counts) => {
    const { has, lacks, unknown, state } = row(rows, id);
    expect([has, lacks, unknown, state]).toEqual(counts);
  });

  it('is the same where all hosts that count have it', () => {
    expect(row(rowsOf(pool(small, [host('base'), host('intel')])), 'f0').state).toBe('same');
  });

  it('has the address of its bit, or of the word where it has several', () => {
    expect([row(rows, 'f7').address, row(rows, 'wide').address, row(rows, 'new').address]).toEqual([
      '1.0 ecx 31',
      '7.0 ebx',
      '',
    ]);
  });

  it('of an empty pool is had by nobody', () => {
    expect(new Set(rowsOf(pool(small, [])).map(({ state }) => state))).toEqual(new Set(['nobody']));
  });
});

it('on other architectures there is a row for each name, also for one that x86 has too', () => {
  const arm = (features: string) => host('a64fx', features, { arch: 'aarch64' });
  const fleet = fleetOf(small, [arm('fp f0'), arm('fp')]);
  const rows = rowsOf(poolOf(fleet));
  expect(rows.map(({ id, has, feature }) => [id, has, feature])).toEqual([
    ['fp', 2, undefined],
    ['f0', 1, undefined],
  ]);
  const [first] = columnsOf(fleet, { fold: false, order: 'given' });
  expect(first && rows.map((each) => cellState(each, first, false))).toEqual(['has', 'has']);
});

describe('a cell', () => {
  const hosts = [
    host('base', 'f2 f7 new'),
    host('base', 'f3 f7'),
    host('base', 'f3 f7'),
    host('gone'),
    guest('broad'),
  ];
  const fleet = fleetOf(small, hosts, [4]);
  const rows = rowsOf(poolOf(fleet));
  const columns = columnsOf(fleet, { fold: true, order: 'given' });
  const cells = (id: string) => {
    const of = row(rows, id);
    return columns.map((column) => cellState(of, column, lackedByOne(of, columns))).join(' ');
  };

  it.each([
    ['f0', 'has has unknown has'],
    ['f2', 'has only-lacks unknown lacks'],
    ['f3', 'only-lacks has unknown lacks'],
    ['f4', 'nobody nobody unknown nobody'],
    ['f7', 'has-blocks-migration has-blocks-migration unknown lacks'],
    ['new', 'outside-map only-lacks unknown lacks'],
    // Nobody who counts has it; what an excluded host has is still shown.
    ['wide', 'nobody nobody unknown has'],
  ])('%s: %s', (id, states) => {
    expect(cells(id)).toBe(states);
  });

  it('is the lack of one kind, in as many columns as it stands', () => {
    const unfolded = columnsOf(fleet, { fold: false, order: 'given' });
    const f2 = row(rows, 'f2');
    expect(lackedByOne(f2, unfolded)).toBe(true);
    expect(unfolded.map((column) => cellState(f2, column, true)).slice(0, 3)).toEqual([
      'has',
      'only-lacks',
      'only-lacks',
    ]);
    expect(lackedByOne(row(rows, 'f3'), unfolded)).toBe(true);
  });

  it('is no single lack where two kinds lack it', () => {
    const two = fleetOf(small, [host('base', 'f2'), host('base', 'f3'), host('base', 'f7')]);
    const unfolded = columnsOf(two, { fold: false, order: 'given' });
    expect(lackedByOne(row(rowsOf(poolOf(two)), 'f2'), unfolded)).toBe(false);
  });
});

describe('columns', () => {
  const fleet = fleetOf(small, [host('intel'), host('base'), host('intel'), host('amd')]);
  const keys = (options: Parameters<typeof columnsOf>[1]) =>
    columnsOf(fleet, options).map(({ key }) => key.slice(-2));

  it.each([
    ['one per host', { fold: false, order: 'given' }, '01 02 03 04'],
    ['one per kind', { fold: true, order: 'given' }, '01 02 04'],
    ['hosts of a kind together', { fold: false, order: 'kind' }, '01 03 02 04'],
    ['by name', { fold: false, order: 'name' }, '01 02 03 04'],
    [
      'without those that are hidden',
      { fold: true, order: 'given', hidden: new Set(['id-kvm-02']) },
      '01 04',
    ],
    ['dearest first', { fold: true, order: 'cost', cost: (column: Column) => column.kind.index }, '04 02 01'],
  ] as const)('%s', (_what, options, expected) => {
    expect(keys(options).join(' ')).toBe(expected);
  });

  it('sort kvm-10 after kvm-2', () => {
    const ten = fleetOf(
      small,
      Array.from({ length: 10 }, () => host('base')),
    );
    const hosts = ten.hosts.map((each, i) => ({ ...each, name: `kvm-${10 - i}` }));
    const sorted = columnsOf(
      { ...fleetOf(small, []), hosts, kindOf: ten.kindOf },
      { fold: false, order: 'name' },
    );
    expect(sorted.map(({ hosts: [first] }) => first?.name).slice(0, 3)).toEqual(['kvm-1', 'kvm-2', 'kvm-3']);
  });
});

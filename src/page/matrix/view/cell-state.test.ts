import { expect, test } from 'vitest';
import type { GuestChoices } from '../../../fleet/guest/guest-choices.ts';
import { columnsOf } from '../../../fleet/matrix/columns.ts';
import { rowsOf } from '../../../fleet/matrix/rows.ts';
import { guestOf, map, poolOfHosts } from '../../../fleet/pool/guest-pool.test-support.ts';
import { cellsOf } from './cell-state.ts';

const pool = poolOfHosts(
  { model: 'Skylake-Server', features: ['avx512vnni', 'invtsc'] },
  { model: 'Skylake-Server' },
);
const columns = columnsOf(pool.fleet, { fold: false, order: 'given' });

/** The content of a feature's row: each host's cell, and the guest's. */
function row(name: string, choices: Partial<GuestChoices>) {
  const guest = guestOf(pool, choices);
  const cells = cellsOf(columns, guest, map);
  const found = rowsOf(pool).find(({ id }) => id === name);
  if (found === undefined) throw new Error(`no row ${name}`);
  return [...columns.map((column) => cells.at(found, column)), cells.guest(found).glyph];
}

test.each([
  ['custom', ['has', 'only-lacks', undefined]],
  ['host-model', ['in-guest', 'only-lacks', 'optional']],
  ['host-passthrough', ['in-guest', 'only-lacks', 'optional']],
  ['maximum', ['in-guest', 'only-lacks', 'optional']],
] as const)('in mode %s the guest has what its host gives it', (mode, shown) => {
  expect(row('avx512vnni', { mode })).toEqual(shown);
});

test('host-model leaves out what blocks migration', () => {
  expect(row('invtsc', { mode: 'host-model' })).toEqual(['lock', 'only-lacks', undefined]);
});

test('an optional feature is in the guest where the host has it', () => {
  const policies = [{ name: 'avx512vnni', policy: 'optional' as const }];
  expect(row('avx512vnni', { policies })).toEqual(['in-guest', 'only-lacks', 'optional']);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StartState } from '../guest/start-verdict.ts';
import type { FleetGuest, GuestKind } from './fleet-guest.ts';
import type { GuestGrid } from './grid.ts';
import { type GuestRow, guestRows, isTaking } from './guest-rows.ts';
import type { GuestHost, HostKind } from './host-kinds.ts';
import type { MoveState } from './move-states.ts';

/* Rows count what the grid says; here the grid's answers are made up, and counted again one host at a time. */

const state = fc.constantFrom<StartState>('starts', 'without', 'refused', 'untold');
const moving = fc.constantFrom<MoveState>('moves', 'refused', 'uncompared', 'untold');

const madeUp = fc
  .record({ hosts: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 5 }) })
  .chain(({ hosts }) =>
    fc.record({
      hosts: fc.constant(hosts),
      groups: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: hosts.length, maxLength: hosts.length }),
      rows: fc.array(
        fc.record({
          starts: fc.array(state, { minLength: hosts.length, maxLength: hosts.length }),
          moves: fc.array(moving, { minLength: hosts.length, maxLength: hosts.length }),
          // Kind of the host where each guest is; one beyond them is not here.
          on: fc.array(fc.integer({ min: 0, max: hosts.length }), { minLength: 1, maxLength: 3 }),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
  );

type MadeUp = typeof madeUp extends fc.Arbitrary<infer M> ? M : never;

function questionOf({ hosts, groups, rows }: MadeUp) {
  const kinds = hosts.map((count, index): HostKind => {
    const included = Array.from({ length: count }, (_, i) => ({
      id: `h${index}.${i}`,
      name: `h${index}.${i}`,
    }));
    return { index, included } as unknown as HostKind & { included: GuestHost[] };
  });
  const guests = rows.map(({ on }, index): GuestKind => {
    const own = on.map(
      (at, i): FleetGuest => ({
        ...{ id: `g${index}.${i}`, name: `g${index}.${i}`, arch: 'x86_64', cpu: undefined, isLive: true },
        on: `h${at}.0`,
      }),
    );
    return { index, guests: own } as unknown as GuestKind;
  });
  const grid = {
    guests,
    hosts: kinds,
    states: ({ index }: GuestKind) => rows[index]?.starts ?? [],
    moves: ({ index }: GuestKind) => rows[index]?.moves ?? [],
  } as unknown as GuestGrid;
  const columns = kinds.map((kind, at) => ({ kind, group: groups[at] ?? 0 }));
  const kindOf = new Map(kinds.flatMap((kind) => kind.included.map(({ id }) => [id, kind] as const)));
  return { grid, columns, kindOf };
}

function takingHosts(
  row: GuestRow,
  { columns }: ReturnType<typeof questionOf>,
  hosts: (kind: HostKind) => number,
) {
  const own = columns.flatMap(({ kind, group }, at) =>
    group === row.group ? [{ kind, cell: row.cells[at] }] : [],
  );
  const sum = (some: typeof own) => some.reduce((total, { kind }) => total + hosts(kind), 0);
  return { takes: sum(own.filter(({ cell }) => isTaking(cell))), of: sum(own), own };
}

describe('rows of guests that start', () => {
  it('hold every guest once, and count the hosts of their group', () => {
    fc.assert(
      fc.property(madeUp, (made) => {
        const question = questionOf(made);
        const rows = guestRows({ ...question, ask: 'start' });
        const ids = rows.flatMap(({ guests }) => guests.map(({ id }) => id)).sort();
        expect(ids).toEqual(question.grid.guests.flatMap(({ guests }) => guests.map(({ id }) => id)).sort());
        for (const row of rows) {
          const { takes, of } = takingHosts(row, question, ({ included }) => included.length);
          expect([row.takes, row.of]).toEqual([takes, of]);
          expect(row.section === 'every').toBe(takes > 0 && takes === of);
          const isUntold = takingHosts(row, question, () => 1).own.some(({ cell }) => cell === 'untold');
          expect(row.section === 'nowhere').toBe(takes === 0 && !isUntold);
          expect([...row.signs].sort()).toEqual([...new Set(row.cells)].sort());
        }
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  it('call a kind the only one that refuses where two others take the guest, and nobody else does', () => {
    fc.assert(
      fc.property(madeUp, (made) => {
        const question = questionOf(made);
        for (const row of guestRows({ ...question, ask: 'start' })) {
          const { own } = takingHosts(row, question, () => 1);
          const refusing = own.filter(({ cell }) => cell === 'refused' || cell === 'alone').length;
          const isAlone = refusing === 1 && own.filter(({ cell }) => isTaking(cell)).length > 1;
          expect(own.some(({ cell }) => cell === 'alone')).toBe(isAlone);
          expect(own.some(({ cell }) => cell === 'other')).toBe(false);
        }
      }),
      { seed: 8, numRuns: 300 },
    );
  });
});

describe('rows of guests that move', () => {
  it('do not count the host where the guest is, and keep hosts of another kind apart', () => {
    fc.assert(
      fc.property(madeUp, (made) => {
        const question = questionOf(made);
        const rows = guestRows({ ...question, ask: 'move' });
        const all = question.grid.guests.flatMap(({ guests }) => guests);
        expect(rows.flatMap(({ guests }) => guests)).toHaveLength(all.length);
        for (const row of rows) {
          for (const { on } of row.guests) expect(question.kindOf.get(on ?? '')).toBe(row.from);
          const others = (kind: HostKind) => kind.included.length - (kind === row.from ? 1 : 0);
          const { takes, of } = takingHosts(row, question, others);
          expect([row.takes, row.of]).toEqual([takes, of]);
        }
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  it('the list of a host that goes down has only its guests, and the host accepts none of them', () => {
    fc.assert(
      fc.property(madeUp, (made) => {
        const question = questionOf(made);
        const rows = guestRows({ ...question, ask: 'move', down: 'h0.0' });
        for (const row of rows) {
          expect(row.guests.every(({ on }) => on === 'h0.0')).toBe(true);
          const others = (kind: HostKind) => kind.included.filter(({ id }) => id !== 'h0.0').length;
          const { takes, of } = takingHosts(row, question, others);
          expect([row.takes, row.of]).toEqual([takes, of]);
        }
      }),
      { seed: 8, numRuns: 300 },
    );
  });
});

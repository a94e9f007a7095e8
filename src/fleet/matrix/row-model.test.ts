import { describe, expect, it } from 'vitest';
import { groupRows } from './row-groups.ts';
import { type MatrixNode, type RowModelOptions, rowModel } from './row-model.ts';
import { poolWith } from './rows.test-support.ts';
import { sortRows } from './sort.ts';

const usual: RowModelOptions = {
  view: 'differences',
  filter: '',
  grouping: 'purpose',
  order: 'map',
  showAbsent: false,
};
const { rows, context } = await poolWith({
  a: 'avx2 vmx aes rdrand',
  b: 'avx2 vmx aes',
  c: 'vmx aes',
});
const model = (options: Partial<RowModelOptions> = {}, pinned: readonly string[] = []) =>
  rowModel(rows, { ...usual, ...options }, { ...context, pinned: new Set(pinned) });

/** `title (note): children` of groups, ids of rows. */
function outline(nodes: readonly MatrixNode[]): unknown[] {
  return nodes.map((node) =>
    node.kind === 'feature'
      ? node.id
      : {
          [`${node.title} (${node.note})`]: node.kind === 'run' ? node.names.length : outline(node.children),
        },
  );
}

describe('rowModel', () => {
  it('gives what differs rows, and what agrees a line per group at the end', () => {
    const { nodes, shown, total, absent } = model();
    expect(outline(nodes).slice(0, 2)).toEqual([
      { 'Instruction sets (1 differs, 14 the same)': ['avx2'] },
      { 'Crypto and random (1 differs, 1 the same)': ['rdrand'] },
    ]);
    expect(nodes.at(-1)).toMatchObject({ kind: 'section', title: 'The same on all 3 hosts' });
    expect({ shown, total }).toEqual({ shown: 2, total: 2 });
    expect(absent).toBe(rows.filter(({ state }) => state === 'nobody').length);
  });

  it('counts under a filter what differs in the group', () => {
    const { nodes, shown, total } = model({ filter: 'avx' });
    expect(outline(nodes)).toEqual([{ 'Instruction sets (1 of 1 that differs)': ['avx2'] }]);
    expect({ shown, total }).toEqual({ shown: 1, total: 2 });
  });

  it('counts beside the rows what agrees below them', () => {
    expect(model({ filter: 'vmx' })).toMatchObject({ shown: 0, total: 2, agreeing: 1 });
    expect(model({ filter: 'avx2' })).toMatchObject({ shown: 1, agreeing: 0 });
    expect(model({ filter: 'vmx', view: 'all' })).toMatchObject({ shown: 1, agreeing: 0 });
    const nobody = rows.find(({ state }) => state === 'nobody')?.id ?? '';
    expect(model({ filter: nobody }).agreeing).toBe(0);
    expect(model({ filter: nobody, showAbsent: true }).agreeing).toBeGreaterThan(0);
  });

  it('shows all that some host has in the other view, and what none has when asked', () => {
    const all = model({ view: 'all' });
    expect(all.total).toBe(rows.length - all.absent);
    expect(model({ view: 'all', showAbsent: true }).total).toBe(rows.length);
    const asked = model({ showAbsent: true });
    expect(asked.nodes.at(-1)).toMatchObject({ title: 'That no host has' });
    expect(asked.total).toBe(2);
  });

  it('puts pinned rows first, and only there', () => {
    expect(outline(model({}, ['rdrand']).nodes).slice(0, 2)).toEqual([
      { 'Pinned ()': ['rdrand'] },
      { 'Instruction sets (1 differs, 14 the same)': ['avx2'] },
    ]);
  });

  it('is empty, with the reason, when nothing fits', () => {
    const none = model({ filter: 'missing:nobody' });
    expect(none.nodes).toEqual([]);
    expect(none.problems).toHaveLength(1);
  });

  it('names no line twice', () => {
    const ids = (nodes: readonly MatrixNode[]): string[] =>
      nodes.flatMap((node) => [node.id, ...(node.kind === 'feature' ? [] : ids(node.children))]);
    for (const grouping of ['purpose', 'register', 'none'] as const) {
      const all = ids(model({ grouping, showAbsent: true }, ['avx2']).nodes);
      expect(new Set(all).size).toBe(all.length);
    }
  });
});

describe('groupRows', () => {
  it('groups by register word in the order of addresses, names outside the map last', async () => {
    const other = await poolWith({ a: 'x-new arch-capabilities ibrs-all' });
    const present = other.rows.filter(({ has }) => has > 0);
    const groups = groupRows(present, 'register');
    expect(groups[0]).toMatchObject({ id: '1.0 ecx', title: 'CPUID leaf 1, subleaf 0, ECX' });
    expect(groups.slice(-2).map(({ title }) => title)).toEqual(['MSR 10A, EAX', 'Not in the CPU map']);
    expect(groups.flatMap(({ rows: members }) => members)).toHaveLength(present.length);
  });

  it('is one group where none are wanted, and none for no rows', () => {
    expect(groupRows(rows, 'none')).toMatchObject([{ id: 'all', title: 'All features' }]);
    expect(groupRows([], 'none')).toEqual([]);
  });
});

describe('sortRows', () => {
  const differing = rows.filter(({ state }) => state === 'differs');
  it.each([
    ['map', ['rdrand', 'avx2']],
    ['name', ['avx2', 'rdrand']],
    ['lacked', ['rdrand', 'avx2']],
  ] as const)('%s', (order, names) => {
    expect(sortRows(differing, order).map(({ id }) => id)).toEqual(names);
  });

  it('puts last what nobody has, when asked for what most lack', () => {
    expect(sortRows(rows, 'lacked').at(-1)?.state).toBe('nobody');
  });
});

import { expect, it } from 'vitest';
import { host, small } from '../../cpu/made-up.test-support.ts';
import { pool } from '../pool/pools.test-support.ts';
import { blocksOf } from './blocks.ts';
import { groupOf } from './migration-groups.ts';
import { treeLines } from './tree-lines.ts';

it('draws each loss once: from what a kind has to what it shares', () => {
  const cpus = [host('base'), host('base', 'f2 f3 f4'), host('base', 'f2 f3 f5'), host('base', 'f7')];
  const [block] = blocksOf(pool(small, cpus), { toldByQemu: true });
  if (block === undefined) throw new Error('no block');
  const { rows, arms, joins, root } = treeLines(groupOf(block, block.items));
  expect(rows.map(({ kind, has, loses }) => [kind.hosts[0]?.name, has, loses])).toEqual([
    ['kvm-02', 5, 3],
    ['kvm-03', 5, 3],
    ['kvm-01', 2, 0],
    ['kvm-04', 2, 0],
  ]);
  expect(arms).toEqual([
    { row: 0.5, from: 5, to: 4 },
    { row: 1.5, from: 5, to: 4 },
    { row: 1, from: 4, to: 2 },
  ]);
  expect(joins).toEqual([
    { at: 4, from: 0.5, to: 1.5 },
    { at: 2, from: 2.5, to: 3.5 },
    { at: 2, from: 1, to: 3 },
  ]);
  expect(root).toEqual({ row: 2, at: 2 });
});

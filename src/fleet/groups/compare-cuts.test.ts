import { expect, it } from 'vitest';
import { host, small } from '../../cpu/made-up.test-support.ts';
import { pool } from '../pool/pools.test-support.ts';
import { blocksOf } from './blocks.ts';
import { gainOf } from './compare-cuts.ts';
import { groupOf } from './migration-groups.ts';

it('says what a group gains against all hosts of its sort', () => {
  const [block] = blocksOf(pool(small, [host('base', 'f2 f3'), host('base', 'f2'), host('base')]), {
    toldByQemu: true,
  });
  if (block === undefined) throw new Error('no block');
  const group = groupOf(block, block.items.slice(0, 2));
  expect(gainOf(group, block)).toEqual({ gained: ['f2'], others: 1 });
});

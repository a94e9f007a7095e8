import { describe, expect, it } from 'vitest';
import { host, small } from '../../cpu/made-up.test-support.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { pool } from '../pool/pools.test-support.ts';
import { blocksOf } from './blocks.ts';
import { type LadderLine, ladderLines } from './ladder-lines.ts';
import { leaveOutLadder } from './leave-out.ts';

const real = await loadCpuMap('12.8.0');

function linesOf(map: typeof real, cpus: Parameters<typeof pool>[1]): readonly LadderLine[] {
  const of = pool(map, cpus);
  const [block] = blocksOf(of, { toldByQemu: true });
  if (block === undefined) throw new Error('no block');
  return ladderLines(of, block, leaveOutLadder(block.items, [1, 2, 3]));
}

describe('the ladder', () => {
  it('begins with the group as it is, and says what each step gains over the one before', () => {
    const lines = linesOf(small, [host('base', 'f2 f3 f4'), host('base', 'f2'), host('base')]);
    expect(lines.map(({ hosts, gained, lost }) => [hosts, gained, lost])).toEqual([
      [0, [], 3],
      [1, ['f2'], 2],
      [2, ['f3', 'f4'], 0],
    ]);
    expect(lines[1]?.ids).toEqual(['id-kvm-03']);
  });

  it('says where the level rises', () => {
    const intel = { vendor: 'Intel' };
    const lines = linesOf(real, [
      host('Haswell-v1', 'abm f16c rdrand', intel),
      host('SandyBridge-v1', '', intel),
    ]);
    expect(lines.map(({ level, rises }) => [level, rises])).toEqual([
      ['x86-64-v2', false],
      ['x86-64-v3', true],
    ]);
    expect(lines[1]?.guest?.model).toBe('Haswell');
  });

  it('has nothing to offer where all have the same', () => {
    expect(linesOf(small, [host('base'), host('base')])).toHaveLength(1);
  });
});

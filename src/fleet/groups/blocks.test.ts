import { describe, expect, it } from 'vitest';
import { host, small } from '../../cpu/made-up.test-support.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { cascadeLake, pool, rome, skylake } from '../pool/pools.test-support.ts';
import { blocksOf } from './blocks.ts';
import { groupsOfCut, type TreeNode } from './migration-groups.ts';
import { proposeGroups } from './propose.ts';

const told = { toldByQemu: true };
const real = await loadCpuMap('12.8.0');

describe('blocks of hosts', () => {
  it('part vendors, most hosts first', () => {
    const blocks = blocksOf(pool(real, [rome, skylake, cascadeLake]), told);
    expect(blocks.map(({ sort: { vendor }, hosts, items }) => [vendor, hosts, items.length])).toEqual([
      ['Intel', 2, 2],
      ['AMD', 1, 1],
    ]);
  });

  it('part Hygon from AMD', () => {
    const blocks = blocksOf(pool(real, [host('Dhyana-v1'), host('EPYC-v1')]), told);
    expect(blocks.map(({ sort }) => sort.vendor).sort()).toEqual(['AMD', 'Hygon']);
  });

  it('part architectures, and models of POWER, which share nothing', () => {
    const arm = host('', 'fp asimd', { arch: 'aarch64' });
    const power = (model: string) => host(model, '', { arch: 'ppc64le' });
    const blocks = blocksOf(pool(real, [skylake, arm, power('POWER9'), power('POWER8')]), told);
    expect(blocks.map(({ sort: { arch, model } }) => `${arch} ${model ?? ''}`.trim()).sort()).toEqual([
      'aarch64',
      'ppc64le POWER8',
      'ppc64le POWER9',
      'x86_64',
    ]);
  });

  it('tell Arm hosts apart by the names of their features', () => {
    const arm = (features: string) => host('', features, { arch: 'aarch64' });
    const [block] = blocksOf(pool(real, [arm('fp asimd'), arm('asimd fp'), arm('fp asimd sve')]), told);
    expect(block?.items.map(({ hosts }) => hosts)).toEqual([1, 2]);
    expect(block?.features).toEqual(['asimd', 'fp', 'sve']);
  });

  it('keep a model apart that the CPU map does not know: what it brings is unknown', () => {
    const blocks = blocksOf(pool(real, [skylake, host('Diamond-Rapids', '', { vendor: 'Intel' })]), told);
    expect(blocks.map(({ sort: { vendor, model } }) => [vendor, model])).toEqual([
      ['Intel', undefined],
      ['Intel', 'Diamond-Rapids'],
    ]);
  });

  it('take kinds together that differ in nothing that can migrate', () => {
    const [block] = blocksOf(pool(small, [host('base'), host('base', 'f7'), host('base', 'f2')]), told);
    expect(block?.items.map(({ kinds }) => kinds.length)).toEqual([1, 2]);
  });
});

describe('the features that a guest can have', () => {
  it('is predicted where QEMU has not told: no feature that KVM gives to no guest', () => {
    const bare = host('SandyBridge-v1', 'monitor ds dtes64', { vendor: 'Intel' });
    const [block] = blocksOf(pool(real, [host('SandyBridge-v1', '', { vendor: 'Intel' }), bare]), {
      toldByQemu: false,
    });
    expect(block?.items).toHaveLength(1);
    expect(blocksOf(pool(real, [skylake, bare]), told)[0]?.items).toHaveLength(2);
  });
});

describe('the groups of a cut', () => {
  it('have the host CPUs in the order of their tree', () => {
    const cpus = [host('base'), host('base', 'f2 f3 f4'), host('base', 'f2 f3 f5'), host('base', 'f2')];
    const blocks = blocksOf(pool(small, cpus), told);
    const { cuts } = proposeGroups(blocks.map(({ items }) => items));
    const [first] = cuts;
    const groups = first === undefined ? [] : groupsOfCut(blocks, first);
    expect(groups).toHaveLength(1);
    expect(groups[0]?.hosts.map(({ name }) => name)).toEqual(['kvm-02', 'kvm-03', 'kvm-04', 'kvm-01']);
    expect(outline(groups[0]?.tree)).toBe('2(4(5 5) 3 2)');
  });

  it('meet in one merge where they share the same', () => {
    const cpus = [host('base', 'f2 f3'), host('base', 'f4 f5'), host('base', 'f6')];
    const blocks = blocksOf(pool(small, cpus), told);
    const [cut] = proposeGroups(blocks.map(({ items }) => items)).cuts;
    expect(cut && groupsOfCut(blocks, cut).map(({ tree }) => outline(tree))).toEqual(['2(4 4 3)']);
  });

  it('stand in order: the group with most features of a vendor first', () => {
    const cpus = [host('base'), host('base', 'f2 f3 f4')];
    const blocks = blocksOf(pool(small, cpus), told);
    const cut = proposeGroups(blocks.map(({ items }) => items)).cuts[1];
    expect(cut && groupsOfCut(blocks, cut).map(({ common }) => common)).toEqual([5, 2]);
  });
});

/** `2(3 2)`: what is shared, and below it its children. */
function outline(node: TreeNode | undefined): string {
  if (node === undefined) return '';
  const below = node.children.map(outline).join(' ');
  return below === '' ? String(node.common) : `${node.common}(${below})`;
}

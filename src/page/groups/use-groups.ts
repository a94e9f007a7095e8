import { useEffect, useMemo } from 'react';
import { countBits } from '../../bits/bits.ts';
import { type Block, blocksOf } from '../../fleet/groups/blocks.ts';
import { groupOf, groupsOfCut, type MigrationGroup } from '../../fleet/groups/migration-groups.ts';
import type { Cut } from '../../fleet/groups/propose.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import type { GroupPool } from '../../workspace/derived/derived-groups.ts';
import { requestProposal } from '../../workspace/grouping/proposals.ts';
import { useProposal } from '../../workspace/grouping/use-asked.ts';

/** A group as it is shown: what it is, what its hosts share, and its tree. */
export interface ShownGroup extends GroupPool {
  /** Place among the groups. */
  readonly at: number;
  readonly migration: MigrationGroup;
}

/** Each group that has hosts, with its tree. */
export function useShownGroups(derived: Derived): readonly ShownGroup[] {
  return useMemo(
    () =>
      derived.groupPools().flatMap((groupPool, at): ShownGroup[] => {
        const [block] = blocksOf(groupPool.pool, { toldByQemu: derived.view === 'qemu' });
        return block === undefined ? [] : [{ ...groupPool, at, migration: groupOf(block, block.items) }];
      }),
    [derived],
  );
}

export interface ShownCut {
  readonly cut: Cut;
  /** Names of the hosts, by group. */
  readonly parts: () => readonly (readonly string[])[];
  /** The hosts are parted so now. */
  readonly isNow: boolean;
}

export interface Cuts {
  readonly state: 'coming' | 'ready' | 'failed';
  readonly cuts: readonly ShownCut[];
  readonly exact: boolean;
}

/** The best splits into each number of groups; asked for when first looked at. */
export function useCuts(derived: Derived): Cuts {
  const blocks = derived.blocks();
  const asked = useProposal();
  useEffect(() => requestProposal(blocks), [blocks]);
  return useMemo(() => {
    if (asked.state === 'none' || asked.blocks !== blocks) return { state: 'coming', cuts: [], exact: true };
    if (asked.state !== 'ready') return { state: asked.state, cuts: [], exact: true };
    const now = partsKey(derived.groups.map(({ hosts }) => hosts.map(({ name }) => name)));
    const cuts = asked.answer.cuts.map((cut): ShownCut => {
      const parts = () => partsOf(blocks, cut);
      const isNow = cut.groups === derived.groups.length && partsKey(parts()) === now;
      return { cut, parts, isNow };
    });
    return { state: 'ready', cuts, exact: asked.answer.exact };
  }, [asked, blocks, derived]);
}

function partsOf(blocks: readonly Block[], cut: Cut): readonly (readonly string[])[] {
  return groupsOfCut(blocks, cut).map(({ hosts }) => hosts.map(({ name }) => name));
}

function partsKey(parts: readonly (readonly string[])[]): string {
  return parts
    .map((names) => names.toSorted().join(' '))
    .toSorted()
    .join('\n');
}

/** Features that guests do without though their host has them, a host on average. */
export function lostPerHost(groups: readonly ShownGroup[]): number {
  let lost = 0;
  let hosts = 0;
  for (const { migration } of groups) {
    for (const item of migration.items) lost += item.hosts * countBits(item.bits);
    lost -= migration.hosts.length * migration.common;
    hosts += migration.hosts.length;
  }
  return hosts === 0 ? 0 : lost / hosts;
}

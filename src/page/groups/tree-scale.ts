import { countBits, countCommon } from '../../bits/bits.ts';
import { sortKey } from '../../fleet/groups/host-groups.ts';
import { commonBits } from '../../fleet/groups/migration-groups.ts';
import type { Scale } from './group-tree.tsx';
import type { ShownGroup } from './use-groups.ts';

/** One scale for all groups, so that they can be compared. */
export function scaleOf(groups: readonly ShownGroup[]): Scale {
  const all = groups.flatMap(({ migration }) => migration.items.map(({ bits }) => countBits(bits)));
  const common = groups.map(({ migration }) => migration.common);
  const most = Math.max(...all, ...common, 1);
  const fewest = Math.min(...common, most - 10);
  return { most, fewest: Math.max(0, fewest) };
}

/** The common features of a group if it merged with the group of its sort by which it loses least. */
export function mergedWithNext(group: ShownGroup, groups: readonly ShownGroup[]): number | undefined {
  const own = commonBits(group.migration.items);
  const sort = sortKey(group.group.sort);
  const others = groups.filter((other) => other !== group && sortKey(other.group.sort) === sort);
  if (others.length === 0) return undefined;
  return Math.max(...others.map(({ migration }) => countCommon(own, commonBits(migration.items))));
}

import { useEffect, useMemo } from 'react';
import { type LadderLine, ladderLines } from '../../fleet/groups/ladder-lines.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import { derive } from '../../workspace/derived/derived.ts';
import { requestLadder } from '../../workspace/grouping/proposals.ts';
import { useAskedLadder } from '../../workspace/grouping/use-asked.ts';
import { useWorkspace } from '../../workspace/hooks.ts';
import { type ShownGroup, useShownGroups } from './use-groups.ts';

export interface Ladder {
  readonly group: ShownGroup;
  /** The first is the group as it is. */
  readonly lines: readonly LadderLine[];
}

/** The ladder of each group; undefined while it is computed. It doesn't follow the preview. */
export function useLadders(derived: Derived): readonly Ladder[] | 'failed' | undefined {
  const workspace = useWorkspace((state) => state.workspace);
  const groups = useShownGroups(derive(workspace, derived.map, nobody));
  const blocks = useMemo(() => groups.map(({ migration }) => migration.block), [groups]);
  const asked = useAskedLadder();
  useEffect(() => requestLadder(blocks), [blocks]);
  return useMemo(() => {
    if (asked.state === 'none' || asked.blocks !== blocks || asked.state === 'coming') return undefined;
    if (asked.state === 'failed') return 'failed';
    return groups.map((group, at) => ({
      group,
      lines: ladderLines(group.pool, group.migration.block, asked.answer[at] ?? []),
    }));
  }, [asked, blocks, groups]);
}

const nobody: readonly [] = [];

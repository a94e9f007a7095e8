import type { Workspace } from './state.ts';

/** A host that gets another name stays in its group. */
export function withRenamed(workspace: Workspace, before: string, after: string): Workspace {
  const { groups } = workspace;
  if (groups?.list.some(({ hosts }) => hosts.includes(before)) !== true) return workspace;
  const list = groups.list.map((group) =>
    group.hosts.includes(before)
      ? { ...group, hosts: group.hosts.map((name) => (name === before ? after : name)) }
      : group,
  );
  return { ...workspace, groups: { ...groups, list } };
}

import type { Guest, Workspace } from './state.ts';

/** A host that gets another name stays in its group, and its guests stay on it. */
export function withRenamed(workspace: Workspace, before: string, after: string): Workspace {
  return inGroups(onGuests(workspace, before, after), before, after);
}

function onGuests(workspace: Workspace, before: string, after: string): Workspace {
  const isOn = ({ on }: Guest) => on === before;
  if (!workspace.guests.some(isOn)) return workspace;
  const guests = workspace.guests.map((guest) => (isOn(guest) ? { ...guest, on: after } : guest));
  return { ...workspace, guests };
}

function inGroups(workspace: Workspace, before: string, after: string): Workspace {
  const { groups } = workspace;
  if (groups?.list.some(({ hosts }) => hosts.includes(before)) !== true) return workspace;
  const list = groups.list.map((group) =>
    group.hosts.includes(before)
      ? { ...group, hosts: group.hosts.map((name) => (name === before ? after : name)) }
      : group,
  );
  return { ...workspace, groups: { ...groups, list } };
}

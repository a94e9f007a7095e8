import type { GuestChoices } from '../../fleet/guest/guest-choices.ts';
import type { Edit } from './history.ts';
import type { Group, Groups, Workspace } from './state.ts';

/*
 * Undoable actions on groups. Pure; run with `edit(…)` of store.ts. The page shows groups that
 * nobody has chosen yet, so each action is given the list as it is shown.
 */

/** A group as it is shown. */
export interface ShownGroup {
  readonly name: string;
  readonly hosts: readonly { readonly name: string }[];
  /** Place in the workspace's list; undefined if it stands for hosts that are in none. */
  readonly chosen: number | undefined;
}

/** A group name's limit, in UTF-16 units. */
export const LONGEST_NAME = 100;

const none: GuestChoices = { policies: [] };

/** Parts all hosts into these groups, given by their names. A group with the same hosts as before keeps its name and its guest. */
export function partInto(parts: readonly (readonly string[])[], shown: readonly ShownGroup[]): Edit {
  return (workspace) => {
    const before = listed(workspace, shown);
    const known = new Map(before.list.map((group) => [memberKey(group.hosts), group]));
    const list = parts.map((hosts): Group => known.get(memberKey(hosts)) ?? { hosts, guest: none });
    if (list.length === before.list.length && list.every((group, at) => group === before.list[at]))
      return undefined;
    const groups = { ...before, list, inHand: nearest(list, before) };
    return {
      workspace: taken(workspace, before, groups),
      label: `splitting the hosts into ${list.length} ${list.length === 1 ? 'group' : 'groups'}`,
      field: 'number of groups',
    };
  };
}

/** `at`: place in the list that is shown. */
export function lookAtGroup(at: number | 'all', shown: readonly ShownGroup[]): Edit {
  return (workspace) => {
    const before = listed(workspace, shown);
    const target = at === 'all' ? 'all' : placeOf(workspace, shown, at);
    if (before.inHand === target) return undefined;
    const who = at === 'all' ? 'all hosts' : (shown[at]?.name ?? 'a group');
    return {
      workspace: taken(workspace, before, { ...before, inHand: target }),
      label: `showing ${who}`,
    };
  };
}

/** An empty name gives the group back the one of its vendor. */
export function renameGroup(at: number, name: string, shown: readonly ShownGroup[]): Edit {
  return (workspace) => {
    const before = listed(workspace, shown);
    const target = placeOf(workspace, shown, at);
    const group = before.list[target];
    const wanted = name.trim().slice(0, LONGEST_NAME);
    if (group === undefined || wanted === (group.name ?? '') || wanted === shown[at]?.name) return undefined;
    const { name: _before, ...rest } = group;
    const renamed: Group = wanted === '' ? rest : { ...rest, name: wanted };
    return {
      workspace: { ...workspace, groups: { ...before, list: before.list.with(target, renamed) } },
      label: `renaming ${shown[at]?.name ?? 'a group'}${wanted === '' ? '' : ` to ${wanted}`}`,
      field: `name of group ${target}`,
    };
  };
}

/** Takes out groups of which no host is here any more. */
export function removeEmptyGroups(): Edit {
  return (workspace) => {
    const { groups } = workspace;
    if (groups === undefined) return undefined;
    const here = new Set(workspace.hosts.map(({ name }) => name));
    const kept = groups.list.filter(({ hosts }) => hosts.some((name) => here.has(name)));
    if (kept.length === groups.list.length) return undefined;
    const looked = typeof groups.inHand === 'number' ? groups.list[groups.inHand] : undefined;
    const place = looked === undefined ? -1 : kept.indexOf(looked);
    const inHand = groups.inHand === 'all' ? 'all' : Math.max(0, place);
    return {
      workspace: taken(workspace, groups, { ...groups, list: kept, inHand }, place >= 0),
      label: 'removing groups without hosts',
    };
  };
}

/** Back to one group for each vendor. */
export function forgetGroups(): Edit {
  return (workspace) => {
    if (workspace.groups === undefined) return undefined;
    const { groups: _groups, ...rest } = workspace;
    return { workspace: { ...rest, guest: none }, label: 'grouping the hosts by vendor' };
  };
}

/** The workspace's own groups, and behind them those that are shown and nobody has chosen yet. */
function listed({ groups }: Workspace, shown: readonly ShownGroup[]): Groups {
  const own = groups?.list ?? [];
  const others = shown.filter(({ chosen }) => chosen === undefined);
  const list = [
    ...own,
    ...others.map((group): Group => ({ hosts: group.hosts.map(({ name }) => name), guest: none })),
  ];
  return { ...groups, list, inHand: groups?.inHand ?? 0 };
}

/** The place of a shown group in `listed`. */
function placeOf({ groups }: Workspace, shown: readonly ShownGroup[], at: number): number {
  const before = shown.slice(0, at).filter(({ chosen }) => chosen === undefined).length;
  return shown[at]?.chosen ?? (groups?.list.length ?? 0) + before;
}

/** The new group that holds most of the hosts of the one that was looked at. */
function nearest(list: readonly Group[], before: Groups): number | 'all' {
  if (before.inHand === 'all') return 'all';
  const looked = new Set(before.list[before.inHand]?.hosts);
  const counts = list.map(({ hosts }) => hosts.filter((name) => looked.has(name)).length);
  return Math.max(0, counts.indexOf(Math.max(...counts)));
}

/** The guest of the group that was looked at goes into it, and that of the next one comes out. */
function taken(workspace: Workspace, before: Groups, after: Groups, same = false): Workspace {
  const looked = before.inHand === 'all' ? undefined : before.list[before.inHand];
  const list = after.list.map((group) => (group === looked ? { ...group, guest: workspace.guest } : group));
  const all = before.inHand === 'all' ? workspace.guest : before.guestOfAll;
  const next = after.inHand === 'all' ? all : list[after.inHand]?.guest;
  const groups: Groups = { list, inHand: after.inHand, ...(all === undefined ? {} : { guestOfAll: all }) };
  return { ...workspace, guest: same ? workspace.guest : (next ?? none), groups };
}

function memberKey(hosts: readonly string[]): string {
  return [...hosts].sort().join(' ');
}

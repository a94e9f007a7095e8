import { present } from '../../cpu/definition/parse.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { type HostChange, type HostState, hostChange, isUnchanged } from '../../fleet/changes/host-change.ts';
import { answerState, featureChange } from '../../fleet/changes/pool-change.ts';
import { type StartChange, startChanges } from '../../fleet/guests/start-changes.ts';
import type { Host, HostSource, Workspace } from '../model/state.ts';
import type { Derived } from './derived.ts';

/** The facts of a source that are compared between states. */
export function stateOf({ cpu, arch, emulator, software }: HostSource): HostState {
  const { models: allowed, machine } = emulator ?? {};
  return { cpu, arch, ...present({ allowed, machine, software }) };
}

/** A change of one host: between two of its states, or of the host in two workspaces. */
export interface NamedChange {
  readonly name: string;
  /** The day when the state before came, where that is known. */
  readonly since: string | undefined;
  readonly change: HostChange;
}

/** Each host with an earlier state, against the state before. */
export function changesOfHosts(map: CpuMap, hosts: readonly Host[]): readonly NamedChange[] {
  return hosts.flatMap(({ name, sources, earlier = [] }) =>
    sources.flatMap((now): NamedChange[] => {
      const before = earlier.find(({ view }) => view === now.view);
      if (before === undefined) return [];
      return [{ name, since: before.added, change: hostChange(map, stateOf(before), stateOf(now)) }];
    }),
  );
}

/** The changes of the hosts between two workspaces. */
export interface WorkspaceChange {
  readonly gone: readonly string[];
  readonly came: readonly string[];
  readonly changed: readonly NamedChange[];
  /** Number of hosts that are the same in both. */
  readonly same: number;
}

export function workspaceChange(map: CpuMap, before: Workspace, now: Workspace): WorkspaceChange {
  const old = new Map(before.hosts.map((host) => [host.name, host]));
  const here = new Set(now.hosts.map(({ name }) => name));
  const both = now.hosts.filter(({ name }) => old.has(name));
  const changed = both.flatMap((host) => changeOf(map, old.get(host.name), host));
  return {
    gone: before.hosts.filter(({ name }) => !here.has(name)).map(({ name }) => name),
    came: now.hosts.filter(({ name }) => !old.has(name)).map(({ name }) => name),
    changed,
    same: both.length - new Set(changed.map(({ name }) => name)).size,
  };
}

function changeOf(map: CpuMap, before: Host | undefined, now: Host): NamedChange[] {
  return now.sources.flatMap((source): NamedChange[] => {
    const old = before?.sources.find(({ view }) => view === source.view);
    if (old === undefined) return [];
    const change = hostChange(map, stateOf(old), stateOf(source));
    return isUnchanged(change) ? [] : [{ name: now.name, since: old.added, change }];
  });
}

/** One group of hosts in the answer before and now; one that is only in one of the two has nothing in the other. */
export interface GroupChange {
  readonly name: string;
  readonly before: GroupState | undefined;
  readonly now: GroupState | undefined;
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

type GroupState = ReturnType<typeof answerState>;

export function answerChange(before: Derived, now: Derived): readonly GroupChange[] {
  const old = new Map(
    before.groupPools().map((each) => [each.group.name, answerState(each.pool, each.guest?.cpu)]),
  );
  const here = new Map(
    now.groupPools().map((each) => [each.group.name, answerState(each.pool, each.guest?.cpu)]),
  );
  return [...new Set([...old.keys(), ...here.keys()])].map((name): GroupChange => {
    const [left, right] = [old.get(name), here.get(name)];
    const change = left && right ? featureChange(left, right) : { gained: [], lost: [] };
    return { name, before: left, now: right, ...change };
  });
}

/** The workspace as it would be if each host that came again had stayed as it was. */
export function earlierWorkspace(workspace: Workspace): Workspace {
  const hosts = workspace.hosts.map((host): Host => {
    const { earlier = [] } = host;
    if (earlier.length === 0) return host;
    const sources = host.sources.map((now) => earlier.find(({ view }) => view === now.view) ?? now);
    return { ...host, sources };
  });
  return { ...workspace, hosts };
}

/** Guests that start on other hosts than before. */
export function guestChanges(before: Derived, now: Derived): readonly StartChange[] {
  const judged = now.guests();
  return judged.guests.length === 0 ? [] : startChanges(before.guests().grid, judged.grid);
}

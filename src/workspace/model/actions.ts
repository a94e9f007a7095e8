import type { GuestChoices } from '../../fleet/guest/guest-choices.ts';
import type { ErrorReading } from '../../intake/reading.ts';
import type { Edit } from './history.ts';
import { type GuestPatch, guestLabel, hostsInWords, type PolicyChange, policiesLabel } from './labels.ts';
import { freeName } from './names.ts';
import { withRenamed } from './renamed-members.ts';
import type { Host, HostId, PoolView, Workspace } from './state.ts';

/** A log may hold thousands: the page lists the newest. */
const MAX_ERRORS = 20;

export type { GuestPatch, PolicyChange } from './labels.ts';

/*
 * Everything a person can do to the workspace and undo again. Pure; run with `edit(…)` of store.ts:
 * `edit(setIncluded([id], false))`.
 */

/** Hosts whose names are taken become `kvm-01 (2)`. */
export function addHosts(hosts: readonly Host[]): Edit {
  return (workspace) => {
    const names = new Set(workspace.hosts.map(({ name }) => name));
    const added = hosts.map((host): Host => {
      const name = freeName(names, host.name);
      names.add(name);
      return name === host.name ? host : { ...host, name };
    });
    if (added.length === 0) return undefined;
    return {
      workspace: { ...workspace, hosts: [...workspace.hosts, ...added] },
      label: `adding ${hostsInWords(added)}`,
    };
  };
}

export function removeHosts(ids: readonly HostId[]): Edit {
  return (workspace) => {
    const going = pick(workspace, ids);
    if (going.length === 0) return undefined;
    const hosts = workspace.hosts.filter((host) => !going.includes(host));
    return { workspace: { ...workspace, hosts }, label: `removing ${hostsInWords(going)}` };
  };
}

/** For when the name is final: one that another host has becomes `kvm-01 (2)`; an empty one changes nothing. */
export function renameHost(id: HostId, name: string): Edit {
  return (workspace) => {
    const host = workspace.hosts.find((candidate) => candidate.id === id);
    const wanted = name.trim();
    if (host === undefined || wanted === '' || wanted === host.name) return undefined;
    const others = new Set(workspace.hosts.filter((other) => other !== host).map((other) => other.name));
    const free = freeName(others, wanted);
    const hosts = replaced(workspace.hosts, { ...host, name: free });
    return {
      workspace: withRenamed({ ...workspace, hosts }, host.name, free),
      label: `renaming ${host.name} to ${free}`,
      field: `name of ${id}`,
    };
  };
}

export function setIncluded(ids: readonly HostId[], included: boolean): Edit {
  return (workspace) => {
    const turned = new Set(pick(workspace, ids).filter((host) => host.included !== included));
    if (turned.size === 0) return undefined;
    const hosts = workspace.hosts.map((host) => (turned.has(host) ? { ...host, included } : host));
    const who = hostsInWords([...turned]);
    return {
      workspace: { ...workspace, hosts },
      label: included ? `including ${who}` : `excluding ${who}`,
    };
  };
}

/** The newest stand first; one that is here already is not added again. */
export function addErrors(errors: readonly ErrorReading[]): Edit {
  return (workspace) => {
    const before = workspace.errors ?? [];
    const known = new Set(before.map(({ said, to, guest }) => JSON.stringify([said, to, guest])));
    const added = errors.filter(({ said, to, guest }) => !known.has(JSON.stringify([said, to, guest])));
    if (added.length === 0) return undefined;
    const all = [...added, ...before].slice(0, MAX_ERRORS);
    return { workspace: { ...workspace, errors: all }, label: 'pasting an error' };
  };
}

export function dismissError(error: ErrorReading): Edit {
  return ({ errors = [], ...workspace }) => {
    const left = errors.filter((each) => each !== error);
    if (left.length === errors.length) return undefined;
    const label = 'dismissing an error';
    return { workspace: left.length === 0 ? workspace : { ...workspace, errors: left }, label };
  };
}

/** The map must be loaded: the page calls `switchMap` of maps.ts, which sees to that. */
export function chooseMap(key: string, label = `choosing the CPU map ${key}`): Edit {
  return (workspace) =>
    workspace.mapKey === key ? undefined : { workspace: { ...workspace, mapKey: key }, label };
}

export function chooseView(view: PoolView): Edit {
  const label = view === 'host' ? 'showing the host CPUs' : 'showing what QEMU can give';
  return (workspace) => (workspace.view === view ? undefined : { workspace: { ...workspace, view }, label });
}

/** Keys that are undefined follow the baseline again. */
export function setGuest(patch: GuestPatch): Edit {
  return (workspace) => {
    const entries = Object.entries({ ...workspace.guest, ...patch }).filter(
      ([, value]) => value !== undefined,
    );
    const guest: GuestChoices = { policies: workspace.guest.policies, ...Object.fromEntries(entries) };
    if (JSON.stringify(guest) === JSON.stringify(workspace.guest)) return undefined;
    const { label, field } = guestLabel(patch);
    return { workspace: { ...workspace, guest }, label, ...(field === undefined ? {} : { field }) };
  };
}

/** Changes these features' policies and leaves the others as they are. */
export function setPolicies(changes: readonly PolicyChange[]): Edit {
  return (workspace) => {
    const before = workspace.guest.policies;
    const choices = new Map(before.map((choice) => [choice.name, choice]));
    for (const { name, policy } of changes) {
      if (policy === undefined) choices.delete(name);
      else if (choices.get(name)?.policy !== policy) choices.set(name, { name, policy });
    }
    const policies = [...choices.values()];
    if (policies.length === before.length && policies.every((choice, at) => choice === before[at]))
      return undefined;
    const guest = { ...workspace.guest, policies };
    return { workspace: { ...workspace, guest }, label: policiesLabel(changes) };
  };
}

/** All choices at once: the XML was edited by hand. Typing on joins the step. */
export function replaceGuest(guest: GuestChoices, label = 'editing the XML'): Edit {
  return (workspace) =>
    JSON.stringify(guest) === JSON.stringify(workspace.guest)
      ? undefined
      : { workspace: { ...workspace, guest }, label, field: label };
}

export function resetGuest(): Edit {
  return (workspace) => {
    const { policies, ...rest } = workspace.guest;
    if (policies.length === 0 && Object.keys(rest).length === 0) return undefined;
    return {
      workspace: { ...workspace, guest: { policies: [] } },
      label: 'resetting the guest CPU to the baseline',
    };
  };
}

export function replaceWorkspace(next: Workspace, label: string): Edit {
  return () => ({ workspace: next, label });
}

function pick(workspace: Workspace, ids: readonly HostId[]): readonly Host[] {
  const wanted = new Set(ids);
  return workspace.hosts.filter((host) => wanted.has(host.id));
}

function replaced(hosts: readonly Host[], host: Host): readonly Host[] {
  return hosts.map((before) => (before.id === host.id ? host : before));
}

import { useMemo } from 'react';
import { hasMask } from '../../bits/bits.ts';
import { hostGroups } from '../../fleet/groups/host-groups.ts';
import { deriveGuest } from '../../fleet/guest/guest.ts';
import type { GuestChoices } from '../../fleet/guest/guest-choices.ts';
import {
  cheapestWay,
  type KindState,
  type NeedKind,
  stateOfNeed,
  type Way,
} from '../../fleet/needs/cheapest-way.ts';
import { givenByKinds } from '../../fleet/needs/host-gives.ts';
import { type Need, needCalled } from '../../fleet/needs/need.ts';
import type { FleetHost, Kind } from '../../fleet/pool/fleet.ts';
import { poolOf } from '../../fleet/pool/pool.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import { useUi, useWorkspace } from '../../workspace/hooks.ts';
import type { Groups } from '../../workspace/model/state.ts';

/** Hosts of one kind in one group. */
export interface NeedColumn extends NeedKind {
  readonly kind: Kind;
  readonly own: readonly FleetHost[];
  /** Place of its group. */
  readonly group: number;
}

export interface NeedRow {
  readonly need: Need;
  /** In the columns' order. */
  readonly states: readonly KindState[];
  /** Hosts that can as they are. */
  readonly can: number;
  readonly plan: Plan;
}

/** The plan for all groups together. */
export interface Plan {
  /** Each group's plan; undefined: none of its hosts can. */
  readonly ways: readonly (Way | undefined)[];
  readonly leaveOut: readonly FleetHost[];
  /** Hosts to change, by what is changed. */
  readonly changes: ReadonlyMap<string, number>;
}

export interface ShownNeeds {
  readonly columns: readonly NeedColumn[];
  readonly groups: readonly { readonly name: string; readonly hosts: number }[];
  readonly hosts: number;
  readonly chosen: readonly NeedRow[];
  readonly rowOf: (id: string) => NeedRow | undefined;
  /** undefined if fewer than one is chosen. */
  readonly together: (Plan & { readonly can: number }) | undefined;
  /** Features that the guest in hand does not get by itself, though all its hosts then can. */
  readonly toAdd: () => readonly string[];
}

export function useNeeds(derived: Derived): ShownNeeds {
  const ids = useUi((state) => state.needs);
  const groups = useWorkspace((state) => state.workspace.groups);
  const guest = useWorkspace((state) => state.workspace.guest);
  return useMemo(() => needsOf({ derived, ids, chosen: groups, guest }), [derived, ids, groups, guest]);
}

interface NeedsInput {
  readonly derived: Derived;
  readonly ids: readonly string[];
  readonly chosen: Groups | undefined;
  readonly guest: GuestChoices;
}

function needsOf({ derived, ids, chosen, guest }: NeedsInput): ShownNeeds {
  const { fleet, map } = derived;
  // Hosts excluded in a preview stay: the trial comes from here.
  const groups = hostGroups(fleet, ({ included }) => included, chosen?.list);
  const columns = columnsOf(derived, groups);
  const byGroup = groups.map((_, at) => columns.filter(({ group }) => group === at));
  const rowOf = (id: string): NeedRow | undefined => {
    const need = needCalled(map, id);
    if (need === undefined) return undefined;
    const states = columns.map(({ gives }) => stateOfNeed(need, gives));
    return { need, states, can: canHosts(columns, states), plan: planFor([need], byGroup) };
  };
  const rows = ids.flatMap((id) => rowOf(id) ?? []);
  const needs = rows.map(({ need }) => need);
  const plan = planFor(needs, byGroup);
  return {
    columns,
    groups: groups.map(({ name, hosts }) => ({ name, hosts: hosts.length })),
    hosts: columns.reduce((sum, { hosts }) => sum + hosts, 0),
    chosen: rows,
    rowOf,
    together: rows.length === 0 ? undefined : { ...plan, can: canAll(rows, columns) },
    toAdd: () => {
      const at = groups.findIndex(({ name }) => name === derived.group?.name);
      return missingIn(derived, plan, { guest, group: Math.max(0, at) });
    },
  };
}

function columnsOf({ map, fleet, view }: Derived, groups: ReturnType<typeof hostGroups>): NeedColumn[] {
  const given = givenByKinds(map, fleet.kinds, view === 'qemu');
  return groups.flatMap(({ hosts }, group) => {
    const byKind = new Map<Kind, FleetHost[]>();
    for (const host of hosts) {
      const kind = fleet.kindOf.get(host.id);
      if (kind !== undefined) byKind.set(kind, [...(byKind.get(kind) ?? []), host]);
    }
    return [...byKind].map(([kind, own]) => ({
      ...{ kind, own, group, hosts: own.length },
      gives: given[fleet.kinds.indexOf(kind)],
    }));
  });
}

function planFor(needs: readonly Need[], byGroup: readonly (readonly NeedColumn[])[]): Plan {
  const ways = byGroup.map((columns) => cheapestWay(needs, columns));
  const changes = new Map<string, number>();
  const leaveOut = ways.flatMap((way, group) => {
    const columns = byGroup[group] ?? [];
    if (way === undefined) return columns.flatMap(({ own }) => own);
    for (const each of way.change) {
      const hosts = columns[each.at]?.hosts ?? 0;
      for (const change of each.changes) changes.set(change, (changes.get(change) ?? 0) + hosts);
    }
    return way.leaveOut.flatMap((at) => columns[at]?.own ?? []);
  });
  return { ways, leaveOut, changes };
}

function canHosts(columns: readonly NeedColumn[], states: readonly KindState[]): number {
  return columns.reduce((sum, { hosts }, at) => (isMet(states[at]) ? sum + hosts : sum), 0);
}

function canAll(rows: readonly NeedRow[], columns: readonly NeedColumn[]): number {
  return columns.reduce(
    (sum, { hosts }, at) => (rows.every(({ states }) => isMet(states[at])) ? sum + hosts : sum),
    0,
  );
}

function isMet(state: KindState | undefined): boolean {
  return state?.kind === 'can' || state?.kind === 'needless';
}

function missingIn(
  { fleet, map }: Derived,
  plan: Plan,
  { guest, group }: { readonly guest: GuestChoices; readonly group: number },
): string[] {
  const way = plan.ways[group];
  if (way === undefined || way.change.length > 0) return [];
  const out = new Set(plan.leaveOut.map(({ id }) => id));
  const groups = hostGroups(fleet, ({ included }) => included);
  const own = new Set(groups[group]?.hosts.map(({ id }) => id));
  const without = new Set(fleet.hosts.flatMap(({ id }) => (own.has(id) && !out.has(id) ? [] : [id])));
  const bits = deriveGuest(poolOf(fleet, { without, migratable: true }), guest)?.bits;
  if (bits === undefined) return [];
  return way.features.filter((name) => {
    const mask = map.featureByName.get(name)?.mask;
    return mask !== undefined && !hasMask(bits, mask);
  });
}

import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { featureNamesIn } from '../../cpu/vocabulary/feature-names.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { HostGroup } from '../../fleet/groups/host-groups.ts';
import { hostBits } from '../../fleet/guest/host-bits.ts';
import { type FleetGuest, foldGuests } from '../../fleet/guests/fleet-guest.ts';
import { type GuestGrid, guestGrid } from '../../fleet/guests/grid.ts';
import { type GuestColumn, type GuestRow, guestRows } from '../../fleet/guests/guest-rows.ts';
import { foldHosts, type GuestHost, type HostKind } from '../../fleet/guests/host-kinds.ts';
import { memoizeTwo } from '../browser/memo.ts';
import type { Guest, Host, Workspace } from '../model/state.ts';
import { sourceFor } from '../model/views.ts';

/** Guests and hosts as the judging sees them. */
export interface GuestFleet {
  readonly guests: readonly FleetGuest[];
  readonly grid: GuestGrid;
  /** Kinds of host that count, those of a group together. */
  readonly columns: readonly GuestColumn[];
  readonly groups: readonly HostGroup[];
  /** Kind of each host that counts, by its id. */
  readonly kindOf: ReadonlyMap<string, HostKind>;
  readonly hostNames: ReadonlyMap<string, string>;
}

interface Asked {
  readonly fleet: GuestFleet;
  readonly ask: 'start' | 'move';
  readonly down: string | undefined;
}

export function guestFleet(workspace: Workspace, map: CpuMap, groups: readonly HostGroup[]): GuestFleet {
  return fleetFor(gridFor(workspace.guests, workspace.hosts, map), groups);
}

interface Grid {
  readonly guests: readonly FleetGuest[];
  readonly grid: GuestGrid;
  readonly hosts: readonly GuestHost[];
}

const gridFor = memoizeTwo((guests: readonly Guest[], hosts: readonly Host[], map: CpuMap): Grid => {
  const idOf = new Map(hosts.map(({ id, name }) => [name, id]));
  const all = guestsFor(guests, map).map((guest) => withHost(guest, idOf));
  const judged = hosts.map((host) => guestHost(host, map));
  return { guests: all, hosts: judged, grid: guestGrid(foldGuests(all), foldHosts(judged)) };
});

const fleetFor = memoizeTwo(({ guests, grid, hosts }: Grid, groups: readonly HostGroup[]): GuestFleet => {
  const groupOf = new Map(groups.flatMap((group, at) => group.hosts.map(({ id }) => [id, at] as const)));
  const columns = grid.hosts
    .filter(({ included }) => included.length > 0)
    .map((kind) => ({ kind, group: groupOf.get(kind.included[0]?.id ?? '') ?? 0 }))
    .sort((a, b) => a.group - b.group);
  const kindOf = new Map(columns.flatMap(({ kind }) => kind.included.map(({ id }) => [id, kind] as const)));
  const hostNames = new Map(hosts.map(({ id, name }) => [id, name]));
  return { guests, grid, columns, groups, kindOf, hostNames };
});

const rowsMemo = memoizeTwo(
  (fleet: GuestFleet, ask: Asked['ask'], down: string | undefined): readonly GuestRow[] => {
    const { grid, columns, kindOf } = fleet;
    return guestRows({ grid, columns, kindOf, ask, down });
  },
);

/** Kept while its inputs stay. */
export function rowsOfGuests({ fleet, ask, down }: Asked): readonly GuestRow[] {
  return rowsMemo(fleet, ask, down);
}

/** Judges ahead what the answer and the grid ask for, with a chance to pause after each guest. */
export async function judgeAhead(fleet: GuestFleet, pause: () => Promise<void>): Promise<void> {
  if (fleet.guests.length === 0) return;
  for (const { map, told } of fleet.grid.hosts) {
    for (const host of told.values()) hostBits(map, host);
    await pause();
  }
  for (const kind of fleet.grid.guests) {
    fleet.grid.states(kind);
    await pause();
  }
  rowsOfGuests({ fleet, ask: 'start', down: undefined });
  await pause();
}

/** Undefined `on`: by name, so that a host which is not here is said all the same. */
function withHost(guest: FleetGuest, idOf: ReadonlyMap<string, string>): FleetGuest {
  const id = idOf.get(guest.on ?? '');
  return id === undefined ? guest : { ...guest, on: id };
}

const guestsFor = memoizeTwo((guests: readonly Guest[], map: CpuMap): readonly FleetGuest[] =>
  guests.map(({ id, name, arch, cpu: { cpu }, vocabulary, virttype, machine, live, tscFrequency, on }) => ({
    ...{ id, name, arch, virttype, machine, tscFrequency, on, isLive: live },
    cpu: cpu.mode === 'custom' && cpu.model === undefined ? undefined : inOwnWords(cpu, vocabulary, map),
  })),
);

/** QEMU's spellings → libvirt's, under the map that reads them. */
function inOwnWords(cpu: GuestCpu, vocabulary: Guest['vocabulary'], map: CpuMap): GuestCpu {
  if (vocabulary === undefined || cpu.features.length === 0) return cpu;
  const names = featureNamesIn(map, vocabulary);
  const features = cpu.features.map(({ name, policy }) => ({ name: names.get(name)?.name ?? name, policy }));
  return { ...cpu, features };
}

function guestHost(host: Host, map: CpuMap): GuestHost {
  const { id, name, included } = host;
  const own = sourceFor(host, 'host');
  const qemu = sourceFor(host, 'qemu');
  const arch = (own ?? qemu)?.arch ?? 'x86_64';
  const models = qemu?.emulator?.models;
  const view =
    qemu === undefined
      ? []
      : [
          {
            virttype: qemu.emulator?.domain ?? 'kvm',
            cpu: qemu.cpu,
            ...(models && { models }),
          },
        ];
  return { id, name, included, arch, ...(own && { cpu: own.cpu }), qemu: view, map };
}

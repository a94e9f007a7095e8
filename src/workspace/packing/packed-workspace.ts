import type { CpuMapFacts } from '../../cpu-map/facts.ts';
import type { HostReading } from '../../intake/reading.ts';
import { nextGuestId, nextHostId } from '../model/host-id.ts';
import { freeName } from '../model/names.ts';
import type { Guest, Host, Workspace, WorkspaceChoices } from '../model/state.ts';
import {
  type PackedGuest,
  type PackedSource,
  type Tables,
  TableWriter,
  unpackGuest,
  unpackSource,
} from './tables.ts';

export const WORKSPACE_FORMAT = 1;

/** A workspace as files, links and storage hold it: plain data, and what hosts share is in it once. */
export interface PackedWorkspace extends WorkspaceChoices, Tables {
  readonly commonbits: typeof WORKSPACE_FORMAT;
  readonly hosts: readonly PackedHost[];
  /** Readings that the person is still asked about; in storage only. */
  readonly waiting?: readonly PackedReading[];
  readonly guests: readonly PackedGuest[];
  /** The person's own map that `mapKey` names, for a browser that has not got it. */
  readonly cpuMap?: CpuMapFacts;
}

/** Ids are of one page only and are left out. */
export interface PackedHost extends Omit<Host, 'id' | 'sources' | 'earlier'> {
  readonly sources: readonly PackedSource[];
  readonly earlier?: readonly PackedSource[];
}

export interface PackedReading extends PackedSource {
  readonly name?: string;
}

export function packWorkspace({ hosts, guests, ...choices }: Workspace): PackedWorkspace {
  const tables = new TableWriter();
  const packedHosts = hosts.map((host) => packHost(host, tables));
  const packedGuests = guests.map((guest) => packGuest(guest, tables));
  return {
    ...{ commonbits: WORKSPACE_FORMAT, ...choices, hosts: packedHosts, guests: packedGuests },
    ...tables.takeNew(),
  };
}

export function packGuest({ id: _id, ...guest }: Guest, tables: TableWriter): PackedGuest {
  return tables.packGuest(guest);
}

export function packHost({ name, included, sources, earlier }: Host, tables: TableWriter): PackedHost {
  const packed = { name, included, sources: sources.map((source) => tables.pack(source)) };
  return earlier === undefined
    ? packed
    : { ...packed, earlier: earlier.map((source) => tables.pack(source)) };
}

export function packReading({ name, ...source }: HostReading, tables: TableWriter): PackedReading {
  return { ...tables.pack(source), ...(name === undefined ? {} : { name }) };
}

/** Something that is not as it should be. */
export interface Fault {
  /** Begins with a verb: `is damaged at cpus.2.cpu.features.0: …`. */
  readonly problem: string;
  /** The host or guest that is lost by it. */
  readonly host?: string;
  /** The part that has its value at the start instead. */
  readonly part?: keyof WorkspaceChoices;
}

export interface Unpacked {
  readonly workspace: Workspace;
  readonly waiting: readonly HostReading[];
  readonly cpuMap?: CpuMapFacts;
  /** Hosts that could not be put together; the others are in the workspace. */
  readonly faults: readonly Fault[];
}

/** Puts together what was checked, host by host: each step is a moment in which the page can do other things. */
export function* unpackSteps({
  commonbits: _format,
  hosts: packedHosts,
  guests: packedGuests,
  cpus,
  emulators,
  lines,
  waiting = [],
  cpuMap,
  ...choices
}: PackedWorkspace): Generator<void, Unpacked> {
  const tables = { cpus, emulators, lines };
  const faults: Fault[] = [];
  const hosts = new Map<string, Host>();
  for (const { name: wanted, included, sources: packed, earlier } of packedHosts) {
    yield;
    const sources = packed
      .map((source) => unpackSource(source, tables))
      .filter((source) => source !== undefined);
    if (sources.length < packed.length) {
      faults.push({ problem: `is damaged: the CPU of ${wanted} is missing`, host: wanted });
    }
    if (sources.length === 0) continue;
    if (hosts.has(wanted)) faults.push({ problem: `has two hosts with the name ${wanted}` });
    const name = freeName(hosts, wanted);
    // A state that can't be put together is no loss of the host.
    const before = earlier?.flatMap((source) => unpackSource(source, tables) ?? []) ?? [];
    const host: Host = { id: nextHostId(), name, included, sources };
    hosts.set(name, before.length === 0 ? host : { ...host, earlier: before });
  }
  const guests: Guest[] = [];
  for (const packed of packedGuests) {
    yield;
    const guest = unpackGuest(packed, tables);
    if (guest !== undefined) guests.push({ id: nextGuestId(), ...guest });
    else
      faults.push({
        problem: `is damaged: the CPU of the guest ${packed.name} is missing`,
        host: packed.name,
      });
  }
  const workspace = { ...choices, hosts: [...hosts.values()], guests };
  const readings = waiting.flatMap(({ name, ...packed }) => {
    const source = unpackSource(packed, tables);
    return source === undefined ? [] : [{ name, ...source }];
  });
  return { workspace, waiting: readings, ...(cpuMap === undefined ? {} : { cpuMap }), faults };
}

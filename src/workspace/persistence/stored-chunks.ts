import type { HostReading } from '../../intake/reading.ts';
import type { Snapshot } from '../browser/storage.ts';
import type { Guest, Host, Workspace } from '../model/state.ts';
import { packGuest, packHost, packReading, WORKSPACE_FORMAT } from '../packing/packed-workspace.ts';
import type { Steps } from '../packing/steps.ts';
import { type Tables, TableWriter } from '../packing/tables.ts';

/*
 * A workspace as it is stored: its choices under one key, its hosts and what they share in chunks under others, so
 * that a change writes the chunks that it is in and not a thousand CPUs.
 */

const HEAD_KEY = 'workspace';
/** Data that a Commonbits before chunks stored beside the hosts. */
const OLD_TABLES_KEY = 'workspace tables';
/** Copying so many rows into the database takes the page's thread a few milliseconds. */
export const CHUNK = 250;
/** Rows of hosts that are gone: with more of them than of others all is written anew. */
const SPARE_ROWS = 1000;

const partNames = ['hosts', 'guests', 'cpus', 'emulators', 'lines'] as const;
type PartName = (typeof partNames)[number];

export interface Change {
  readonly values: ReadonlyMap<string, unknown>;
  /** Chunks of a larger workspace, from the first to the last key. */
  readonly removed: readonly (readonly [string, string])[];
}

/** Knows what is stored, and so what a next workspace changes of it. */
export class StoredChunks {
  #tables = new TableWriter();
  #hosts: readonly Host[] = [];
  #guests: readonly Guest[] = [];
  readonly #rows: Record<keyof Tables, readonly unknown[]> = { cpus: [], emulators: [], lines: [] };
  #isEmpty = true;

  /** From then on that workspace counts as stored; where it was not, a new `StoredChunks` is wanted. */
  *changeTo({ hosts, guests, ...choices }: Workspace, waiting: readonly HostReading[]): Steps<Change> {
    if (this.#rows.cpus.length > 2 * distinctCpus(hosts, guests) + SPARE_ROWS) this.#startAnew();
    const values = new Map<string, unknown>();
    for (let from = 0; from < hosts.length; from += CHUNK) {
      const chunk = hosts.slice(from, from + CHUNK);
      if (!this.#isEmpty && isSame(chunk, this.#hosts.slice(from, from + CHUNK))) continue;
      values.set(
        keyOf('hosts', from / CHUNK),
        chunk.map((host) => packHost(host, this.#tables)),
      );
      yield;
    }
    for (let from = 0; from < guests.length; from += CHUNK) {
      const chunk = guests.slice(from, from + CHUNK);
      if (!this.#isEmpty && isSame(chunk, this.#guests.slice(from, from + CHUNK))) continue;
      values.set(
        keyOf('guests', from / CHUNK),
        chunk.map((guest) => packGuest(guest, this.#tables)),
      );
      yield;
    }
    const packedWaiting = waiting.map((reading) => packReading(reading, this.#tables));
    const fresh = this.#tables.takeNew();
    this.#append('cpus', fresh.cpus, values);
    this.#append('emulators', fresh.emulators, values);
    this.#append('lines', fresh.lines, values);
    this.#hosts = hosts;
    this.#guests = guests;
    this.#isEmpty = false;
    const { cpus, emulators, lines } = this.#rows;
    const parts = {
      hosts: chunks(hosts),
      guests: chunks(guests),
      cpus: chunks(cpus),
      emulators: chunks(emulators),
      lines: chunks(lines),
    };
    values.set(HEAD_KEY, { commonbits: WORKSPACE_FORMAT, ...choices, waiting: packedWaiting, parts });
    values.set(OLD_TABLES_KEY, undefined);
    return { values, removed: partNames.map((name) => [keyOf(name, parts[name]), keyOf(name, MAX_CHUNK)]) };
  }

  #append(name: keyof Tables, fresh: readonly unknown[], values: Map<string, unknown>): void {
    if (fresh.length === 0) return;
    const before = this.#rows[name];
    const rows = [...before, ...fresh];
    this.#rows[name] = rows;
    for (let at = Math.floor(before.length / CHUNK); at * CHUNK < rows.length; at++) {
      values.set(keyOf(name, at), rows.slice(at * CHUNK, (at + 1) * CHUNK));
    }
  }

  #startAnew(): void {
    this.#tables = new TableWriter();
    for (const name of ['cpus', 'emulators', 'lines'] as const) this.#rows[name] = [];
    this.#isEmpty = true;
  }
}

/** The stored data, put together but not checked; undefined if there is none. */
export async function readChunks(at: Snapshot): Promise<unknown> {
  const head = await at.get(HEAD_KEY);
  if (!isObject(head)) return head;
  if (!('parts' in head)) {
    const tables = await at.get(OLD_TABLES_KEY);
    return isObject(tables) ? { ...tables, ...head } : head;
  }
  const { parts, ...choices } = head;
  const rows: Partial<Record<PartName, unknown[]>> = {};
  for (const name of partNames) {
    // Before guests were a sort of their own there was no such part.
    const isThere = name !== 'guests' || (isObject(parts) && 'guests' in parts);
    if (isThere) rows[name] = await rowsOf(name, countIn(parts, name), at);
  }
  return { ...choices, ...rows };
}

/** All keys that a workspace is stored under. */
export function isChunkKey(key: string): boolean {
  return (
    key === HEAD_KEY ||
    key === OLD_TABLES_KEY ||
    partNames.some((name) => key.startsWith(`workspace ${name} `))
  );
}

const MAX_CHUNK = 99_999;

function keyOf(name: PartName, chunk: number): string {
  return `workspace ${name} ${String(chunk).padStart(5, '0')}`;
}

/** A chunk that is lost leaves its rows empty: the others keep their numbers. */
async function rowsOf(name: PartName, count: number, at: Snapshot): Promise<unknown[]> {
  const rows: unknown[] = [];
  for (let chunk = 0; chunk < count; chunk++) {
    const found = await at.get(keyOf(name, chunk));
    const some: readonly unknown[] = Array.isArray(found) ? found : Array.from({ length: CHUNK });
    for (const row of some) rows.push(row);
  }
  return rows;
}

function countIn(parts: unknown, name: PartName): number {
  const count: unknown = isObject(parts) ? Reflect.get(parts, name) : 0;
  return typeof count === 'number' && count > 0 && count <= MAX_CHUNK ? count : 0;
}

function chunks(rows: readonly unknown[]): number {
  return Math.ceil(rows.length / CHUNK);
}

function distinctCpus(hosts: readonly Host[], guests: readonly Guest[]): number {
  const ofHosts = hosts.flatMap(({ sources }) => sources.map(({ cpu }) => cpu));
  return new Set([...ofHosts, ...guests.map(({ cpu }) => cpu)]).size;
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

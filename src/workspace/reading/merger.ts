import { MAX_HOSTS } from '../../intake/limits.ts';
import type { HostReading } from '../../intake/reading.ts';
import { isSameData } from '../model/canonical.ts';
import { nextHostId } from '../model/host-id.ts';
import { freeName, isMadeUp, madeUpName } from '../model/names.ts';
import { type Host, type HostId, type HostSource, MAX_EARLIER, type Workspace } from '../model/state.ts';
import {
  type GuestAdditions,
  GuestMerger,
  type GuestOutcome,
  withGuests,
  withoutGuests,
} from './guest-merger.ts';
import type { Reading } from './worker/transfer-packing.ts';

export type DuplicateChoice = 'replace' | 'keep both' | 'skip';

/** The changes that readings make to a workspace. */
export interface Additions {
  readonly added: readonly Host[];
  /** Sources that join hosts which were there, or replace one of theirs; and the name of a nameless host. */
  readonly joined: readonly Joined[];
  readonly guests: GuestAdditions;
}

export const noAdditions: Additions = { added: [], joined: [], guests: { added: [], replaced: [] } };

export interface Joined {
  readonly host: HostId;
  readonly source: HostSource;
  readonly name?: string;
}

/** The result of one reading. `duplicate`: known with another CPU, so the person must decide. */
export type Outcome = 'added' | 'joined' | 'same' | 'too many' | GuestOutcome | Duplicate;

export interface Duplicate {
  readonly kind: 'duplicate';
  readonly host: Host;
  readonly existing: HostSource;
}

/** Finds for each reading the host or guest that it belongs to. Knows those that were there and those it has added. */
export class Merger {
  readonly #byName = new Map<string, Host>();
  readonly #byUuid = new Map<string, Host>();
  #added = new Map<HostId, Host>();
  #joined: Joined[] = [];
  readonly #guests: GuestMerger;
  #coming: Additions | undefined;

  constructor({ hosts, guests }: Pick<Workspace, 'hosts' | 'guests'>) {
    for (const host of hosts) this.#remember(host);
    this.#guests = new GuestMerger(guests);
  }

  /** Without an answer a duplicate changes nothing. */
  add(reading: Reading, answer?: DuplicateChoice): Outcome {
    this.#coming = undefined;
    if (reading.view === 'guest') return this.#guests.add(reading);
    const host = this.#find(reading);
    if (host === undefined) return this.#addHost(reading);
    const existing = host.sources.find(({ view }) => view === reading.view);
    if (existing !== undefined) {
      if (isSameSource(existing, reading)) {
        if (!bringsSoftware(existing, reading)) return 'same';
        this.#join(host, { ...reading, software: { ...existing.software, ...reading.software } });
        return 'joined';
      }
      if (answer === undefined) return { kind: 'duplicate', host, existing };
      if (answer === 'skip') return 'same';
      if (answer === 'keep both') return this.#addHost(reading);
    }
    this.#join(host, reading);
    return 'joined';
  }

  /** The changes since the last call; the same object until there are more. */
  get coming(): Additions {
    this.#coming ??= {
      added: [...this.#added.values()],
      joined: this.#joined,
      guests: this.#guests.coming,
    };
    return this.#coming;
  }

  take(): Additions {
    const additions = this.coming;
    this.#coming = undefined;
    this.#added = new Map();
    this.#joined = [];
    this.#guests.take();
    return additions;
  }

  /** By name; by uuid only where one of the two has no name, as cloned machines and cheap boards share theirs. */
  #find({ name, uuid }: HostReading): Host | undefined {
    if (name !== undefined) {
      const named = this.#byName.get(name);
      if (named !== undefined) return named;
    }
    const twin = uuid === undefined ? undefined : this.#byUuid.get(uuid);
    return twin !== undefined && (name === undefined || isMadeUp(twin.name)) ? twin : undefined;
  }

  #addHost(reading: HostReading): Outcome {
    if (this.#byName.size >= MAX_HOSTS) return 'too many';
    const wanted = reading.name?.trim() ?? '';
    const name =
      wanted === '' ? madeUpName(this.#byName, this.#byName.size + 1) : freeName(this.#byName, wanted);
    const host: Host = { id: nextHostId(), name, included: true, sources: [sourceOf(reading)] };
    this.#added.set(host.id, host);
    this.#remember(host);
    return 'added';
  }

  #join(host: Host, reading: HostReading): void {
    const source = sourceOf(reading);
    const name = reading.name?.trim();
    const renamed = name !== undefined && name !== '' && isMadeUp(host.name) && !this.#byName.has(name);
    const joined: Joined = { host: host.id, source, ...(renamed ? { name } : {}) };
    if (renamed) this.#byName.delete(host.name);
    const after = withSource(host, joined);
    if (this.#added.has(host.id)) this.#added.set(host.id, after);
    else this.#joined.push(joined);
    this.#remember(after);
  }

  #remember(host: Host): void {
    this.#byName.set(host.name, host);
    for (const { uuid } of host.sources) if (uuid !== undefined) this.#byUuid.set(uuid, host);
  }
}

export function withAdditions(before: Workspace, { added, joined, guests }: Additions): Workspace {
  const workspace = withGuests(before, guests);
  if (added.length === 0 && joined.length === 0) return workspace;
  const byHost = new Map<HostId, Joined[]>();
  for (const item of joined) byHost.set(item.host, [...(byHost.get(item.host) ?? []), item]);
  const hosts =
    joined.length === 0
      ? workspace.hosts
      : workspace.hosts.map((host) => (byHost.get(host.id) ?? []).reduce(withSource, host));
  return { ...workspace, hosts: [...hosts, ...added] };
}

/** The opposite, as far as it still stands. */
export function withoutAdditions(after: Workspace, { added, joined, guests }: Additions): Workspace {
  const workspace = withoutGuests(after, guests);
  const ids = new Set(added.map(({ id }) => id));
  const gone = new Set(joined.map(({ source }) => source));
  const hosts = workspace.hosts.flatMap((host) => {
    if (ids.has(host.id)) return [];
    return [withoutSources(host, gone)];
  });
  return { ...workspace, hosts };
}

/** Sources that a later one had replaced come back. */
function withoutSources(host: Host, gone: ReadonlySet<HostSource>): Host {
  if (!host.sources.some((source) => gone.has(source))) return host;
  const { earlier: before = [], ...rest } = host;
  const back: HostSource[] = [];
  const sources = host.sources.flatMap((source) => {
    if (!gone.has(source)) return [source];
    const replaced = before.find(({ view }) => view === source.view);
    if (replaced === undefined) return [];
    back.push(replaced);
    return [replaced];
  });
  const earlier = before.filter((source) => !back.includes(source));
  return earlier.length === 0 ? { ...rest, sources } : { ...rest, sources, earlier };
}

export function isNothing({ added, joined, guests }: Additions): boolean {
  return added.length + joined.length + guests.added.length + guests.replaced.length === 0;
}

export function isDuplicate(outcome: Outcome): outcome is Duplicate {
  return typeof outcome !== 'string';
}

function withSource(host: Host, { source, name }: Joined): Host {
  const at = host.sources.findIndex(({ view }) => view === source.view);
  const sources = at === -1 ? [...host.sources, source] : host.sources.with(at, source);
  const before = host.sources[at];
  // The replaced source stays as an earlier state.
  const earlier =
    before === undefined ? host.earlier : [before, ...(host.earlier ?? [])].slice(0, MAX_EARLIER);
  return {
    ...host,
    sources,
    ...(earlier === undefined ? {} : { earlier }),
    ...(name === undefined ? {} : { name }),
  };
}

export function sourceOf(reading: HostReading): HostSource {
  const { name: _name, ...source } = reading;
  return { ...source, added: today() };
}

/** The date of the person's clock: `2026-11-27`. */
function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The same CPU under other releases: the host was upgraded, or its releases were unknown before. */
function bringsSoftware(existing: HostSource, { software }: HostReading): boolean {
  return software !== undefined && !isSameData({ ...existing.software, ...software }, existing.software);
}

/** Whether a source says the same as before; where it stood doesn't matter. */
function isSameSource(existing: HostSource, { kind, arch, cpu, emulator }: HostReading): boolean {
  return (
    existing.kind === kind &&
    existing.arch === arch &&
    isSameData(existing.cpu, cpu) &&
    isSameData(existing.emulator, emulator)
  );
}

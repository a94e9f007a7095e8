import type { GuestReading, HostReading, ToldOfHost } from '../../../intake/reading.ts';

const isNamedReport = /(?:^|\/)(?:sos(?:report|collect)?|insights)-[^/]+\//i;

/**
 * A sos report: its files tell of one host, one its CPU and another its releases, in any order. They wait for each
 * other until the report is read.
 */
export class Report {
  readonly #hosts: { readonly host: HostReading; readonly path: string }[] = [];
  readonly #guests: { readonly guest: GuestReading; readonly path: string }[] = [];
  readonly #told: { readonly told: ToldOfHost; readonly path: string }[] = [];

  readonly #hostAt: (path: string) => string | undefined;

  /** `hostAt`: whose the files at a path are, as far as the report's own file of it was read. */
  constructor(hostAt: (path: string) => string | undefined) {
    this.#hostAt = hostAt;
  }

  /** Whether the file is one of a report, and what it holds is kept. */
  take(path: string, hosts: readonly HostReading[], told: readonly ToldOfHost[]): boolean {
    if (!/(?:^|\/)sos_commands\//.test(path)) return false;
    for (const host of hosts) this.#hosts.push({ host, path });
    for (const item of told) this.#told.push({ told: item, path });
    return true;
  }

  /** A guest in an archive: what names its host may come after it. */
  takeGuest(path: string, guest: GuestReading): void {
    this.#guests.push({ guest, path });
  }

  /** Named as their host is: by the report's own name, else by its file of it, else by where they stood. */
  guests(): GuestReading[] {
    return this.#guests.map(({ guest, path }) => {
      const own = isNamedReport.test(path) ? guest.on : undefined;
      return { ...guest, on: own ?? this.#hostAt(path) ?? guest.on };
    });
  }

  /** The hosts, each with what the report tells of it beside its CPU. */
  hosts(): HostReading[] {
    const software = new Map<string | undefined, HostReading['software']>();
    for (const { told, path } of this.#told) {
      const name = told.name ?? this.#hostAt(path);
      software.set(name, { ...software.get(name), ...told.software });
    }
    return this.#hosts.map(({ host, path }) => {
      const name = host.name ?? this.#hostAt(path);
      const told = software.get(name);
      return { ...host, name, ...(told === undefined ? {} : { software: { ...told, ...host.software } }) };
    });
  }
}

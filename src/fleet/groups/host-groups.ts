import { driverOf } from '../../cpu/definition/definition.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { Fleet, FleetHost, Kind } from '../pool/fleet.ts';
import { vendorOf } from '../pool/vendors.ts';

/** The properties that hosts must share for a guest to move between them at all. */
export interface Sort {
  readonly arch: string;
  /** libvirt's name for it: `Intel`, `AMD`, `Hygon`; undefined if the host doesn't say. */
  readonly vendor: string | undefined;
  /** A model that the CPU map doesn't know, or of an architecture whose models share nothing: only equal ones go together. */
  readonly model: string | undefined;
}

/** A kind that doesn't say its vendor goes with the only one that others of its architecture say. */
export function sortsOf(map: CpuMap, kinds: readonly Kind[]): readonly Sort[] {
  const sorts = kinds.map((kind) => toldSort(map, kind));
  const vendors = new Map<string, Set<string>>();
  for (const { arch, vendor } of sorts) {
    if (vendor !== undefined) vendors.set(arch, (vendors.get(arch) ?? new Set()).add(vendor));
  }
  return sorts.map((sort) => {
    const [only, ...others] = vendors.get(sort.arch) ?? [];
    return sort.vendor === undefined && others.length === 0 ? { ...sort, vendor: only } : sort;
  });
}

function toldSort(map: CpuMap, { cpu }: Kind): Sort {
  const { definition, unknownModel } = cpu;
  const driver = driverOf(cpu.arch);
  const vendor = vendorOf(map, definition);
  // libvirt's x86 driver takes i686 and x86_64 together.
  if (driver === 'x86') return { arch: 'x86_64', vendor, model: unknownModel };
  return { arch: cpu.arch, vendor, model: driver === 'arm' ? unknownModel : definition.model };
}

/** Text by which equal sorts are found. */
export function sortKey({ arch, vendor, model }: Sort): string {
  return JSON.stringify([arch, vendor ?? null, model ?? null]);
}

/** A group as it was chosen. */
export interface ChosenGroup {
  readonly name?: string;
  /** Names; some may be gone. */
  readonly hosts: readonly string[];
}

/** Hosts that are looked at together, and get one guest CPU. */
export interface HostGroup {
  /** No two have the same. */
  readonly name: string;
  readonly sort: Sort;
  /** Those that count. */
  readonly hosts: readonly FleetHost[];
  /** Place of the chosen group that they are; undefined: they are in none, or part of one of several sorts. */
  readonly chosen: number | undefined;
}

const unsorted: Sort = { arch: 'x86_64', vendor: undefined, model: undefined };

interface Found {
  readonly sort: Sort;
  readonly hosts: FleetHost[];
  readonly chosen: number | undefined;
}

/**
 * The groups that all hosts that count are in. Nothing chosen: one for each sort, most hosts first. Never across
 * sorts: a chosen group of two is two. A host that is in none goes where its equals are.
 */
export function hostGroups(
  fleet: Fleet,
  counts: (host: FleetHost) => boolean,
  chosen: readonly ChosenGroup[] = [],
): readonly HostGroup[] {
  const placeOf = new Map(chosen.flatMap(({ hosts }, at) => hosts.map((name) => [name, at] as const)));
  const found = new Map<string, Found>();
  const counting = fleet.kinds.filter(({ hosts }) => hosts.some(counts));
  const sorts = sortsOf(fleet.map, counting);
  for (const [index, kind] of counting.entries()) {
    const sort = sorts[index] ?? unsorted;
    const equals = kind.hosts.map(({ name }) => placeOf.get(name)).find((at) => at !== undefined);
    for (const host of kind.hosts) {
      if (!counts(host)) continue;
      const at = placeOf.get(host.name) ?? equals;
      const key = `${at ?? ''} ${sortKey(sort)}`;
      const group = found.get(key);
      if (group === undefined) found.set(key, { sort, hosts: [host], chosen: at });
      else group.hosts.push(host);
    }
  }
  return named([...found.values()].sort(chosenFirst), chosen);
}

function chosenFirst(a: Found, b: Found): number {
  const last = Number.MAX_SAFE_INTEGER;
  const places = (a.chosen ?? last) - (b.chosen ?? last);
  const unknown = Number(a.sort.model !== undefined) - Number(b.sort.model !== undefined);
  return places || b.hosts.length - a.hosts.length || unknown || (sortKey(a.sort) < sortKey(b.sort) ? -1 : 1);
}

function named(found: readonly Found[], chosen: readonly ChosenGroup[]): HostGroup[] {
  const manyArchs = new Set(found.map(({ sort }) => sort.arch)).size > 1;
  const unnamed = found.filter((group) => nameOf(group, chosen) === undefined);
  const titles = unnamed.map(({ sort }) => titleOf(sort, manyArchs));
  const taken = new Set<string>();
  return found.map((group) => {
    const { sort, hosts, chosen: at } = group;
    const wanted = nameOf(group, chosen) ?? titleAmong(titles, unnamed.indexOf(group));
    const isPart = at !== undefined && found.find((other) => other.chosen === at) !== group;
    const name = free(
      taken,
      isPart && chosen[at]?.name !== undefined ? `${wanted} (${titleOf(sort)})` : wanted,
    );
    taken.add(name);
    return { name, sort, hosts, chosen: isPart ? undefined : at };
  });
}

function nameOf({ chosen: at }: Found, chosen: readonly ChosenGroup[]): string | undefined {
  return at === undefined ? undefined : chosen[at]?.name;
}

function free(taken: ReadonlySet<string>, name: string): string {
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name} (${count})`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** `Intel`; of two `Intel new` and `Intel old`, as the one with more features stands first; of more `Intel 1` … */
function titleAmong(titles: readonly string[], at: number): string {
  const title = titles[at] ?? '';
  const same = titles.filter((other) => other === title).length;
  if (same === 1) return title;
  const place = titles.slice(0, at).filter((other) => other === title).length;
  return same === 2 ? `${title} ${place === 0 ? 'new' : 'old'}` : `${title} ${place + 1}`;
}

/** `Intel`, `Intel Diamond-Rapids`, `AMD x86_64` beside another architecture, `POWER9`. */
export function titleOf({ arch, vendor, model }: Sort, withArch = false): string {
  const parts = [vendor, model].flatMap((part) => part ?? []);
  if (withArch || parts.length === 0) parts.push(arch);
  return parts.join(' ');
}

import type { FeaturePolicy, GuestCpu } from '../../src/cpu/definition/definition.ts';
import type { CpuMap } from '../../src/cpu-map/cpu-map.ts';
import { type FleetGuest, foldGuests } from '../../src/fleet/guests/fleet-guest.ts';
import { type GuestGrid, guestGrid } from '../../src/fleet/guests/grid.ts';
import { guestRows } from '../../src/fleet/guests/guest-rows.ts';
import { foldHosts, type GuestHost, type HostKind } from '../../src/fleet/guests/host-kinds.ts';
import { madeUpHost } from '../support/made-up-hosts.ts';
import { Random } from '../support/random.ts';
import { measure, ms, report } from './measure.ts';

/** Times to judge 5,000 guests on 1,000 hosts: from few kinds of CPU to all distinct. */
export function benchGuests(map: CpuMap, seed: number): void {
  const rows = [
    ['guests × hosts', 'kinds × kinds', 'folded', 'first time', 'all starts', 'rows', 'rows of moves'],
  ];
  for (const [guestKinds, hostKinds] of [
    [50, 20],
    [500, 100],
    [5000, 1000],
  ] as const) {
    const random = new Random(seed);
    const guests = madeUpGuests(map, random, guestKinds);
    const hosts = madeUpHosts(map, random, hostKinds);
    const folded = measure(() => [foldGuests(guests), foldHosts(hosts)], { least: 2 });
    const kinds = [foldGuests(guests), foldHosts(hosts)] as const;
    const judge = (grid: ReturnType<typeof guestGrid>) =>
      grid.guests.reduce((sum, guest) => sum + grid.startsOn(guest), 0);
    const since = performance.now();
    let grid = guestGrid(...kinds);
    judge(grid);
    const first = performance.now() - since;
    const before = () => {
      grid = guestGrid(...kinds);
    };
    const all = measure(() => judge(grid), { before, least: 2 });
    const question = {
      grid,
      columns: grid.hosts.map((kind) => ({ kind, group: 0 })),
      kindOf: kindsById(grid),
    };
    const shown = measure(() => guestRows({ ...question, ask: 'start' }), { least: 2 });
    const moves = measure(() => guestRows({ ...question, grid: guestGrid(...kinds), ask: 'move' }), {
      least: 2,
    });
    const name = `${guestKinds} × ${hostKinds}`;
    rows.push(['5,000 × 1,000', name, ms(folded), ms(first), ms(all), ms(shown), ms(moves)]);
  }
  report('Guests that start', rows);
}

function kindsById({ hosts }: GuestGrid): ReadonlyMap<string, HostKind> {
  return new Map(hosts.flatMap((kind) => kind.included.map(({ id }) => [id, kind] as const)));
}

/** Each is on one of the hosts. */
function madeUpGuests(map: CpuMap, random: Random, kinds: number): FleetGuest[] {
  const cpus = Array.from({ length: kinds }, () => madeUpGuest(map, random));
  return Array.from({ length: 5000 }, (_, i) => ({
    id: `g${i}`,
    name: `web-${i}`,
    arch: 'x86_64',
    cpu: cpus[i % kinds],
    virttype: 'kvm',
    on: `h${i % 1000}`,
  }));
}

function madeUpGuest(map: CpuMap, random: Random): GuestCpu {
  const model = random.pick(map.models.filter(({ vendor }) => vendor?.name === 'Intel')).name;
  const features = random
    .some(map.features, 0.02)
    .map(({ name }): FeaturePolicy => ({ name, policy: random.pick(['require', 'require', 'disable']) }));
  return { kind: 'guest', mode: 'custom', match: 'exact', fallback: 'allow', model, features };
}

function madeUpHosts(map: CpuMap, random: Random, kinds: number): GuestHost[] {
  const all = Array.from({ length: kinds }, () => {
    const cpu = madeUpHost(map, random);
    const reported: GuestCpu = {
      kind: 'guest',
      mode: 'custom',
      match: 'exact',
      fallback: 'forbid',
      model: cpu.model ?? '',
      vendor: 'Intel',
      features: cpu.features.map((name) => ({ name, policy: 'require' })),
    };
    const models = map.models.map(({ name }) => {
      const blockers = random.some(map.features, 0.01).map((feature) => feature.name);
      return { name, usable: blockers.length === 0 ? ('yes' as const) : ('no' as const), blockers };
    });
    return { cpu: { kind: 'host', cpu } as const, given: { kind: 'guest', cpu: reported } as const, models };
  });
  return Array.from({ length: 1000 }, (_, i) => {
    const { cpu, given, models } = all[i % kinds] ?? all[0] ?? fail();
    const qemu = [{ virttype: 'kvm', cpu: given, models }];
    return { id: `h${i}`, name: `kvm-${i}`, included: true, arch: 'x86_64', cpu, qemu, map };
  });
}

function fail(): never {
  throw new Error('no hosts were made');
}

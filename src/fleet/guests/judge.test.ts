import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeaturePolicy, GuestCpu, HostCpu } from '../../cpu/definition/definition.ts';
import { liveCpu } from '../../cpu/driver-qemu/move.ts';
import { driverStart } from '../../cpu/driver-qemu/start.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { guestBits } from '../guest/guest-bits.ts';
import { hostBits } from '../guest/host-bits.ts';
import { quickState } from '../guest/quick-state.ts';
import { startState } from '../guest/start-verdict.ts';
import { type FleetGuest, foldGuests, type GuestKind } from './fleet-guest.ts';
import { guestGrid } from './grid.ts';
import { foldHosts, type GuestHost, type HostKind } from './host-kinds.ts';
import { judgeMove } from './judge-move.ts';
import { judgeStart } from './judge-start.ts';
import { hostModelGuest } from './move-states.ts';
import { smallestChange } from './smallest-change.ts';

const [newest, old] = await Promise.all([loadCpuMap('12.8.0'), loadCpuMap('9.0.0')]);
const names = [
  'x2apic',
  'avx',
  'avx2',
  'aes',
  'pcid',
  'vmx',
  'npt',
  'md-clear',
  'topoext',
  'arch-capabilities',
];
const seeded = { seed: 17, numRuns: 150 };

function cpuOf(
  model: string | undefined,
  features: FeaturePolicy[] = [],
  more: Partial<GuestCpu> = {},
): GuestCpu {
  const named = model === undefined ? {} : { model };
  return { kind: 'guest', mode: 'custom', match: 'exact', fallback: 'allow', features, ...named, ...more };
}

const features = fc
  .uniqueArray(fc.constantFrom(...names), { maxLength: 4 })
  .chain((list) =>
    fc.tuple(
      ...list.map((name) =>
        fc
          .constantFrom('require', 'require', 'force', 'optional', 'disable', 'forbid')
          .map((policy): FeaturePolicy => ({ name, policy: policy as FeaturePolicy['policy'] })),
      ),
    ),
  );

const guestCpu: fc.Arbitrary<GuestCpu> = fc
  .record({
    mode: fc.constantFrom('custom', 'custom', 'custom', 'host-model', 'host-passthrough', 'maximum'),
    model: fc.constantFrom('Nehalem', 'Haswell', 'Skylake-Server', 'EPYC', 'qemu64'),
    check: fc.constantFrom(undefined, 'none', 'partial', 'full'),
    match: fc.constantFrom('exact', 'exact', 'minimum', 'strict'),
    features,
  })
  .map(({ mode, model, check, match, features: list }) =>
    cpuOf(mode === 'custom' ? model : undefined, [...list], {
      mode: mode as GuestCpu['mode'],
      match: match as GuestCpu['match'],
      ...(check === undefined ? {} : { check: check as NonNullable<GuestCpu['check']> }),
    }),
  );

const fleetGuest: fc.Arbitrary<FleetGuest> = fc
  .record({ cpu: guestCpu, virttype: fc.constantFrom('kvm', 'kvm', 'qemu', undefined) })
  .map(({ cpu, virttype }) => ({ id: 'g', name: 'web-01', arch: 'x86_64', cpu, virttype }));

/** A host without its map, which would fill the screen when a law fails. */
const guestHost = fc
  .record({
    release: fc.constantFrom('12.8.0', '12.8.0', '9.0.0'),
    has: fc.subarray(names),
    own: fc.boolean(),
    views: fc.subarray(['kvm', 'qemu'] as const),
    blockers: fc.subarray(['avx2', 'pcid']),
  })
  .map(({ release, has, own, views, blockers }) => {
    const host: HostCpu = { kind: 'host', arch: 'x86_64', model: 'Nehalem', vendor: 'Intel', features: has };
    const reported = cpuOf(
      'Nehalem',
      has.map((name) => ({ name, policy: 'require' })),
      { fallback: 'forbid' },
    );
    const models = [
      { name: 'Nehalem', usable: 'yes' as const, blockers: [] },
      { name: 'Haswell', usable: blockers.length === 0 ? ('yes' as const) : ('no' as const), blockers },
    ];
    return {
      id: 'h',
      name: 'kvm-01',
      included: true,
      arch: 'x86_64',
      release,
      cpu: own ? { kind: 'host' as const, cpu: host } : undefined,
      qemu: views.map((virttype) => ({ virttype, cpu: { kind: 'guest' as const, cpu: reported }, models })),
    };
  });

function kindOf(guest: FleetGuest): GuestKind {
  const [kind] = foldGuests([guest]);
  if (kind === undefined) throw new Error('no guest');
  return kind;
}

type MadeUpHost = typeof guestHost extends fc.Arbitrary<infer H> ? H : never;

function placeOf({ release, ...host }: MadeUpHost): GuestHost {
  return { ...host, map: release === '9.0.0' ? old : newest };
}

function hostKindOf(host: MadeUpHost): HostKind {
  const [kind] = foldHosts([placeOf(host)]);
  if (kind === undefined) throw new Error('no host');
  return kind;
}

describe('folding', () => {
  it('gives every guest and host the verdict that it has alone', () => {
    fc.assert(
      fc.property(
        fc.array(fleetGuest, { minLength: 1, maxLength: 5 }),
        fc.array(guestHost, { minLength: 1, maxLength: 4 }),
        (guests, hosts) => {
          const named = guests.map((guest, i) => ({ ...guest, id: `g${i}` }));
          const places = hosts.map((host, i) => ({ ...placeOf(host), id: `h${i}` }));
          const grid = guestGrid(foldGuests(named), foldHosts(places));
          expect(grid.guests.flatMap((kind) => kind.guests).length).toBe(guests.length);
          for (const guest of grid.guests) {
            for (const host of grid.hosts) {
              for (const alone of guest.guests) {
                for (const place of host.hosts) {
                  const [kind] = foldHosts([place]);
                  const verdict = kind && judgeStart(kindOf(alone), kind);
                  expect(verdict).toEqual(grid.start(guest, host));
                }
              }
            }
          }
        },
      ),
      { ...seeded, numRuns: 40 },
    );
  });
});

describe('the state of a start by bits alone', () => {
  it('is that of the whole judgement', () => {
    let quick = 0;
    fc.assert(
      fc.property(
        fc.array(fleetGuest, { minLength: 1, maxLength: 4 }),
        fc.array(guestHost, { minLength: 1, maxLength: 4 }),
        (guests, hosts) => {
          const grid = guestGrid(foldGuests(guests), foldHosts(hosts.map(placeOf)));
          for (const guest of grid.guests) {
            const whole = grid.hosts.map((host) => startState(judgeStart(guest, host)));
            expect(grid.states(guest)).toEqual(whole);
            const there = grid.hosts.map((host) => host.told.get(guest.virttype));
            const asked = guestBits(newest, guest);
            for (const host of there) {
              if (host && asked && quickState(newest, asked, hostBits(newest, host), false)) quick++;
            }
          }
        },
      ),
      { ...seeded, numRuns: 300 },
    );
    expect(quick).toBeGreaterThan(50);
  });
});

describe('a start', () => {
  it('with check none is never harder than with partial, and loses no less', () => {
    fc.assert(
      fc.property(fleetGuest, guestHost, (guest, host) => {
        if (guest.cpu === undefined) return;
        const verdict = (check: 'none' | 'partial') =>
          judgeStart(kindOf({ ...guest, cpu: { ...(guest.cpu as GuestCpu), check } }), hostKindOf(host));
        const [partial, none] = [verdict('partial'), verdict('none')];
        if (partial.kind !== 'starts') return;
        expect(none).toMatchObject({ kind: 'starts', leftOff: partial.leftOff });
      }),
      seeded,
    );
  });

  it('is told wherever QEMU’s view for the guest’s virttype was told, but for check full', () => {
    fc.assert(
      fc.property(fleetGuest, guestHost, (guest, host) => {
        const verdict = judgeStart(kindOf(guest), hostKindOf(host));
        const isTold = host.qemu.some(({ virttype }) => virttype === (guest.virttype ?? 'kvm'));
        if (verdict.kind !== 'untold') return;
        if (isTold) expect([guest.cpu?.check, verdict.why.kind]).toEqual(['full', 'extra-features']);
        else
          expect(verdict.why).toMatchObject({
            kind: 'no-qemu-view',
            paste: expect.stringMatching(/^virsh dom/),
          });
      }),
      seeded,
    );
  });

  it('of a domain without a CPU is never refused', () => {
    fc.assert(
      fc.property(guestHost, (host) => {
        const guest = kindOf({ id: 'g', name: 'web-01', arch: 'x86_64', cpu: undefined });
        expect(startState(judgeStart(guest, hostKindOf(host)))).toBe('starts');
      }),
      seeded,
    );
  });
});

describe('the smallest change', () => {
  it('lets a guest start whole wherever it says so', () => {
    let helped = 0;
    fc.assert(
      fc.property(fleetGuest, fc.array(guestHost, { minLength: 1, maxLength: 3 }), (given, hosts) => {
        const guest = kindOf(given);
        const places = foldHosts(hosts.map(placeOf));
        const change = smallestChange(guest, places);
        if (change === undefined) return;
        const states = places.map((host) => startState(judgeStart(guest, host)));
        expect(states.every((state) => state === 'starts')).toBe(false);
        for (const host of places) {
          const state = startState(judgeStart({ ...guest, cpu: change.cpu }, host));
          expect(change.still.includes(host)).toBe(state === 'refused' || state === 'without');
        }
        if (change.still.length === 0) helped++;
      }),
      seeded,
    );
    expect(helped).toBeGreaterThan(30);
  });

  it('takes from a guest exactly what one of the hosts lacks', () => {
    const cpu = cpuOf('Nehalem', [
      { name: 'avx2', policy: 'require' },
      { name: 'aes', policy: 'require' },
    ]);
    const reported = cpuOf('Nehalem', [{ name: 'aes', policy: 'require' }], { fallback: 'forbid' });
    const models = [{ name: 'Nehalem', usable: 'yes' as const, blockers: ['popcnt'] }];
    const [host] = foldHosts([
      {
        id: 'h',
        name: 'kvm-01',
        included: true,
        arch: 'x86_64',
        map: newest,
        qemu: [{ cpu: { kind: 'guest', cpu: reported }, models }],
      },
    ]);
    const guest = kindOf({ id: 'g', name: 'web-01', arch: 'x86_64', cpu });
    expect(host && smallestChange(guest, [host])).toMatchObject({
      edits: [
        { kind: 'feature', name: 'avx2', was: 'require', becomes: 'absent' },
        { kind: 'feature', name: 'popcnt', was: 'model', becomes: 'disable' },
      ],
      loses: ['popcnt', 'avx2'],
      still: [],
      cpu: {
        features: [
          { name: 'aes', policy: 'require' },
          { name: 'popcnt', policy: 'disable' },
        ],
      },
    });
  });
});

describe('the states of moves', () => {
  it('are those of the whole judgement, also for host-model in each direction', () => {
    fc.assert(
      fc.property(
        fc.array(fleetGuest, { minLength: 1, maxLength: 3 }),
        fc.array(guestHost, { minLength: 1, maxLength: 3 }),
        (guests, hosts) => {
          const grid = guestGrid(foldGuests(guests), foldHosts(hosts.map(placeOf)));
          for (const from of grid.hosts) {
            for (const guest of [...grid.guests, hostModelGuest('kvm')]) {
              const whole = grid.hosts.map((to) => judgeMove(guest, from, to).kind);
              expect(grid.moves(guest, from)).toEqual(whole);
            }
            expect(grid.directions(from, 'kvm')).toEqual(grid.moves(hostModelGuest('kvm'), from));
          }
        },
      ),
      seeded,
    );
  });
});

describe('a live move', () => {
  // With check none a guest starts where a forbidden feature is; its live CPU still forbids it, and can't come back.
  it('back to where a guest runs is possible, but for one that forbids what is there', () => {
    fc.assert(
      fc.property(fleetGuest, guestHost, (guest, host) => {
        const kind = hostKindOf(host);
        const told = kind.told.get(guest.virttype ?? 'kvm');
        if (told === undefined || guest.cpu === undefined) return;
        const cpu = liveCpu(driverStart(kind.map, told, guest.cpu));
        if (cpu === undefined || guest.cpu.check === 'full') return;
        if (guest.cpu.features.some(({ policy }) => policy === 'forbid')) return;
        const outcome = judgeMove(kindOf({ ...guest, cpu, isLive: true }), kind, kind);
        expect(['moves', 'uncompared', outcome]).toContain(outcome.kind);
      }),
      seeded,
    );
  });

  it('of a guest that is not running asks for the CPU that it will get', () => {
    fc.assert(
      fc.property(fleetGuest, guestHost, guestHost, (guest, here, there) => {
        const [from, to] = [hostKindOf(here), hostKindOf(there)];
        const told = from.told.get(guest.virttype ?? 'kvm');
        if (told === undefined || guest.cpu === undefined || guest.cpu.mode.startsWith('m')) return;
        const cpu = liveCpu(driverStart(from.map, told, guest.cpu));
        if (cpu === undefined) return;
        const live = judgeMove(kindOf({ ...guest, cpu, isLive: true }), from, to);
        expect(judgeMove(kindOf(guest), from, to)).toEqual(live);
      }),
      seeded,
    );
  });
});

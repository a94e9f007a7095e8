import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { type GuestBits, guestBits } from '../guest/guest-bits.ts';
import { type HostBits, hostBits } from '../guest/host-bits.ts';
import { quickState } from '../guest/quick-state.ts';
import { type StartState, type StartVerdict, startState } from '../guest/start-verdict.ts';
import type { GuestKind } from './fleet-guest.ts';
import type { HostKind } from './host-kinds.ts';
import { judgeMove, type MoveVerdict } from './judge-move.ts';
import { judgeStart } from './judge-start.ts';
import { hostModelGuest, type MoveState, moveStates } from './move-states.ts';

/** Verdicts of guests on hosts, by kind of guest and kind of host; each is made when first asked for, and kept. */
export interface GuestGrid {
  readonly guests: readonly GuestKind[];
  readonly hosts: readonly HostKind[];
  /** With its reasons. */
  readonly start: (guest: GuestKind, host: HostKind) => StartVerdict;
  /** The state alone, in the hosts' order: quick enough for millions of pairs. */
  readonly states: (guest: GuestKind) => readonly StartState[];
  /** `from`: where the guest runs. */
  readonly move: (guest: GuestKind, from: HostKind | undefined, to: HostKind) => MoveVerdict;
  /** In the hosts' order. */
  readonly moves: (guest: GuestKind, from: HostKind | undefined) => readonly MoveState[];
  /** Where a guest with mode host-model, started on `from`, can move: in the hosts' order. */
  readonly directions: (from: HostKind, virttype: string) => readonly MoveState[];
  /** On how many of the hosts that count a guest starts, whole or not. */
  readonly startsOn: (guest: GuestKind) => number;
}

export function guestGrid(guests: readonly GuestKind[], hosts: readonly HostKind[]): GuestGrid {
  const starts = new Map<number, StartVerdict>();
  const moves = new Map<string, MoveVerdict>();
  const rows = new Map<GuestKind, readonly StartState[]>();
  const columns = new Map<string, readonly (HostBits | undefined)[]>();
  const bitsFor = (virttype: string) =>
    remembered(columns, virttype, () => hosts.map((host) => columnOf(host, virttype)));
  const moveRows = new Map<string, readonly MoveState[]>();
  const movesOf = (guest: GuestKind, from: HostKind | undefined) =>
    remembered(moveRows, `${guest.index} ${guest.virttype} ${from?.index}`, () =>
      moveStates(guest, { from, hosts, there: bitsFor(guest.virttype) }),
    );
  const start = (guest: GuestKind, host: HostKind) =>
    remembered(starts, guest.index * hosts.length + host.index, () => judgeStart(guest, host));
  const states = (guest: GuestKind) =>
    remembered(rows, guest, () => rowOf(guest, { hosts, there: bitsFor(guest.virttype), start }));
  return {
    guests,
    hosts,
    start,
    states,
    move: (guest, from, to) =>
      remembered(moves, `${guest.index} ${from?.index} ${to.index}`, () => judgeMove(guest, from, to)),
    moves: movesOf,
    directions: (from, virttype) => movesOf(hostModelGuest(virttype), from),
    startsOn: (guest) =>
      states(guest).reduce((sum, state, i) => {
        const starting = state === 'starts' || state === 'without';
        return starting ? sum + (hosts[i]?.included.length ?? 0) : sum;
      }, 0),
  };
}

/** undefined where QEMU's view was not told. */
function columnOf(host: HostKind, virttype: string): HostBits | undefined {
  const told = host.arch === 'x86_64' ? host.told.get(virttype) : undefined;
  return told && hostBits(host.map, told);
}

interface RowInput {
  readonly hosts: readonly HostKind[];
  readonly there: readonly (HostBits | undefined)[];
  readonly start: GuestGrid['start'];
}

function rowOf(guest: GuestKind, { hosts, there, start }: RowInput): StartState[] {
  const askedUnder = new Map<CpuMap, GuestBits | undefined>();
  // Hosts of one release mostly stand together.
  let map: CpuMap | undefined;
  let asked: GuestBits | undefined;
  return hosts.map((host, i) => {
    if (host.map !== map) {
      map = host.map;
      asked = remembered(askedUnder, host.map, () => guestBits(host.map, guest));
    }
    const bits = there[i];
    const quick = asked && bits && quickState(host.map, asked, bits, guest.isLive);
    return quick ?? startState(start(guest, host));
  });
}

function remembered<K, V>(memory: Map<K, V>, key: K, make: () => V): V {
  const before = memory.get(key);
  if (before !== undefined || memory.has(key)) return before as V;
  const made = make();
  memory.set(key, made);
  return made;
}

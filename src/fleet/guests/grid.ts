import { guestBits } from '../guest/guest-bits.ts';
import { rowStates } from '../guest/row-states.ts';
import { type StartState, type StartVerdict, startState } from '../guest/start-verdict.ts';
import { type ColumnSets, columnSets } from './column-sets.ts';
import type { GuestKind } from './fleet-guest.ts';
import type { HostKind } from './host-kinds.ts';
import { judgeMove, type MoveVerdict } from './judge-move.ts';
import { judgeStart } from './judge-start.ts';
import { hostModelGuest, isAsIs, type MoveState, moveStates } from './move-states.ts';

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
  /** The hosts to which a guest with mode host-model, started on `from`, can move: in the hosts' order. */
  readonly directions: (from: HostKind, virttype: string) => readonly MoveState[];
  /** On how many of the hosts that count a guest starts, whole or not. */
  readonly startsOn: (guest: GuestKind) => number;
}

export function guestGrid(guests: readonly GuestKind[], hosts: readonly HostKind[]): GuestGrid {
  const starts = new Map<number, StartVerdict>();
  const moves = new Map<string, MoveVerdict>();
  const rows = new Map<GuestKind, readonly StartState[]>();
  const columns = new Map<string, ColumnSets>();
  const columnsFor = (virttype: string) => remembered(columns, virttype, () => columnSets(hosts, virttype));
  const moveRows = new Map<string, readonly MoveState[]>();
  const movesOf = (guest: GuestKind, from: HostKind | undefined) =>
    remembered(moveRows, `${guest.index} ${guest.virttype} ${isAsIs(guest) ? '' : from?.index}`, () =>
      moveStates(guest, { from, hosts, columns: columnsFor(guest.virttype) }),
    );
  const start = (guest: GuestKind, host: HostKind) =>
    remembered(starts, guest.index * hosts.length + host.index, () => judgeStart(guest, host));
  const states = (guest: GuestKind) =>
    remembered(rows, guest, () => rowOf(guest, { hosts, columns: columnsFor(guest.virttype), start }));
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

interface RowInput {
  readonly hosts: readonly HostKind[];
  readonly columns: ColumnSets;
  readonly start: GuestGrid['start'];
}

function rowOf(guest: GuestKind, { hosts, columns, start }: RowInput): readonly StartState[] {
  const whole = wholeRow(guest, hosts.length, columns);
  if (whole !== undefined) return whole;
  const states = new Array<StartState | undefined>(hosts.length);
  for (const { at, bits, map } of columns.told) {
    const asked = guestBits(map, guest);
    const row = asked && rowStates(bits, asked, guest.isLive);
    if (row !== undefined) for (let i = 0; i < at.length; i++) states[at[i] ?? 0] = row[i];
  }
  for (const { at, map } of columns.untold) {
    // Without QEMU's view libvirt's checks of a custom CPU can't be foretold.
    if (guestBits(map, guest) !== undefined) for (const index of at) states[index] = 'untold';
  }
  return hosts.map((host, i) => states[i] ?? startState(start(guest, host)));
}

/** Nothing is put together if all hosts report QEMU's view under one release and bits decide. */
function wholeRow(
  guest: GuestKind,
  hosts: number,
  { told: [first] }: ColumnSets,
): readonly StartState[] | undefined {
  if (first?.at.length !== hosts) return undefined;
  const asked = guestBits(first.map, guest);
  const row = asked && rowStates(first.bits, asked, guest.isLive);
  return row?.every((state) => state !== undefined) ? row : undefined;
}

function remembered<K, V>(memory: Map<K, V>, key: K, make: () => V): V {
  const before = memory.get(key);
  if (before !== undefined || memory.has(key)) return before as V;
  const made = make();
  memory.set(key, made);
  return made;
}

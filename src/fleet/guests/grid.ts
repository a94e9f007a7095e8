import type { GuestKind } from './fleet-guest.ts';
import type { HostKind } from './host-kinds.ts';
import { judgeMove, type MoveVerdict } from './judge-move.ts';
import { judgeStart, type StartState, type StartVerdict, startState } from './judge-start.ts';

/** Verdicts of guests on hosts, by kind of guest and kind of host; each is made when first asked for, and kept. */
export interface GuestGrid {
  readonly guests: readonly GuestKind[];
  readonly hosts: readonly HostKind[];
  readonly start: (guest: GuestKind, host: HostKind) => StartVerdict;
  readonly startState: (guest: GuestKind, host: HostKind) => StartState;
  /** `from`: where the guest runs. */
  readonly move: (guest: GuestKind, from: HostKind | undefined, to: HostKind) => MoveVerdict;
  /** On how many of the hosts that count a guest starts, whole or not. */
  readonly startsOn: (guest: GuestKind) => number;
}

export function guestGrid(guests: readonly GuestKind[], hosts: readonly HostKind[]): GuestGrid {
  const starts = new Map<number, StartVerdict>();
  const moves = new Map<string, MoveVerdict>();
  const start = (guest: GuestKind, host: HostKind) =>
    remembered(starts, guest.index * hosts.length + host.index, () => judgeStart(guest, host));
  return {
    guests,
    hosts,
    start,
    startState: (guest, host) => startState(start(guest, host)),
    move: (guest, from, to) =>
      remembered(moves, `${guest.index} ${from?.index} ${to.index}`, () => judgeMove(guest, from, to)),
    startsOn: (guest) =>
      hosts.reduce((sum, host) => {
        const { kind } = start(guest, host);
        return kind === 'starts' ? sum + host.included.length : sum;
      }, 0),
  };
}

function remembered<K, V>(memory: Map<K, V>, key: K, make: () => V): V {
  const before = memory.get(key);
  if (before !== undefined) return before;
  const made = make();
  memory.set(key, made);
  return made;
}

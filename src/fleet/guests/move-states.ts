import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { guestBits } from '../guest/guest-bits.ts';
import { rowStates } from '../guest/row-states.ts';
import type { StartState } from '../guest/start-verdict.ts';
import type { ColumnSets } from './column-sets.ts';
import type { GuestKind } from './fleet-guest.ts';
import type { HostKind } from './host-kinds.ts';
import { judgeMove, type MoveVerdict, runningCpu } from './judge-move.ts';

export type MoveState = MoveVerdict['kind'];

interface MoveInput {
  readonly from: HostKind | undefined;
  readonly hosts: readonly HostKind[];
  readonly columns: ColumnSets;
}

/** Whether a guest that runs on `from` can move to each host, in their order: `judgeMove` without its reasons. */
export function moveStates(guest: GuestKind, { from, hosts, columns }: MoveInput): MoveState[] {
  const running = runningCpu(guest, from);
  if (running.kind !== 'runs') return hosts.map(() => 'untold');
  const live = running.cpu.mode === 'custom' ? running.cpu : undefined;
  const asked = live && from && guestBits(from.map, { ...guest, cpu: live }, 'require');
  const states = new Array<StartState | undefined>(hosts.length);
  // With an invariant TSC the clocks count; under another release the names do.
  const own = columns.told.find(({ map }) => map === from?.map);
  if (asked !== undefined && own !== undefined && !asked.asksInvariantTsc) {
    const row = rowStates(own.bits, asked, true);
    own.at.forEach((at, i) => {
      states[at] = row[i];
    });
  }
  return hosts.map((host, i) => {
    const state = states[i];
    if (state === 'starts') return 'moves';
    return state === 'refused' ? 'refused' : judgeMove(guest, from, host).kind;
  });
}

/** A guest that libvirt does not compare moves, or not, from every host alike: only the reasons differ. */
export function isAsIs({ cpu }: GuestKind): boolean {
  return cpu?.mode === 'host-passthrough' || cpu?.mode === 'maximum';
}

/** A guest with mode host-model, which becomes on each host what QEMU gives there. */
export function hostModelGuest(virttype: string): GuestKind {
  const cpu: GuestCpu = {
    kind: 'guest',
    mode: 'host-model',
    match: 'exact',
    fallback: 'allow',
    check: 'partial',
    features: [],
  };
  return { index: -1, arch: 'x86_64', cpu, virttype, isLive: false, tscFrequency: undefined, guests: [] };
}

import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { guestBits } from '../guest/guest-bits.ts';
import type { HostBits } from '../guest/host-bits.ts';
import { quickState } from '../guest/quick-state.ts';
import type { GuestKind } from './fleet-guest.ts';
import type { HostKind } from './host-kinds.ts';
import { judgeMove, type MoveVerdict, runningCpu } from './judge-move.ts';

export type MoveState = MoveVerdict['kind'];

interface MoveInput {
  readonly from: HostKind | undefined;
  readonly hosts: readonly HostKind[];
  /** Bits of the hosts, in their order. */
  readonly there: readonly (HostBits | undefined)[];
}

/** Whether a guest that runs on `from` can move to each host, in their order: `judgeMove` without its reasons. */
export function moveStates(guest: GuestKind, { from, hosts, there }: MoveInput): MoveState[] {
  const running = runningCpu(guest, from);
  const live = running.kind === 'runs' && running.cpu.mode === 'custom' ? running.cpu : undefined;
  const asked = live && from && guestBits(from.map, { ...guest, cpu: live }, 'require');
  return hosts.map((host, i) => {
    const bits = there[i];
    // With an invariant TSC the clocks count; under another release the names do.
    const isQuick = asked !== undefined && host.map === from?.map && !asked.asksInvariantTsc;
    const state = isQuick && bits ? quickState(host.map, asked, bits, true) : undefined;
    if (state === 'starts') return 'moves';
    return state === 'refused' ? 'refused' : judgeMove(guest, from, host).kind;
  });
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

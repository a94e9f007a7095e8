import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { driverOf } from '../../cpu/definition/definition.ts';
import { driverMove, type HostDifference, liveCpu } from '../../cpu/driver-qemu/move.ts';
import type { QemuHost } from '../../cpu/driver-qemu/qemu-host.ts';
import { driverStart } from '../../cpu/driver-qemu/start.ts';
import type { Reason } from '../../cpu/x86/compare.ts';
import { pasteFor, type UntoldReason } from '../guest/start-verdict.ts';
import type { GuestKind } from './fleet-guest.ts';
import type { HostKind } from './host-kinds.ts';

/** Whether a guest that runs on one host can move to another live. */
export type MoveVerdict =
  /**
   * `clock`: `tried` where the destination does not tell its clock, and QEMU finds out. `acrossVendors`: libvirt lets it
   * through, and neither vendor supports it.
   */
  | { readonly kind: 'moves'; readonly clock: 'fits' | 'tried'; readonly acrossVendors: boolean }
  /** libvirt's words, to the byte but for features that QEMU adds. */
  | { readonly kind: 'refused'; readonly message: string; readonly reasons: readonly Reason[] }
  /** host-passthrough, maximum: libvirt does not compare. Safe between equal CPUs, microcode and QEMU only. */
  | { readonly kind: 'uncompared'; readonly differs: HostDifference; readonly acrossVendors: boolean }
  | { readonly kind: 'untold'; readonly why: UntoldMove };

export type UntoldMove =
  | UntoldReason
  /** The guest's host is unknown, or QEMU's view there is: so its CPU is unknown. */
  | { readonly kind: 'no-source' }
  /** It does not start on the host where it is said to run. */
  | { readonly kind: 'does-not-start'; readonly message: string };

/** `from`: where it runs; undefined when that host was not given. */
export function judgeMove(guest: GuestKind, from: HostKind | undefined, to: HostKind): MoveVerdict {
  const { arch, virttype, tscFrequency } = guest;
  if (driverOf(arch) !== driverOf(to.arch)) {
    return { kind: 'untold', why: { kind: 'architecture', guest: arch, host: to.arch } };
  }
  if (driverOf(arch) !== 'x86') return { kind: 'untold', why: { kind: 'not-x86', arch } };
  const there = to.told.get(virttype);
  if (there === undefined) {
    return { kind: 'untold', why: { kind: 'no-qemu-view', paste: pasteFor(virttype) } };
  }
  const running = runningCpu(guest, from);
  if (running.kind !== 'runs') return { kind: 'untold', why: running };
  const { cpu } = running;
  const here = from?.told.get(virttype);
  const acrossVendors = differInVendor(here, there);
  const outcome = driverMove(to.map, { guest: { cpu, tscFrequency }, from: here ?? { virttype }, to: there });
  return outcome.kind === 'refused' ? outcome : { ...outcome, acrossVendors };
}

export type Running = { readonly kind: 'runs'; readonly cpu: GuestCpu } | UntoldMove;

/** The CPU that it has: told by its live definition, else what a start where it is makes of it [Q10]. */
export function runningCpu(guest: GuestKind, from: HostKind | undefined): Running {
  const { cpu, isLive, virttype } = guest;
  // QEMU's default CPU: libvirt has nothing to compare.
  if (cpu === undefined) return { kind: 'no-source' };
  if (isLive || cpu.mode === 'host-passthrough' || cpu.mode === 'maximum') return { kind: 'runs', cpu };
  const here = from?.told.get(virttype);
  if (from === undefined || here === undefined) return { kind: 'no-source' };
  const outcome = driverStart(from.map, here, cpu);
  if (outcome.kind === 'refused') return { kind: 'does-not-start', message: outcome.message };
  const live = liveCpu(outcome);
  return live === undefined ? { kind: 'no-source' } : { kind: 'runs', cpu: live };
}

/** A guest saw the vendor of the host where it started. Hygon counts as AMD. */
function differInVendor(from: QemuHost | undefined, to: QemuHost): boolean {
  const here = vendorOf(from);
  const there = vendorOf(to);
  return here !== undefined && there !== undefined && here !== there;
}

function vendorOf(host: QemuHost | undefined): string | undefined {
  const vendor = host?.cpu?.vendor ?? host?.reported?.vendor;
  return vendor === 'Hygon' ? 'AMD' : vendor;
}

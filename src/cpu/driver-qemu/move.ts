import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { GuestCpu } from '../definition/definition.ts';
import type { Reason } from '../x86/compare.ts';
import { overlay } from '../x86/update.ts';
import { hostView, type QemuHost } from './qemu-host.ts';
import { driverStart, type StartOutcome } from './start.ts';
import { asksInvariantTsc, tscFit } from './tsc.ts';

/** A guest that runs: its live CPU, and the frequency of its TSC timer in Hz where it has one. */
export interface RunningGuest {
  readonly cpu: GuestCpu;
  readonly tscFrequency?: string | undefined;
}

export type MoveOutcome =
  | { readonly kind: 'moves'; readonly clock: 'fits' | 'tried' }
  /** libvirt's words, to the byte but for extra features, which documents don't tell. */
  | { readonly kind: 'refused'; readonly message: string; readonly reasons: readonly Reason[] }
  /** libvirt does not compare: host-passthrough and maximum are what QEMU makes of each host. */
  | { readonly kind: 'uncompared'; readonly differs: HostDifference };

/** The features that QEMU gives on one host and not on the other, by name, in map order. */
export interface HostDifference {
  readonly lost: readonly string[];
  readonly gained: readonly string[];
}

const NO_FREQUENCY =
  "Requested operation is not valid: domain has 'invtsc' CPU feature but TSC frequency is not specified";

/** The CPU that a start leaves behind: what libvirt asked for, less what QEMU did not give [Q10]. */
export function liveCpu(outcome: StartOutcome): GuestCpu | undefined {
  if (outcome.kind === 'refused') return undefined;
  const { cpu } = outcome;
  if (cpu.mode !== 'custom' || cpu.model === undefined) return cpu;
  const off = outcome.kind === 'starts' ? outcome.leftOff : [];
  const disabled = off.map((name) => ({ name, policy: 'disable' as const }));
  return { ...cpu, check: 'full', features: overlay(cpu.features, disabled) };
}

export interface Move {
  readonly guest: RunningGuest;
  readonly from: QemuHost;
  readonly to: QemuHost;
}

/** Whether a running guest can move there live [Q11]. x86. */
export function driverMove(map: CpuMap, { guest, from, to }: Move): MoveOutcome {
  const { cpu, tscFrequency } = guest;
  if (tscFrequency === undefined && asksInvariantTsc(map, cpu)) return refused(NO_FREQUENCY);
  const clock = tscFit(tscFrequency, to.cpu?.counter);
  if (clock.kind === 'refused') return refused(clock.message);
  if (cpu.mode === 'host-passthrough' || cpu.mode === 'maximum') return movedAsIs(map, { guest, from, to });
  const outcome = driverStart(map, to, cpu, { removedPolicy: 'require' });
  if (outcome.kind === 'refused') return outcome;
  const missing = outcome.kind === 'verified' ? outcome.missing : [];
  if (missing.length === 0) return { kind: 'moves', clock: clock.kind };
  return refused(
    `operation failed: guest CPU doesn't match specification: missing features: ${missing.join(',')}`,
    [{ kind: 'missing', features: missing }],
  );
}

function refused(message: string, reasons: readonly Reason[] = []): MoveOutcome {
  return { kind: 'refused', message, reasons };
}

function movedAsIs(map: CpuMap, { guest, from, to }: Move): MoveOutcome {
  const outcome = driverStart(map, to, guest.cpu);
  return outcome.kind === 'refused' ? outcome : { kind: 'uncompared', differs: difference(map, from, to) };
}

function difference(map: CpuMap, from: QemuHost, to: QemuHost): HostDifference {
  const here = hostView(map, from).given;
  const there = hostView(map, to).given;
  const named = (names: ReadonlySet<string>, less: ReadonlySet<string>) =>
    map.features.flatMap(({ name }) => (names.has(name) && !less.has(name) ? [name] : []));
  return { lost: named(here, there), gained: named(there, here) };
}

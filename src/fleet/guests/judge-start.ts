import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { driverOf } from '../../cpu/definition/definition.ts';
import { defaultCheck, driverStart, type StartOutcome } from '../../cpu/driver-qemu/start.ts';
import { type TscFit, tscFit } from '../../cpu/driver-qemu/tsc.ts';
import { type Reason, unknownNames } from '../../cpu/x86/compare.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { GuestKind } from './fleet-guest.ts';
import type { HostKind } from './host-kinds.ts';

/** Whether a guest starts on hosts of a kind, as libvirt's QEMU driver decides, under their own release. */
export type StartVerdict =
  /** `leftOff`: of what it asks for, what QEMU silently does not give. `cpu`: as libvirt asks QEMU for it. */
  | { readonly kind: 'starts'; readonly leftOff: readonly string[]; readonly cpu: GuestCpu | undefined }
  /** `message`: libvirt's words, to the byte. */
  | { readonly kind: 'refused'; readonly message: string; readonly reasons: readonly Reason[] }
  | Untold;

/** What was given does not tell. `likely`: what our own prediction of QEMU's view says, where there is one. */
export interface Untold {
  readonly kind: 'untold';
  readonly why: UntoldReason;
  readonly likely?: Exclude<StartVerdict, Untold>;
}

export type UntoldReason =
  /** Of these hosts nothing says what QEMU gives there for guests of this virttype: `paste` would tell. */
  | { readonly kind: 'no-qemu-view'; readonly paste: string }
  /** check full: libvirt also refuses features that QEMU adds and the guest does not name; no document tells them. */
  | { readonly kind: 'extra-features' }
  /** The host has another architecture than the guest. */
  | { readonly kind: 'architecture'; readonly guest: string; readonly host: string }
  /** An architecture whose guests are not judged here. */
  | { readonly kind: 'not-x86'; readonly arch: string }
  /** Names that the CPU map of the host's release does not know: QEMU decides. */
  | { readonly kind: 'unknown-names'; readonly names: readonly string[] };

export type StartState = 'starts' | 'without' | 'refused' | 'untold';

export function startState(verdict: StartVerdict): StartState {
  if (verdict.kind !== 'starts') return verdict.kind;
  return verdict.leftOff.length === 0 ? 'starts' : 'without';
}

export function judgeStart(guest: GuestKind, host: HostKind): StartVerdict {
  const { cpu, arch, virttype } = guest;
  if (driverOf(arch) !== driverOf(host.arch)) {
    return untold({ kind: 'architecture', guest: arch, host: host.arch });
  }
  // QEMU's default CPU, or none but a topology: libvirt checks nothing.
  if (cpu === undefined || (cpu.mode === 'custom' && cpu.model === undefined)) {
    return { kind: 'starts', leftOff: [], cpu };
  }
  if (driverOf(arch) !== 'x86') return untold({ kind: 'not-x86', arch });
  const clock = tscFit(guest.tscFrequency, clockOf(host));
  if (clock.kind === 'refused') return refusedBy(clock);
  const told = host.told.get(virttype);
  if (told !== undefined) return verdictOf({ guest, cpu, map: host.map }, driverStart(host.map, told, cpu));
  return withoutView(guest, cpu, host);
}

function clockOf({ told, predicted }: HostKind) {
  const [first = predicted] = told.values();
  return first?.cpu?.counter;
}

function refusedBy({ message }: Extract<TscFit, { kind: 'refused' }>): StartVerdict {
  return { kind: 'refused', message, reasons: [] };
}

function untold(why: UntoldReason, likely?: Exclude<StartVerdict, Untold>): Untold {
  return { kind: 'untold', why, ...(likely && { likely }) };
}

interface Asked {
  readonly guest: GuestKind;
  readonly cpu: GuestCpu;
  readonly map: CpuMap;
}

function verdictOf({ guest, cpu, map }: Asked, outcome: StartOutcome): StartVerdict {
  if (outcome.kind === 'refused') return outcome;
  const { model, features } = unknownNames(map, cpu);
  const names = model === undefined ? features : [model, ...features];
  if (names.length > 0) return untold({ kind: 'unknown-names', names });
  if (outcome.kind === 'starts') return outcome;
  if (outcome.missing.length > 0) return unmatched(outcome.missing);
  // A guest that runs, and a host-model, name all that QEMU adds.
  return guest.isLive || cpu.mode === 'host-model'
    ? { kind: 'starts', leftOff: [], cpu: outcome.cpu }
    : untold({ kind: 'extra-features' });
}

/** What it lacks is libvirt's to the byte; features that QEMU adds would stand before it. */
function unmatched(missing: readonly string[]): StartVerdict {
  return {
    kind: 'refused',
    message: `operation failed: guest CPU doesn't match specification: missing features: ${missing.join(',')}`,
    reasons: [{ kind: 'missing', features: missing }],
  };
}

/** Where QEMU's view was not told, a start is decided only if libvirt does not look at it. */
function withoutView(guest: GuestKind, cpu: GuestCpu, host: HostKind): StartVerdict {
  const { map } = host;
  const { virttype } = guest;
  if (isDecidedBlind(guest, cpu)) {
    return verdictOf({ guest, cpu, map }, driverStart(map, { virttype }, cpu));
  }
  const why: UntoldReason = { kind: 'no-qemu-view', paste: pasteFor(virttype) };
  if (virttype !== 'kvm' || host.predicted === undefined) return untold(why);
  const likely = verdictOf({ guest, cpu, map }, driverStart(map, host.predicted, cpu));
  return untold(why, likely.kind === 'untold' ? undefined : likely);
}

/** host-passthrough is possible with KVM and nowhere else; without features of its own nothing can be left off. */
function isDecidedBlind({ virttype }: GuestKind, { mode, check, features }: GuestCpu): boolean {
  if (mode === 'host-passthrough' && virttype === 'qemu') return true;
  const isUnchecked = (check ?? defaultCheck(mode, virttype)) === 'none';
  return isUnchecked && features.length === 0 && (mode === 'host-passthrough' || mode === 'maximum');
}

/** The command whose print would tell. */
export function pasteFor(virttype: string): string {
  return virttype === 'kvm' ? 'virsh domcapabilities' : `virsh domcapabilities --virttype ${virttype}`;
}

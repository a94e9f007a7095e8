import type { GuestCpu } from '../../cpu/definition/definition.ts';
import type { QemuHost } from '../../cpu/driver-qemu/qemu-host.ts';
import { defaultCheck, driverStart, type StartOutcome } from '../../cpu/driver-qemu/start.ts';
import { type Reason, unknownNames } from '../../cpu/x86/compare.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';

/** Whether a guest starts on a host, as libvirt's QEMU driver decides. */
export type StartVerdict =
  /** `leftOff`: of what it asks for, what QEMU silently does not give. `cpu`: as libvirt asks QEMU for it. */
  | { readonly kind: 'starts'; readonly leftOff: readonly string[]; readonly cpu: GuestCpu | undefined }
  /** `message`: libvirt's words, to the byte. */
  | { readonly kind: 'refused'; readonly message: string; readonly reasons: readonly Reason[] }
  | Untold;

/** The given documents don't decide it. `likely`: the result of our own prediction of QEMU's view, if there is one. */
export interface Untold {
  readonly kind: 'untold';
  readonly why: UntoldReason;
  readonly likely?: Exclude<StartVerdict, Untold>;
}

export type UntoldReason =
  /** For these hosts nothing says what QEMU gives there for guests of this virttype: `paste` would tell. */
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

/** An x86 guest that is to start; `isLive`: its definition is of the CPU that it has. */
export interface StartingGuest {
  readonly cpu: GuestCpu;
  readonly virttype: string;
  readonly isLive: boolean;
}

export interface StartPlace {
  readonly map: CpuMap;
  /** Decided by QEMU's reported view for the guest's virttype. */
  readonly told: QemuHost | undefined;
  readonly predicted: QemuHost | undefined;
}

export function startVerdict(guest: StartingGuest, { map, told, predicted }: StartPlace): StartVerdict {
  const { cpu, virttype } = guest;
  if (told !== undefined) return verdictOf(map, guest, driverStart(map, told, cpu));
  // Without QEMU's reported view, a start is decided only if libvirt does not look at it.
  if (isDecidedBlind(guest)) return verdictOf(map, guest, driverStart(map, { virttype }, cpu));
  const why: UntoldReason = { kind: 'no-qemu-view', paste: pasteFor(virttype) };
  if (virttype !== 'kvm' || predicted === undefined) return untold(why);
  const likely = verdictOf(map, guest, driverStart(map, predicted, cpu));
  return untold(why, likely.kind === 'untold' ? undefined : likely);
}

export function untold(why: UntoldReason, likely?: Exclude<StartVerdict, Untold>): Untold {
  return { kind: 'untold', why, ...(likely && { likely }) };
}

function verdictOf(map: CpuMap, { cpu, isLive }: StartingGuest, outcome: StartOutcome): StartVerdict {
  if (outcome.kind === 'refused') return outcome;
  const { model, features } = unknownNames(map, cpu);
  const names = model === undefined ? features : [model, ...features];
  if (names.length > 0) return untold({ kind: 'unknown-names', names });
  if (outcome.kind === 'starts') return outcome;
  if (outcome.missing.length > 0) return unmatched(outcome.missing);
  // A guest that runs, and a host-model, name all that QEMU adds.
  return isLive || cpu.mode === 'host-model'
    ? { kind: 'starts', leftOff: [], cpu: outcome.cpu }
    : untold({ kind: 'extra-features' });
}

/** The missing features are libvirt's to the byte; features that QEMU adds would come before it. */
function unmatched(missing: readonly string[]): StartVerdict {
  return {
    kind: 'refused',
    message: `operation failed: guest CPU doesn't match specification: missing features: ${missing.join(',')}`,
    reasons: [{ kind: 'missing', features: missing }],
  };
}

/** host-passthrough is possible with KVM and nowhere else; without features of its own nothing can be left off. */
function isDecidedBlind({ virttype, cpu: { mode, check, features } }: StartingGuest): boolean {
  if (mode === 'host-passthrough' && virttype === 'qemu') return true;
  const isUnchecked = (check ?? defaultCheck(mode, virttype)) === 'none';
  return isUnchecked && features.length === 0 && (mode === 'host-passthrough' || mode === 'maximum');
}

/** The command whose print would tell. */
export function pasteFor(virttype: string): string {
  return virttype === 'kvm' ? 'virsh domcapabilities' : `virsh domcapabilities --virttype ${virttype}`;
}

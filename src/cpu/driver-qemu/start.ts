import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { Check, GuestCpu, Policy } from '../definition/definition.ts';
import { type Answer, answer, refusal } from '../definition/result.ts';
import { translate } from '../verbs.ts';
import type { Reason } from '../x86/compare.ts';
import { updateX86 } from '../x86/update.ts';
import { withoutDropped } from './dropped-features.ts';
import { compareWith } from './hypervisor-compare.ts';
import { leftOff } from './left-off.ts';
import { hostView, type QemuHost } from './qemu-host.ts';
import { asksInvariantTsc } from './tsc.ts';

export type StartOutcome =
  /** `cpu`: what libvirt asks QEMU for. `leftOff`: of that, what QEMU silently doesn't give, as far as documents tell. */
  | { readonly kind: 'starts'; readonly cpu: GuestCpu; readonly leftOff: readonly string[] }
  /** libvirt's words, to the byte. */
  | { readonly kind: 'refused'; readonly message: string; readonly reasons: readonly Reason[] }
  /**
   * check full: libvirt compares what QEMU made with `cpu`. Something is missing: refused. Nothing is: refused where
   * QEMU adds a feature that `cpu` does not name, which documents don't tell.
   */
  | { readonly kind: 'verified'; readonly cpu: GuestCpu; readonly missing: readonly string[] };

export interface StartOptions {
  /** Policy of features that the model no longer has: disable for a start, require for a guest that comes running. */
  readonly removedPolicy?: Policy;
}

/** Whether a guest starts on a host, and as what [Q6]. x86. */
export function driverStart(
  map: CpuMap,
  host: QemuHost,
  guest: GuestCpu,
  options: StartOptions = {},
): StartOutcome {
  const { mode, model } = guest;
  if (mode === 'custom' && model === undefined) return { kind: 'starts', cpu: guest, leftOff: [] };
  const impossible = impossibleMode(map, host, mode);
  if (impossible !== undefined) return refused(impossible);
  const check = guest.check ?? defaultCheck(mode, host.virttype);
  const features = check === 'none' ? [] : forbiddenNames(map, host, guest);
  const [forbidden] = features;
  if (forbidden !== undefined) {
    // libvirt names the first; a person who mends a guest wants them all.
    const message = `the CPU is incompatible with host CPU: Host CPU provides forbidden feature '${forbidden}'`;
    const others = check === 'partial' ? otherReasons(map, host, guest) : [];
    return refused(message, [{ kind: 'forbidden', features }, ...others]);
  }
  if (mode === 'host-passthrough' || mode === 'maximum') return started(map, host, guest);
  if (check === 'partial') {
    const against = compatible(map, host, guest);
    if (against !== undefined) return against;
  }
  const made = updated(map, host, guest, options);
  if (!made.ok) return refused(made.error.message);
  const cpu = withoutDropped(map, made.value, 'x86_64');
  return check === 'full' ? verified(map, host, cpu) : started(map, host, cpu);
}

function refused(message: string, reasons: readonly Reason[] = []): StartOutcome {
  return { kind: 'refused', message, reasons };
}

/** libvirt's words where a mode can't be on the host; host-passthrough takes KVM. */
function impossibleMode(map: CpuMap, host: QemuHost, mode: GuestCpu['mode']): string | undefined {
  if (mode === 'maximum' && !map.dialect.knowsMaximum) {
    return "unsupported configuration: Invalid mode attribute 'maximum'";
  }
  const noHostModel = host.models !== undefined && host.reported === undefined;
  const isImpossible =
    (mode === 'host-passthrough' && host.virttype === 'qemu') || (mode === 'host-model' && noHostModel);
  return isImpossible
    ? `unsupported configuration: CPU mode '${mode}' for x86_64 ${host.virttype} domain on x86_64 host is not supported by hypervisor`
    : undefined;
}

/** libvirt's check where the guest states none. */
export function defaultCheck(mode: GuestCpu['mode'], virttype: string): Check {
  if (mode === 'host-passthrough' || mode === 'maximum') return 'none';
  return mode === 'host-model' || virttype !== 'qemu' ? 'partial' : 'none';
}

function forbiddenNames(map: CpuMap, host: QemuHost, { features }: GuestCpu): string[] {
  if (!map.dialect.asksForbiddenNames) return [];
  const { listed } = hostView(map, host);
  return features.flatMap(({ name, policy }) => (policy === 'forbid' && listed.has(name) ? [name] : []));
}

function otherReasons(map: CpuMap, host: QemuHost, guest: GuestCpu): readonly Reason[] {
  const against = compatible(map, host, guest);
  return against?.kind === 'refused' ? against.reasons.filter(({ kind }) => kind !== 'forbidden') : [];
}

function compatible(map: CpuMap, host: QemuHost, guest: GuestCpu): StartOutcome | undefined {
  const { full } = hostView(map, host);
  const compared = compareWith(map, { host, cpu: guest, compat: full });
  if (!compared.ok) return refused(compared.error.message);
  const { message, reasons } = compared.value;
  return message === undefined ? undefined : refused(message, reasons);
}

function updated(
  map: CpuMap,
  host: QemuHost,
  guest: GuestCpu,
  { removedPolicy = 'disable' }: StartOptions,
): Answer<GuestCpu> {
  const { migratable } = hostView(map, host);
  if (migratable === undefined) return refusal('the CPU is incompatible with host CPU: unknown host CPU');
  const made = updateX86(map, { guest, host: migratable, removedPolicy });
  if (!made.ok) return made;
  const translated = translate(map, made.value, { allowed: host.models });
  return translated.ok ? answer({ ...translated.value, fallback: 'forbid' }) : translated;
}

const NO_INVARIANT_TSC = "unsupported configuration: host doesn't support invariant TSC";

function started(map: CpuMap, host: QemuHost, cpu: GuestCpu): StartOutcome {
  if (lacksInvariantTsc(map, host, cpu)) return refused(NO_INVARIANT_TSC);
  return { kind: 'starts', cpu, leftOff: leftOff(map, host, cpu) };
}

function verified(map: CpuMap, host: QemuHost, cpu: GuestCpu): StartOutcome {
  if (lacksInvariantTsc(map, host, cpu)) return refused(NO_INVARIANT_TSC);
  return { kind: 'verified', cpu, missing: leftOff(map, host, cpu) };
}

function lacksInvariantTsc(map: CpuMap, host: QemuHost, cpu: GuestCpu): boolean {
  return !hostView(map, host).given.has('invtsc') && asksInvariantTsc(map, cpu);
}

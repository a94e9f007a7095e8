import { hasMask } from '../../bits/bits.ts';
import { driverOf, type GuestCpu } from '../../cpu/definition/definition.ts';
import type { Answer } from '../../cpu/definition/result.ts';
import { compare, comparesWithoutLooking } from '../../cpu/verbs.ts';
import type { Comparison, Reason } from '../../cpu/x86/compare.ts';
import { compareX86 } from '../../cpu/x86/compare.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { FleetHost, Kind } from '../pool/fleet.ts';
import type { Pool } from '../pool/pool.ts';
import { predictedOf } from '../pool/predicted.ts';
import { type GuestBits, guestBits } from './guest-bits.ts';
import { hostBits } from './host-bits.ts';
import { quickState } from './quick-state.ts';
import { otherSide, startPlace } from './start-place.ts';
import {
  type StartPlace,
  type StartState,
  type StartVerdict,
  startState,
  startVerdict,
} from './start-verdict.ts';

/** Whether hosts of a kind run the guest CPU: how it starts there, and libvirt's compare with every reason. */
export interface Verdict {
  /** Its `included` are the hosts that share the verdict. */
  readonly kind: Kind;
  readonly answer: Answer<Comparison>;
  /** libvirt says identical for this architecture without looking. */
  readonly unlooked: boolean;
  /**
   * Features that the host's own CPU lacks and that KVM is predicted to make: they count as the host's, since a
   * guest is started against what QEMU gives. In map order; empty where QEMU's own word is known.
   */
  readonly predicted: readonly string[];
  /** x86, where something tells or lets predict what QEMU gives; else the comparison decides. */
  readonly start: Start | undefined;
}

export interface Start {
  /** `untold`: check full, which also refuses features that QEMU adds. */
  readonly state: StartState;
  /** No document told what QEMU gives: it follows from the host's own CPU. */
  readonly isPredicted: boolean;
  /** With libvirt's words; made when it is asked for. */
  readonly verdict: () => StartVerdict;
}

export function verdictsOf(pool: Pool, guest: GuestCpu): Verdict[] {
  const { map } = pool.fleet;
  const asked = new Map<string, GuestBits | undefined>();
  const bitsFor = (virttype: string) => {
    if (!asked.has(virttype)) asked.set(virttype, guestBits(map, { cpu: guest, arch: 'x86_64', virttype }));
    return asked.get(virttype);
  };
  return pool.kinds.flatMap(bySide).map((kind) => verdictOn(pool, kind, { guest, bitsFor }));
}

/** Makes ahead what verdicts on a kind need of its hosts, whatever the guest. */
export function readyToStart(map: CpuMap, kind: Kind): void {
  for (const { cpu, included } of bySide(kind)) {
    const [first] = included;
    if (first === undefined || cpu.arch !== 'x86_64' || cpu.unknownModel !== undefined) continue;
    const { told: known, predicted } = startPlace(map, cpu, first);
    const there = known ?? predicted;
    if (there !== undefined) hostBits(map, there);
  }
}

/** Hosts of one kind whose other side differs may start a guest differently. */
function bySide(kind: Kind): Kind[] {
  const sides = new Map<object | undefined, FleetHost[]>();
  for (const host of kind.included) {
    const side = otherSide(host);
    const alike = sides.get(side);
    if (alike === undefined) sides.set(side, [host]);
    else alike.push(host);
  }
  return sides.size < 2 ? [kind] : [...sides.values()].map((included) => ({ ...kind, included }));
}

interface AskedGuest {
  readonly guest: GuestCpu;
  readonly bitsFor: (virttype: string) => GuestBits | undefined;
}

function verdictOn({ fleet: { map } }: Pool, kind: Kind, { guest, bitsFor }: AskedGuest): Verdict {
  const { definition, arch } = kind.cpu;
  const unlooked = comparesWithoutLooking(map, arch);
  const start = startOn(map, kind, { guest, bitsFor });
  // QEMU's view is a guest definition; libvirt compares its bits as it does a host's.
  if (definition.kind !== 'host') {
    return { kind, answer: compareX86(map, definition, guest), unlooked, predicted: [], start };
  }
  const answer = compare(map, definition, guest);
  const predicted = driverOf(arch) === 'x86' ? madeByKvm(map, kind, answer) : [];
  if (predicted.length === 0) return { kind, answer, unlooked, predicted, start };
  const withKvm = { ...definition, features: [...definition.features, ...predicted] };
  return { kind, answer: compare(map, withKvm, guest), unlooked, predicted, start };
}

function startOn(map: CpuMap, { cpu, included }: Kind, { guest, bitsFor }: AskedGuest): Start | undefined {
  const [first] = included;
  if (first === undefined || cpu.arch !== 'x86_64' || cpu.unknownModel !== undefined) return undefined;
  const place = startPlace(map, cpu, first);
  const there = place.told ?? place.predicted;
  if (there === undefined) return undefined;
  const { virttype } = there;
  const verdict = () => told(startVerdict({ cpu: guest, virttype, isLive: false }, place));
  const bits = bitsFor(virttype);
  const state = (bits && quickState(map, bits, hostBits(map, there), false)) ?? startState(verdict());
  return { state, isPredicted: isPredicted(place), verdict };
}

function isPredicted({ told: known }: StartPlace): boolean {
  return known === undefined;
}

/** A prediction fills in for an unknown; the page says that it is predicted. */
function told(verdict: StartVerdict): StartVerdict {
  return verdict.kind === 'untold' ? (verdict.likely ?? verdict) : verdict;
}

/** The missing features of an answer that KVM is predicted to make on hosts of the kind. */
function madeByKvm(map: CpuMap, { cpu }: Kind, answer: Answer<Comparison>): string[] {
  if (!answer.ok) return [];
  const missing = answer.value.reasons.flatMap((reason) =>
    reason.kind === 'missing' ? reason.features : [],
  );
  if (missing.length === 0) return [];
  const view = predictedOf(map, cpu);
  return missing.filter((name) => {
    const feature = map.featureByName.get(name);
    return feature !== undefined && hasMask(view.bits, feature.mask);
  });
}

/** Whether the guest runs there: starts, whole or not; with check full only if QEMU adds nothing. */
export function runs({ start, answer }: Verdict): boolean {
  if (start !== undefined) return start.state !== 'refused';
  return answer.ok && answer.value.result !== 'incompatible';
}

/** The reasons against it; none where it runs. */
export function reasonsAgainst(verdict: Verdict): readonly Reason[] {
  if (runs(verdict)) return [];
  const start = verdict.start?.verdict();
  if (start?.kind === 'refused') return start.reasons;
  return verdict.answer.ok ? verdict.answer.value.reasons : [];
}

/** Number of hosts that run it. */
export function hostsThatRun(verdicts: readonly Verdict[]): number {
  return verdicts.reduce((sum, verdict) => (runs(verdict) ? sum + verdict.kind.included.length : sum), 0);
}

import { hasMask } from '../../bits/bits.ts';
import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { formatCpu } from '../../cpu/definition/format.ts';
import { type Answer, answer, refusal } from '../../cpu/definition/result.ts';
import { driverMove, liveCpu } from '../../cpu/driver-qemu/move.ts';
import type { QemuHost } from '../../cpu/driver-qemu/qemu-host.ts';
import { driverStart } from '../../cpu/driver-qemu/start.ts';
import { isRelative, updateX86 } from '../../cpu/x86/update.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { Kind } from '../pool/fleet.ts';
import type { Pool } from '../pool/pool.ts';
import { guestBits } from './guest-bits.ts';
import { hostBits } from './host-bits.ts';
import { quickState } from './quick-state.ts';
import { startPlace } from './start-place.ts';

/** The CPU that a guest gets when it starts: hosts on which the same comes out are one fate. */
export interface Fate {
  readonly kinds: readonly Kind[];
  readonly becomes: Answer<GuestCpu>;
}

/** The CPU on each of these kinds, in their order; empty where the guest is the same wherever it starts. */
export function fatesOf(pool: Pool, guest: GuestCpu, kinds: readonly Kind[] = pool.kinds): Fate[] {
  if (pool.driver !== 'x86' || !isRelative(guest)) return [];
  const { map } = pool.fleet;
  const fates = new Map<string, { kinds: Kind[]; becomes: Answer<GuestCpu> }>();
  for (const kind of kinds) {
    const becomes = startedOn(map, kind, guest);
    const key = becomes.ok ? formatCpu(becomes.value, map.dialect) : becomes.error.message;
    const known = fates.get(key);
    if (known === undefined) fates.set(key, { kinds: [kind], becomes });
    else known.kinds.push(kind);
  }
  return [...fates.values()];
}

/** The CPU that it has there once it runs: libvirt's driver starts it on what QEMU gives, told or predicted. */
function startedOn(map: CpuMap, kind: Kind, guest: GuestCpu): Answer<GuestCpu> {
  const there = driverHostOf(map, kind);
  if (there === undefined) return updateX86(map, { guest, host: kind.cpu.definition });
  const outcome = driverStart(map, there, guest);
  return outcome.kind === 'refused' ? refusal(outcome.message) : answer(liveCpu(outcome) ?? guest);
}

function driverHostOf(map: CpuMap, { cpu, included, hosts }: Kind): QemuHost | undefined {
  const [first = hosts[0]] = included;
  const place = first && startPlace(map, cpu, first);
  return place?.told ?? place?.predicted;
}

/** How an optional feature comes out: require where the host has it, disable where it doesn't. */
export interface OptionalFate {
  readonly name: string;
  readonly requireOn: readonly Kind[];
  readonly disableOn: readonly Kind[];
}

/** One entry for each listed optional feature that the map knows, in list order. */
export function optionalFates({ fleet, kinds }: Pool, { features }: GuestCpu): OptionalFate[] {
  return features.flatMap(({ name, policy }) => {
    const mask = policy === 'optional' ? fleet.map.featureByName.get(name)?.mask : undefined;
    if (mask === undefined) return [];
    const requireOn = kinds.filter(({ cpu }) => hasMask(cpu.bits, mask));
    const disableOn = kinds.filter(({ cpu }) => !hasMask(cpu.bits, mask));
    return [{ name, requireOn, disableOn }];
  });
}

/** A migration that can't be: started on one host, the guest then needs what another lacks. */
export interface Stranded {
  readonly from: Kind;
  readonly to: Kind;
  readonly missing: readonly string[];
}

/** The first such pair; undefined when a guest moves freely between all hosts that start it. */
export function strandedMigration({ fleet: { map }, kinds }: Pool, guest: GuestCpu): Stranded | undefined {
  const places = kinds.map((kind) => driverHostOf(map, kind));
  for (const [at, from] of kinds.entries()) {
    const here = places[at];
    const started = startedOn(map, from, guest);
    if (here === undefined || !started.ok) continue;
    const asks = asking(map, started.value, here);
    for (const [i, to] of kinds.entries()) {
      const there = places[i];
      if (there === undefined || asks(there) === 'starts') continue;
      const outcome = driverMove(map, { guest: { cpu: started.value }, from: here, to: there });
      if (outcome.kind !== 'refused' || outcome.reasons.length === 0) continue;
      const missing = outcome.reasons.find((reason) => reason.kind === 'missing');
      return { from, to, missing: missing?.kind === 'missing' ? missing.features : [] };
    }
  }
  return undefined;
}

/** Whether hosts have all that it runs with, by bits: all pairs of a thousand kinds are asked. */
function asking(map: CpuMap, cpu: GuestCpu, { virttype }: QemuHost) {
  const bits = guestBits(map, { cpu, arch: 'x86_64', virttype }, 'require');
  return (there: QemuHost) => bits && quickState(map, bits, hostBits(map, there), true);
}

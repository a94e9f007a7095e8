import { hasMask } from '../../bits/bits.ts';
import type { CpuDefinition, GuestCpu, HostCpu } from '../../cpu/definition/definition.ts';
import { formatCpu } from '../../cpu/definition/format.ts';
import type { Answer } from '../../cpu/definition/result.ts';
import { update } from '../../cpu/verbs.ts';
import { compareX86 } from '../../cpu/x86/compare.ts';
import { isRelative } from '../../cpu/x86/update.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { Kind } from '../pool/fleet.ts';
import type { Pool } from '../pool/pool.ts';

/** What a guest becomes when it starts: hosts on which the same comes out are one fate. */
export interface Fate {
  readonly kinds: readonly Kind[];
  readonly becomes: Answer<GuestCpu>;
}

/** Of these kinds, in their order; empty where the guest is the same wherever it starts. */
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

function startedOn(map: CpuMap, { cpu }: Kind, guest: GuestCpu): Answer<GuestCpu> {
  return update(map, { guest, host: asHost(cpu.definition) });
}

/** What QEMU gives on a host is a guest definition; as a host it has what that requires. */
function asHost(definition: CpuDefinition): HostCpu {
  if (definition.kind === 'host') return definition;
  const { model, vendor, features } = definition;
  return {
    kind: 'host',
    arch: 'x86_64',
    ...(model === undefined ? {} : { model }),
    ...(vendor === undefined ? {} : { vendor }),
    features: features
      .filter(({ policy }) => policy === 'require' || policy === 'force')
      .map(({ name }) => name),
  };
}

/** How an optional feature comes out: require where the host has it, disable where it doesn't. */
export interface OptionalFate {
  readonly name: string;
  readonly requireOn: readonly Kind[];
  readonly disableOn: readonly Kind[];
}

/** Of each listed optional feature that the map knows, in list order. */
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
  for (const from of kinds) {
    const started = startedOn(map, from, guest);
    if (!started.ok) continue;
    for (const to of kinds) {
      const there = compareX86(map, to.cpu.definition, started.value);
      if (!there.ok || there.value.result !== 'incompatible') continue;
      const missing = there.value.reasons.find((reason) => reason.kind === 'missing');
      return { from, to, missing: missing?.kind === 'missing' ? missing.features : [] };
    }
  }
  return undefined;
}

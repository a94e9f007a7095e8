import { hasMask } from '../../bits/bits.ts';
import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { resolveDefinition } from '../../cpu/resolve.ts';
import { levelOf } from '../../cpu/x86/level.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import type { X8664LevelName } from '../../facts/x86-64-levels.ts';
import { buildFleet, type FleetHost } from '../pool/fleet.ts';
import { baselineGuest, poolOf } from '../pool/pool.ts';
import { compareReleases } from './known-to.ts';
import { readableHosts } from './read-as.ts';

/** The answer of one release for the same hosts. */
export interface ReleaseAnswer {
  readonly release: string;
  readonly guest: GuestCpu | undefined;
  readonly level: X8664LevelName | undefined;
  /** Number of features that its guest has. */
  readonly features: number;
  /** Names that its guest has more, and lacks, against the release in force. */
  readonly more: readonly string[];
  readonly less: readonly string[];
  /** The lacking names that the release doesn't know at all. */
  readonly unknown: readonly string[];
  /** Models of the hosts that the release doesn't know: libvirt itself would refuse them. */
  readonly refused: readonly string[];
}

interface Named {
  readonly guest: GuestCpu | undefined;
  readonly names: ReadonlySet<string>;
}

/** Oldest first. `hosts` are those that count, as they were given. */
export function answersByRelease(
  maps: readonly CpuMap[],
  hosts: readonly FleetHost[],
  here: CpuMap,
): readonly ReleaseAnswer[] {
  const ordered = [...maps].sort((a, b) => compareReleases(a.release, b.release));
  const newest = ordered.at(-1);
  const inForce = answerUnder(here, hosts, newest);
  return ordered.map((map): ReleaseAnswer => {
    const { guest, names } = map === here ? inForce : answerUnder(map, hosts, newest);
    const less = [...inForce.names].filter((name) => !names.has(name));
    const bits = guest && resolveDefinition(map, guest).bits;
    return {
      release: map.release,
      guest,
      level: bits && levelOf(map, bits).name,
      features: names.size,
      more: [...names].filter((name) => !inForce.names.has(name)),
      less,
      unknown: less.filter((name) => !map.featureByName.has(name)),
      refused: refusedModels(map, hosts),
    };
  });
}

function answerUnder(map: CpuMap, hosts: readonly FleetHost[], newest: CpuMap | undefined): Named {
  const pool = poolOf(buildFleet(map, readableHosts(map, hosts, newest)));
  const guest = baselineGuest(pool);
  if (guest === undefined) return { guest, names: new Set() };
  const { bits } = resolveDefinition(map, guest);
  return {
    guest,
    names: new Set(map.features.filter(({ mask }) => hasMask(bits, mask)).map(({ name }) => name)),
  };
}

function refusedModels(map: CpuMap, hosts: readonly FleetHost[]): string[] {
  const models = hosts.flatMap(({ cpu }) =>
    cpu.kind === 'host' || cpu.kind === 'guest' ? (cpu.cpu.model ?? []) : [],
  );
  return [...new Set(models)].filter((model) => !map.modelByName.has(model));
}

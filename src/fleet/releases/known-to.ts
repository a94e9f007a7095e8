import { hasMask } from '../../bits/bits.ts';
import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { resolveDefinition } from '../../cpu/resolve.ts';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';

/** A guest CPU as one release's CPU map sees it. */
export interface ReleaseVerdict {
  readonly release: string;
  /** It knows every name: libvirt of that release can be given it. */
  readonly takes: boolean;
  readonly unknownModel: string | undefined;
  readonly unknownFeatures: readonly string[];
  /** The same model is another one there: features that it has only there, or only here. */
  readonly otherwise: readonly string[];
}

/** Oldest first. */
export function knownTo(maps: readonly CpuMap[], guest: GuestCpu, here: CpuMap): readonly ReleaseVerdict[] {
  return [...maps]
    .sort((a, b) => compareReleases(a.release, b.release))
    .map((map) => judge(map, guest, here));
}

function judge(map: CpuMap, guest: GuestCpu, here: CpuMap): ReleaseVerdict {
  const { model } = guest;
  const unknownModel = model !== undefined && !map.modelByName.has(model) ? model : undefined;
  // libvirt looks every listed name up, but for those that are optional.
  const unknownFeatures = guest.features
    .filter(({ name, policy }) => policy !== 'optional' && !map.featureByName.has(name))
    .map(({ name }) => name);
  const takes = unknownModel === undefined && unknownFeatures.length === 0;
  return {
    release: map.release,
    takes,
    unknownModel,
    unknownFeatures,
    otherwise: takes ? differs(map, here, guest) : [],
  };
}

function differs(map: CpuMap, here: CpuMap, guest: GuestCpu): string[] {
  const there = namesOf(map, guest);
  const own = namesOf(here, guest);
  return [...new Set([...there, ...own])].filter(
    (name) =>
      there.has(name) !== own.has(name) && map.featureByName.has(name) && here.featureByName.has(name),
  );
}

function namesOf(map: CpuMap, guest: GuestCpu): Set<string> {
  const { bits } = resolveDefinition(map, guest);
  return new Set(map.features.filter(({ mask }) => hasMask(bits, mask)).map(({ name }) => name));
}

export function oldestThatTakes(verdicts: readonly ReleaseVerdict[]): string | undefined {
  return verdicts.find(({ takes }) => takes)?.release;
}

/** The map by which a release is judged: the newest that is not newer; undefined if all are. */
export function releaseFor(verdicts: readonly ReleaseVerdict[], release: string): ReleaseVerdict | undefined {
  return verdicts.findLast((verdict) => compareReleases(verdict.release, release) <= 0);
}

/** Releases by their numbers: 9.0.0 is before 12.8.0. */
export function compareReleases(a: string, b: string): number {
  const [left, right] = [a, b].map((release) => release.split('.').map(Number));
  for (let at = 0; at < 3; at++) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return 0;
}

import { hasMask } from '../../bits/bits.ts';
import { driverOf } from '../../cpu/definition/definition.ts';
import type { ResolvedCpu } from '../../cpu/resolve.ts';
import type { Feature } from '../../cpu-map/cpu-map.ts';
import { formatWord, type RegisterWord } from '../../cpu-map/register-word.ts';
import { type PurposeId, purposeOf } from '../../facts/purposes.ts';
import { tally } from '../pool/feature-counts.ts';
import { isUntold, type Kind } from '../pool/fleet.ts';
import type { Pool } from '../pool/pool.ts';

/** A feature as a row of the matrix. */
export interface Row {
  /** The feature's name; unique. */
  readonly id: string;
  /** undefined: a name that hosts have and the CPU map doesn't know. */
  readonly feature: Feature | undefined;
  readonly purpose: PurposeId;
  /** First register word that it lives in. */
  readonly word: RegisterWord | undefined;
  /** `7.0 ebx 5`: word and bit, of a feature that is one bit. */
  readonly address: string;
  /** How many of the hosts that count have it, lack it, can't be asked (their model is unknown), or don't show it. */
  readonly has: number;
  readonly lacks: number;
  readonly unknown: number;
  readonly untold: number;
  /** `differs`: some have it and some lack it. */
  readonly state: 'differs' | 'same' | 'nobody';
}

/** All rows, in map order; names unknown to the map last. */
export function rowsOf(pool: Pool): Row[] {
  const { map } = pool.fleet;
  // The map's features are x86's: on other architectures the same name is another feature.
  const x86 = pool.kinds.some(({ cpu }) => driverOf(cpu.arch) === 'x86');
  const counted = x86 || pool.hosts === 0 ? map.features : [];
  const count = counterOf(pool);
  const outside = pool.unknownNames.filter((name) => !x86 || !map.featureByName.has(name));
  return [
    ...counted.map((feature) => rowOf(pool, feature.name, count(feature.name, feature))),
    ...outside.map((name) => rowOf(pool, name, count(name, undefined))),
  ];
}

/**
 * Counts what `stateIn` says of each host, in one walk over all bits and names: asking each kind for each name
 * takes 10 s where 20,000 hosts have an unknown name each.
 */
function counterOf(pool: Pool): (name: string, feature: Feature | undefined) => Counted {
  const weight = ({ included }: Kind) => included.length;
  const unsure = pool.kinds.filter(({ cpu }) => cpu.unknownModel !== undefined);
  const unsureHosts = unsure.reduce((sum, kind) => sum + weight(kind), 0);
  const all = tally(pool, pool.kinds, weight);
  const ofUnsure = unsure.length === 0 ? () => 0 : tally(pool, unsure, weight);
  const silent = pool.kinds.filter(
    (kind) => kind.untold !== undefined && kind.cpu.unknownModel === undefined,
  );
  const untoldOf = (feature: Feature | undefined) =>
    feature === undefined
      ? 0
      : silent.reduce((sum, kind) => sum + (isUntold(kind, feature) ? weight(kind) : 0), 0);
  const beside = pool.unknownNames.length === 0 ? undefined : countBeside(pool);
  return (name, feature) => {
    const named = beside?.get(name);
    const ofBits = feature === undefined ? [0, 0] : [all(feature), ofUnsure(feature)];
    const [has = 0, unsureHas = 0] = ofBits;
    return {
      feature,
      has: has + (named?.has ?? 0),
      unknown: unsureHosts - unsureHas - (named?.unsureHas ?? 0),
      untold: untoldOf(feature) - (named?.untoldHas ?? 0),
    };
  };
}

/** Hosts that have a name beside their bits; of them those whose model is unknown, and whose bits don't tell it. */
function countBeside({ kinds, fleet: { map } }: Pool): Map<string, CountedBeside> {
  const counts = new Map<string, CountedBeside>();
  for (const kind of kinds) {
    const isUnsure = kind.cpu.unknownModel !== undefined;
    const x86 = driverOf(kind.cpu.arch) === 'x86';
    for (const name of unknownFeaturesOf(kind)) {
      const feature = x86 ? map.featureByName.get(name) : undefined;
      if (feature !== undefined && hasMask(kind.cpu.bits, feature.mask)) continue;
      const count = counts.get(name) ?? { has: 0, unsureHas: 0, untoldHas: 0 };
      count.has += kind.included.length;
      if (isUnsure) count.unsureHas += kind.included.length;
      else if (feature !== undefined && isUntold(kind, feature)) count.untoldHas += kind.included.length;
      counts.set(name, count);
    }
  }
  return counts;
}

interface CountedBeside {
  has: number;
  unsureHas: number;
  untoldHas: number;
}

interface Counted {
  readonly feature: Feature | undefined;
  readonly has: number;
  readonly unknown: number;
  readonly untold: number;
}

function rowOf(pool: Pool, name: string, { feature, has, unknown, untold }: Counted): Row {
  const lacks = pool.hosts - has - unknown - untold;
  const word = feature === undefined ? undefined : pool.fleet.map.words[feature.mask.words[0] ?? -1];
  return {
    id: name,
    feature,
    purpose: purposeOf(name),
    word,
    address: feature === undefined || word === undefined ? '' : addressOf(feature, word),
    has,
    lacks,
    unknown,
    untold,
    state: has === 0 ? 'nobody' : lacks + unknown + untold > 0 ? 'differs' : 'same',
  };
}

/**
 * Whether a kind of CPU has a feature; `unknown` where its model is unknown and the feature isn't listed, `untold` where
 * its sources can't show it.
 */
export function stateIn(kind: Kind, name: string, feature: Feature | undefined): FeatureState {
  if (feature !== undefined && hasMask(kind.cpu.bits, feature.mask)) return 'has';
  if (unknownFeaturesOf(kind).has(name)) return 'has';
  if (kind.cpu.unknownModel !== undefined) return 'unknown';
  return feature !== undefined && isUntold(kind, feature) ? 'untold' : 'lacks';
}

export type FeatureState = 'has' | 'lacks' | 'unknown' | 'untold';

const unknownSets = new WeakMap<ResolvedCpu, ReadonlySet<string>>();

function unknownFeaturesOf({ cpu }: Kind): ReadonlySet<string> {
  let names = unknownSets.get(cpu);
  if (names === undefined) {
    names = new Set(cpu.unknownFeatures);
    unknownSets.set(cpu, names);
  }
  return names;
}

function addressOf({ mask }: Feature, word: RegisterWord): string {
  const value = mask.values[0] ?? 0;
  const oneBit = mask.words.length === 1 && (value & (value - 1)) === 0;
  return oneBit ? `${formatWord(word)} ${31 - Math.clz32(value)}` : formatWord(word);
}

import { hasMask } from '../../bits/bits.ts';
import { driverOf } from '../../cpu/definition/definition.ts';
import type { ResolvedCpu } from '../../cpu/resolve.ts';
import type { Feature } from '../../cpu-map/cpu-map.ts';
import { formatWord, type RegisterWord } from '../../cpu-map/register-word.ts';
import { type PurposeId, purposeOf } from '../../facts/purposes.ts';
import { tally } from '../pool/feature-counts.ts';
import type { Kind } from '../pool/fleet.ts';
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
  /** How many of the hosts that count have it, lack it, or can't be asked (their model is unknown). */
  readonly has: number;
  readonly lacks: number;
  readonly unknown: number;
  /** `differs`: some have it and some lack it. */
  readonly state: 'differs' | 'same' | 'nobody';
}

/** All rows, in map order; names unknown to the map last. */
export function rowsOf(pool: Pool): Row[] {
  const { map } = pool.fleet;
  // The map's features are x86's: on other architectures the same name is another feature.
  const x86 = pool.kinds.some(({ cpu }) => driverOf(cpu.arch) === 'x86');
  const counted = x86 || pool.hosts === 0 ? map.features : [];
  const has = tally(pool, pool.kinds, ({ included }) => included.length);
  // A name that a host has beside its bits, or a host whose model is unknown: asked one by one.
  const asked = new Set(pool.unknownNames);
  const isKnown = pool.kinds.every(({ cpu }) => cpu.unknownModel === undefined);
  const rows = counted.map((feature) =>
    isKnown && !asked.has(feature.name)
      ? rowOf(pool, feature.name, { feature, has: has(feature), unknown: 0 })
      : askedRow(pool, feature.name, feature),
  );
  const outside = pool.unknownNames.filter((name) => !x86 || !map.featureByName.has(name));
  return [...rows, ...outside.map((name) => askedRow(pool, name, undefined))];
}

function askedRow(pool: Pool, name: string, feature: Feature | undefined): Row {
  let has = 0;
  let unknown = 0;
  for (const kind of pool.kinds) {
    const state = stateIn(kind, name, feature);
    if (state === 'has') has += kind.included.length;
    else if (state === 'unknown') unknown += kind.included.length;
  }
  return rowOf(pool, name, { feature, has, unknown });
}

interface Counted {
  readonly feature: Feature | undefined;
  readonly has: number;
  readonly unknown: number;
}

function rowOf(pool: Pool, name: string, { feature, has, unknown }: Counted): Row {
  const lacks = pool.hosts - has - unknown;
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
    state: has === 0 ? 'nobody' : lacks > 0 || unknown > 0 ? 'differs' : 'same',
  };
}

/** Whether a kind of CPU has a feature; `unknown` where its model is unknown and the feature isn't listed. */
export function stateIn(kind: Kind, name: string, feature: Feature | undefined): 'has' | 'lacks' | 'unknown' {
  if (feature !== undefined && hasMask(kind.cpu.bits, feature.mask)) return 'has';
  if (unknownFeaturesOf(kind).has(name)) return 'has';
  return kind.cpu.unknownModel === undefined ? 'lacks' : 'unknown';
}

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

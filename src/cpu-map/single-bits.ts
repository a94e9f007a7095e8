import { addMask, type Bits, countWord, emptyBits } from '../bits/bits.ts';
import type { CpuMap, Feature } from './cpu-map.ts';

/** A map whose every feature is one bit of its own, as all of libvirt's so far: bits and features are one thing. */
export interface SingleBits {
  readonly named: Bits;
  /** By the feature's index: its word, and its bit in that word as a value. */
  readonly wordOf: Uint16Array;
  readonly bitOf: Uint32Array;
  /** word × 32 + bit by the feature's name. */
  readonly placeOf: ReadonlyMap<string, number>;
  /** Feature by word × 32 + bit. */
  readonly featureAt: readonly (Feature | undefined)[];
}

const memory = new WeakMap<CpuMap, SingleBits | undefined>();

/** undefined if a feature has several bits or two share one: then masks must be looked at one by one. */
export function singleBits(map: CpuMap): SingleBits | undefined {
  if (!memory.has(map)) memory.set(map, compute(map));
  return memory.get(map);
}

function compute(map: CpuMap): SingleBits | undefined {
  const named = emptyBits(map.words.length);
  const featureAt: (Feature | undefined)[] = new Array(map.words.length * 32).fill(undefined);
  const placeOf = new Map<string, number>();
  const wordOf = new Uint16Array(map.features.length);
  const bitOf = new Uint32Array(map.features.length);
  for (const feature of map.features) {
    const { words, values } = feature.mask;
    const [word = 0] = words;
    const [value = 0] = values;
    if (words.length !== 1 || countWord(value) !== 1 || ((named[word] ?? 0) & value) !== 0) return undefined;
    addMask(named, feature.mask);
    wordOf[feature.index] = word;
    bitOf[feature.index] = value;
    const place = word * 32 + 31 - Math.clz32(value);
    placeOf.set(feature.name, place);
    featureAt[place] = feature;
  }
  return { named, wordOf, bitOf, placeOf, featureAt };
}

import { type Bits, countWord } from '../../bits/bits.ts';
import type { CpuMap, Feature } from '../../cpu-map/cpu-map.ts';
import { formatWord, type RegisterWord } from '../../cpu-map/register-word.ts';
import type { Column } from '../../fleet/matrix/columns.ts';
import type { Pool } from '../../fleet/pool/pool.ts';
import type { CellGlyph } from '../matrix/view/cell-state.ts';

/** A register word as the index lists it: bits of at least one host, and of all. */
export interface WordSummary {
  readonly id: string;
  readonly index: number;
  readonly word: RegisterWord;
  readonly some: number;
  readonly common: number;
}

export interface WordList {
  readonly words: readonly WordSummary[];
  /** Words of the map in which no host has a feature. */
  readonly others: number;
}

export function listWords({ fleet: { map }, some, common }: Pool): WordList {
  const words = map.words.flatMap((word, index): WordSummary[] => {
    const bits = at(some, index);
    return bits === 0 ? [] : [{ id: formatWord(word), index, word, some: bits, common: at(common, index) }];
  });
  return { words, others: map.words.length - words.length };
}

/** How many bits some hosts have and some lack. */
export function lostBits({ some, common }: WordSummary): number {
  return countWord((some & ~common) >>> 0);
}

/** One bit of the word, from 31 down. */
export interface BitColumn {
  readonly bit: number;
  readonly feature: Feature | undefined;
  /** Some host has it: what others lack. */
  readonly some: boolean;
  /** No feature is called so, but a host has the bit set. */
  readonly unnamed: boolean;
  /** Exactly one of the columns that count, and tell it, lacks it. */
  readonly alone: boolean;
}

export function bitColumns(pool: Pool, columns: readonly Column[], index: number): readonly BitColumn[] {
  const features = featuresByBit(pool.fleet.map, index);
  const telling = columns.filter(({ included, kind }) => included && at(kind.untold, index) === 0);
  const unnamed = columns.reduce((bits, { kind }) => bits | at(kind.cpu.unnamed, index), 0);
  return Array.from({ length: 32 }, (_, place) => {
    const bit = 31 - place;
    const mask = (1 << bit) >>> 0;
    const some = (at(pool.some, index) & mask) !== 0;
    const lacking = some ? telling.filter(({ kind }) => (at(kind.cpu.bits, index) & mask) === 0).length : 0;
    return {
      bit,
      feature: features.get(bit),
      some,
      unnamed: (unnamed & mask) !== 0,
      alone: lacking === 1,
    };
  });
}

/** A feature of several bits is at each of them. */
function featuresByBit(map: CpuMap, index: number): ReadonlyMap<number, Feature> {
  const byBit = new Map<number, Feature>();
  for (const feature of map.features) {
    const place = feature.mask.words.indexOf(index);
    const value = place < 0 ? 0 : (feature.mask.values[place] ?? 0);
    for (let bit = 0; bit < 32; bit++) if ((value & (1 << bit)) !== 0) byBit.set(bit, feature);
  }
  return byBit;
}

/** The content of a square of the strip, in the matrix's own signs. */
export function bitGlyph(column: Column, { bit, some, feature, alone }: BitColumn, word: BitWord): CellGlyph {
  const mask = (1 << bit) >>> 0;
  const { cpu } = column.kind;
  if ((at(cpu.unnamed, word.index) & mask) !== 0) return 'unknown';
  if ((at(cpu.bits, word.index) & mask) !== 0) {
    if (feature?.migratable === false) return 'lock';
    return (word.guest & mask) !== 0 ? 'in-guest' : 'has';
  }
  if (!some) return 'nobody';
  if (cpu.unknownModel !== undefined) return 'unknown';
  if (at(column.kind.untold, word.index) !== 0) return 'not-told';
  return alone && column.included ? 'only-lacks' : 'lacks';
}

export interface BitWord {
  readonly index: number;
  /** The guest's bits of the word. */
  readonly guest: number;
}

/** The hardware's own value: bits without a name are set too. */
export function wordValue({ kind: { cpu } }: Column, index: number): number {
  return (at(cpu.bits, index) | at(cpu.unnamed, index)) >>> 0;
}

export function hexWord(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}

function at(bits: Bits | undefined, index: number): number {
  return bits?.[index] ?? 0;
}

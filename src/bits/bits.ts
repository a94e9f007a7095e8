/**
 * The bit algebra: a set of CPU bits is one flat Uint32Array, one element per register word of a CPU map.
 *
 * JavaScript's bitwise operators give signed 32-bit results, so a test is written `(mask & ~word) === 0` or
 * against zero, never by comparing two masked values: bit 31 would turn one side negative.
 */
export type Bits = Uint32Array;

export function emptyBits(words: number): Bits {
  return new Uint32Array(words);
}

/** a ∪ b into `target`. */
export function addBits(target: Bits, other: Bits): Bits {
  for (let i = 0; i < target.length; i++) target[i] = at(target, i) | at(other, i);
  return target;
}

/** a ∩ b into `target`. */
export function keepBits(target: Bits, other: Bits): Bits {
  for (let i = 0; i < target.length; i++) target[i] = at(target, i) & at(other, i);
  return target;
}

/** a − b into `target`. */
export function dropBits(target: Bits, other: Bits): Bits {
  for (let i = 0; i < target.length; i++) target[i] = at(target, i) & ~at(other, i);
  return target;
}

export const intersection = (a: Bits, b: Bits): Bits => keepBits(a.slice(), b);
export const difference = (a: Bits, b: Bits): Bits => dropBits(a.slice(), b);

/** Whether every bit of `part` is in `whole`. */
export function containsBits(whole: Bits, part: Bits): boolean {
  for (let i = 0; i < part.length; i++) if ((at(part, i) & ~at(whole, i)) !== 0) return false;
  return true;
}

export function overlaps(a: Bits, b: Bits): boolean {
  for (let i = 0; i < a.length; i++) if ((at(a, i) & at(b, i)) !== 0) return true;
  return false;
}

export function isEmpty(bits: Bits): boolean {
  for (let i = 0; i < bits.length; i++) if (at(bits, i) !== 0) return false;
  return true;
}

/** Number of set bits. */
export function countBits(bits: Bits): number {
  let count = 0;
  for (let i = 0; i < bits.length; i++) count += countWord(at(bits, i));
  return count;
}

/** Number of bits that both have; makes nothing. */
export function countCommon(a: Bits, b: Bits): number {
  let count = 0;
  for (let i = 0; i < a.length; i++) count += countWord(at(a, i) & at(b, i));
  return count;
}

/** Whether a bit is set, counted from bit 0 of the first word on. */
export function hasBit(bits: Bits, bit: number): boolean {
  return ((at(bits, bit >>> 5) >>> (bit & 31)) & 1) === 1;
}

export function setBit(target: Bits, bit: number): void {
  target[bit >>> 5] = at(target, bit >>> 5) | (1 << (bit & 31));
}

/** Set bits of one 32-bit word: pairs, nibbles and bytes are summed in parallel. */
export function countWord(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Adds `times` to the count of every set bit; `counts` has 32 of them a word, bit 0 first. */
export function countEach(counts: Uint32Array, bits: Bits, times: number): void {
  for (let i = 0; i < bits.length; i++) {
    for (let rest = at(bits, i); rest !== 0; rest &= rest - 1) {
      const bit = i * 32 + 31 - Math.clz32(rest & -rest);
      counts[bit] = at(counts, bit) + times;
    }
  }
}

/** A few words' worth of bits: `words[i]` is an index into Bits, `values[i]` the bits in that word. */
export interface Mask {
  readonly words: readonly number[];
  readonly values: readonly number[];
}

/** The words that are not empty: where most are, asking for a mask is quicker than asking for bits. */
export function maskOf(bits: Bits): Mask {
  const words = [...bits.keys()].filter((i) => at(bits, i) !== 0);
  return { words, values: words.map((i) => at(bits, i)) };
}

/** Whether *all* bits of the mask are set. */
export function hasMask(bits: Bits, mask: Mask): boolean {
  for (let i = 0; i < mask.words.length; i++) {
    if ((maskAt(mask.values, i) & ~at(bits, maskAt(mask.words, i))) !== 0) return false;
  }
  return true;
}

export function addMask(target: Bits, mask: Mask): void {
  for (let i = 0; i < mask.words.length; i++) {
    const word = maskAt(mask.words, i);
    target[word] = at(target, word) | maskAt(mask.values, i);
  }
}

export function dropMask(target: Bits, mask: Mask): void {
  for (let i = 0; i < mask.words.length; i++) {
    const word = maskAt(mask.words, i);
    target[word] = at(target, word) & ~maskAt(mask.values, i);
  }
}

/** Out of range reads as 0, as a register that was never read does. */
function at(bits: Bits, index: number): number {
  return bits[index] ?? 0;
}

function maskAt(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}

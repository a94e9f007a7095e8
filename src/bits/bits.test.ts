import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalBits, union } from './bits.test-support.ts';
import {
  addMask,
  containsBits,
  countBits,
  countCommon,
  countEach,
  countWord,
  difference,
  dropMask,
  emptyBits,
  hasBit,
  hasMask,
  intersection,
  isEmpty,
  maskOf,
  overlaps,
  setBit,
} from './bits.ts';

const WORDS = 5;
/** Bit 31 is set somewhere in every draw: that is where signed results would break the algebra. */
const bits = fc
  .tuple(
    fc.array(fc.integer({ min: 0, max: 0xffffffff }), { minLength: WORDS, maxLength: WORDS }),
    fc.nat(WORDS - 1),
  )
  .map(([words, high]) => {
    const drawn = Uint32Array.from(words);
    drawn[high] = ((drawn[high] ?? 0) | 0x80000000) >>> 0;
    return drawn;
  });
const seeded = { seed: 20261123, numRuns: 500 };

describe('the bit algebra', () => {
  it('sets and finds each bit, bit 31 too', () => {
    for (const bit of [0, 31, 32, 63]) {
      const own = emptyBits(2);
      setBit(own, bit);
      expect([0, 31, 32, 63].filter((each) => hasBit(own, each))).toEqual([bit]);
    }
  });

  it('counts what two have in common as it counts their intersection', () => {
    fc.assert(
      fc.property(bits, bits, (a, b) => {
        expect(countCommon(a, b)).toBe(countBits(intersection(a, b)));
      }),
      seeded,
    );
  });

  it('counts each of the 32 bits of a word', () => {
    for (let bit = 0; bit < 32; bit++) {
      expect(countWord(1 << bit)).toBe(1);
      expect(countWord(~(1 << bit))).toBe(31);
    }
    expect(countWord(0xffffffff)).toBe(32);
    expect(countWord(0)).toBe(0);
  });

  it('adds, finds and drops a mask at each of the 32 positions', () => {
    for (let bit = 0; bit < 32; bit++) {
      const mask = { words: [1], values: [(1 << bit) >>> 0] };
      const target = emptyBits(3);
      expect(hasMask(target, mask)).toBe(false);
      addMask(target, mask);
      expect(hasMask(target, mask)).toBe(true);
      expect(countBits(target)).toBe(1);
      dropMask(target, mask);
      expect(isEmpty(target)).toBe(true);
    }
  });

  it('has a mask only when all of its bits are set', () => {
    const both = { words: [0, 2], values: [0x80000000, 0x1] };
    expect(hasMask(Uint32Array.of(0x80000000, 0, 0), both)).toBe(false);
    expect(hasMask(Uint32Array.of(0x80000000, 0, 1), both)).toBe(true);
  });

  it('obeys the laws of sets', () => {
    fc.assert(
      fc.property(bits, bits, bits, (a, b, c) => {
        expect(equalBits(union(a, b), union(b, a))).toBe(true);
        expect(equalBits(intersection(a, b), intersection(b, a))).toBe(true);
        expect(equalBits(intersection(a, union(b, c)), union(intersection(a, b), intersection(a, c)))).toBe(
          true,
        );
        expect(equalBits(difference(a, union(b, c)), intersection(difference(a, b), difference(a, c)))).toBe(
          true,
        );
        expect(equalBits(union(difference(a, b), intersection(a, b)), a)).toBe(true);
        expect(isEmpty(difference(a, a))).toBe(true);
        expect(containsBits(a, intersection(a, b))).toBe(true);
        expect(containsBits(union(a, b), b)).toBe(true);
        expect(containsBits(a, b)).toBe(isEmpty(difference(b, a)));
        expect(overlaps(a, b)).toBe(!isEmpty(intersection(a, b)));
        expect(countBits(union(a, b)) + countBits(intersection(a, b))).toBe(countBits(a) + countBits(b));
      }),
      seeded,
    );
  });

  it('counts every bit over many sets, each as often as it is said to', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(bits, fc.nat(1000)), { maxLength: 5 }), (sets) => {
        const counts = new Uint32Array(WORDS * 32);
        for (const [set, times] of sets) countEach(counts, set, times);
        const expected = Array.from(counts, (_, at) =>
          sets.reduce((sum, [set, times]) => sum + ((set[at >>> 5]! >>> (at & 31)) & 1 ? times : 0), 0),
        );
        expect(Array.from(counts)).toEqual(expected);
      }),
      seeded,
    );
  });

  it('has the mask of a set exactly where it contains the set', () => {
    fc.assert(
      fc.property(bits, bits, (whole, part) => {
        expect(hasMask(whole, maskOf(part))).toBe(containsBits(whole, part));
        expect(hasMask(whole, maskOf(intersection(whole, part)))).toBe(true);
      }),
      seeded,
    );
  });
});

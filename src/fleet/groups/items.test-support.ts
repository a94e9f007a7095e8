import fc from 'fast-check';
import type { SplitItem } from './split.ts';

export const seeded = { seed: 20261127, numRuns: 60 };

/** Items over two words, all with other bits; bit 31 is among them. */
export function itemsOf(most: number): fc.Arbitrary<readonly SplitItem[]> {
  const word = fc.integer({ min: 0, max: 0xffffffff });
  // Features that most have make groups worth while: three draws together are mostly ones.
  const dense = fc.tuple(word, word, word).map(([a, b, c]) => (a | b | c) >>> 0);
  return fc.uniqueArray(
    fc.record({
      bits: fc.tuple(dense, dense).map((words) => Uint32Array.from(words)),
      hosts: fc.integer({ min: 1, max: 9 }),
    }),
    { minLength: 1, maxLength: most, selector: ({ bits }) => bits.join(' ') },
  );
}

/** `1011` is features 0, 2 and 3. */
export function item(features: string, hosts = 1): SplitItem {
  const bits = new Uint32Array(1);
  for (const [at, digit] of [...features].entries()) if (digit === '1') bits[0] = (bits[0] ?? 0) | (1 << at);
  return { bits, hosts };
}

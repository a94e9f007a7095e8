import { addBits, type Bits } from './bits.ts';

export const union = (a: Bits, b: Bits): Bits => addBits(a.slice(), b);

export function equalBits(a: Bits, b: Bits): boolean {
  return a.length === b.length && a.every((word, i) => word === b[i]);
}

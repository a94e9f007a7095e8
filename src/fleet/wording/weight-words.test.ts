import { expect, it } from 'vitest';
import { weigh, weightLine, weightSum } from './weight-words.ts';

it('sums features by what is lost without them, the heaviest first', () => {
  expect(weightSum(['rtm', 'smep', 'avx2', 'fma', 'hle'])).toBe('2 speed, 1 security, 2 rarely used');
  expect(weightSum([])).toBe('');
  expect(weigh(['vmx', 'avx2']).map(({ weight, names }) => [weight, names])).toEqual([
    ['speed', ['avx2']],
    ['convenience', ['vmx']],
  ]);
});

it('keeps four weights to one line', () => {
  expect(weightLine(['avx2', 'fma', 'smep', 'vmx', 'hle', 'rtm'])).toBe('2 speed, 1 security, 3 other');
  expect(weightLine(['avx2', 'smep', 'hle'])).toBe('1 speed, 1 security, 1 rarely used');
});

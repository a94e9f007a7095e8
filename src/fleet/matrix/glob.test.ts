import { expect, it } from 'vitest';
import { globMatcher } from './glob.ts';

it.each([
  ['kvm-03', 'KVM-03', true],
  ['kvm-03', 'kvm-033', false],
  ['kvm-0*', 'kvm-01', true],
  ['kvm-0*', 'kvm-0', true],
  ['*-03', 'kvm-03', true],
  ['*', '', true],
  ['k?m', 'kvm', true],
  ['k?m', 'km', false],
  ['a*b*c', 'aXbXbXc', true],
  ['a*b*c', 'aXbX', false],
  ['.*', 'x', false],
])('%s on %s: %s', (pattern, name, matches) => {
  expect(globMatcher(pattern)(name)).toBe(matches);
});

it('takes a hostile pattern in no time', () => {
  expect(globMatcher(`${'*a'.repeat(500)}b`)('a'.repeat(5000))).toBe(false);
}, 2000);

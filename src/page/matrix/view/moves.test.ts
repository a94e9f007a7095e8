import { expect, it } from 'vitest';
import { moved } from './moves.ts';

const shape = { rows: ['head', 'r1', 'r2', 'r3', 'r4'], columns: ['feature', 'a', 'guest'], page: 2 };
const from = { row: 'r2', column: 'a' };

it.each([
  ['ArrowUp', 'r1', 'a'],
  ['ArrowDown', 'r3', 'a'],
  ['ArrowLeft', 'r2', 'feature'],
  ['ArrowRight', 'r2', 'guest'],
  ['Home', 'r2', 'feature'],
  ['End', 'r2', 'guest'],
  ['Ctrl+Home', 'head', 'feature'],
  ['Ctrl+End', 'r4', 'guest'],
  ['PageDown', 'r4', 'a'],
  ['PageUp', 'head', 'a'],
])('%s goes to %s, %s', (key, row, column) => {
  expect(moved(key, from, shape)).toEqual({ row, column });
});

it.each([
  ['ArrowUp', { row: 'head', column: 'a' }],
  ['ArrowDown', { row: 'r4', column: 'a' }],
  ['ArrowLeft', { row: 'r2', column: 'feature' }],
  ['ArrowRight', { row: 'r2', column: 'guest' }],
])('%s does not wrap', (key, edge) => {
  expect(moved(key, edge, shape)).toEqual(edge);
});

it('leaves other keys to others', () => {
  expect(moved('x', from, shape)).toBeUndefined();
  expect(moved('constructor', from, shape)).toBeUndefined();
});

import { expect, it } from 'vitest';
import { layoutOf, mediumThatFit } from './layout.ts';

const room = { width: 1022, margin: 24, columns: 3, hosts: 3, phone: false };

it.each([
  ['all of it', {}, 'wide', ['meaning', 'address', 'lacked']],
  ['Meaning goes first', { width: 970 }, 'wide', ['address', 'lacked']],
  ['then Lacked by', { width: 730 }, 'wide', ['address']],
  ['then the address', { width: 600 }, 'wide', []],
  ['then the width of the columns', { width: 470 }, 'medium', []],
  ['eight columns are still wide', { width: 1290, columns: 8 }, 'wide', ['address', 'lacked']],
  ['nine are medium', { width: 1290, columns: 9 }, 'medium', ['meaning', 'address', 'lacked']],
  ['forty are narrow', { width: 1460, columns: 40 }, 'narrow', ['address', 'lacked']],
  ['a thousand scroll', { columns: 1000 }, 'narrow', ['address']],
  ['a phone has names only', { width: 390, margin: 16, phone: true }, 'medium', []],
])('%s', (_, change, size, there) => {
  const layout = layoutOf({ ...room, ...change });
  expect(layout.size).toBe(size);
  expect((['meaning', 'address', 'lacked'] as const).filter((column) => layout[column] > 0)).toEqual(there);
  expect(layout.leading).toBe(layout.feature + layout.meaning + layout.address + layout.lacked);
});

it('never makes a table wider than its room while the hosts fit', () => {
  for (let width = 600; width < 2000; width += 37) {
    const layout = layoutOf({ ...room, width });
    expect(layout.total).toBeLessThanOrEqual(width);
    expect(layout.host).toBeLessThanOrEqual(136);
  }
});

it('gives the counts of many hosts the room that they need', () => {
  const wide = { ...room, width: 1400 };
  expect(layoutOf({ ...wide, hosts: 20_000 }).lacked).toBeGreaterThan(layoutOf(wide).lacked);
});

it('counts how many medium columns fit, for folding', () => {
  expect(mediumThatFit(room)).toBe(Math.floor((1022 - 192 - 100) / 56));
});

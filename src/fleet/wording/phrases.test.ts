import { expect, it } from 'vitest';
import { mapTitle } from './phrases.ts';

it.each([
  ['12.8.0', 'libvirt 12.8.0'],
  ['libvirt-10.0.0', 'The CPU map libvirt-10.0.0'],
  ['own map', 'Your own CPU map'],
])('a sentence about the map %s begins with %s', (release, title) => {
  expect(mapTitle(release)).toBe(title);
});

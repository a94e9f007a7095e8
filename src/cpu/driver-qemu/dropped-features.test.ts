import { expect, it } from 'vitest';
import { small } from '../made-up.test-support.ts';
import { droppedFeatures } from './dropped-features.ts';

it.each([
  ['6.0.0', 5],
  ['7.0.0', 5],
  ['9.0.0', 5],
  ['11.2.0', 5],
  ['11.3.0', 8],
  ['12.7.0', 8],
  ['12.8.0', 10],
  ['13.0.0', 10],
  ['a map of our own', 10],
])('[Q1] libvirt %s passes %i features never on', (release, count) => {
  expect(droppedFeatures({ ...small, release }).size).toBe(count);
});

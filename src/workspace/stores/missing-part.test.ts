import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { loadPart, missingPartStore, sayMissing } from './missing-part.ts';

afterEach(() => {
  sayMissing(undefined);
  vi.restoreAllMocks();
});

test('a part that comes is given, and nothing is said', async () => {
  expect(await loadPart(async () => 7)).toBe(7);
  expect(missingPartStore.getState().sentence).toBeUndefined();
});

test('a part that does not come is said, and asked for again the next time', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  let asked = 0;
  const load = async () => {
    if (++asked === 1) throw new TypeError('Failed to fetch dynamically imported module');
    return 'here';
  };
  expect(await loadPart(load)).toBeUndefined();
  expect(missingPartStore.getState().sentence).toContain('could not be loaded');
  expect(await loadPart(load)).toBe('here');
});

test('every part that the page loads on demand goes through loadPart', () => {
  const src = join(import.meta.dirname, '../..');
  // The first is asked by loadMap, through loadPart; the second is the page itself; the third is the reader's, which
  // names the file that it could not read.
  const others = new Set(['cpu-map/releases.ts', 'single.ts', 'intake/archive/unpackers.ts']);
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.tsx?$/.test(name) && !/\.test(-support)?\./.test(name) && !others.has(name));
  expect(files.length).toBeGreaterThan(100);
  const bare = files.filter((name) => {
    const text = readFileSync(join(src, name), 'utf8').replace(/typeof import\(|^.*\* .*$|^\s*\/\/.*$/gm, '');
    return text.replace(/loadPart\(\(\) => import\(/g, '').includes('import(');
  });
  expect(bare).toEqual([]);
});

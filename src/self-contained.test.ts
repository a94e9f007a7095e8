import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pathsOutside } from './self-contained.test-support.ts';

const root = join(import.meta.dirname, '..');

describe('the repository', () => {
  const scripts = /\.([cm]?[jt]sx?|json|sh)$|^\.ci\//;
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    // The texts in the test of the import table are made up.
    .filter((file) => file !== 'src/import-table.test.ts')
    .filter((file) => scripts.test(file) && !/\/(fixtures|golden|recorded|data)\//.test(file))
    .filter((file) => existsSync(join(root, file)));

  test('is seen at all', () => {
    expect(files.length).toBeGreaterThan(300);
  });

  test('stands on its own: no script, test or setting names a path outside it', () => {
    const found = files.flatMap((file) => pathsOutside(file, readFileSync(join(root, file), 'utf8')));
    expect(found.map(({ sentence }) => sentence)).toEqual([]);
  });
});

describe('a path outside', () => {
  const up = '../';
  test.each([
    ['of a test', 'src/bits/a.test.ts', `new URL('${up}${up}${up}shared/x.json', import.meta.url)`],
    ['of a script that is run in the root', 'package.json', `"x": "cat ${up}shared/x"`],
    ['joined', 'e2e/a.spec.ts', `join(import.meta.dirname, '${up}${up}shared')`],
    ['in a shell', '.ci/run', `cp ${up}${up}shared/x .`],
  ])('is found: %s', (_, file, text) => {
    expect(pathsOutside(file, `\n${text}`)).toMatchObject([{ file, line: 2 }]);
  });

  test.each([
    ['the root itself', 'src/bits/a.ts', `join(import.meta.dirname, '${up}${up}package.json')`],
    ['a neighbour', 'src/bits/a.ts', `import '${up}cpu/a.ts'`],
    ['three dots', 'src/a.ts', "'...'"],
  ])('is not %s', (_, file, text) => {
    expect(pathsOutside(file, text)).toEqual([]);
  });
});

test('a test that reads outside the repository fails', () => {
  expect(() => readFileSync(join(root, '..', 'anything.txt'))).toThrow('outside the repository');
  expect(() => existsSync(join(root, '..'))).toThrow('outside the repository');
});

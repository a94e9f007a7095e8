import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  forbiddenImports,
  importCycles,
  roomCycles,
  type Sources,
  table,
} from './import-table.test-support.ts';

describe('src/', () => {
  const sources = read(import.meta.dirname);

  test('imports only what the table allows', () => {
    expect(forbiddenImports(sources)).toEqual([]);
  });

  test('has no import cycle', () => {
    expect(importCycles(sources)).toEqual([]);
  });

  test('has no circle of rooms', () => {
    expect(roomCycles(sources)).toEqual([]);
  });
});

test('ARCHITECTURE shows every room in the row of its stage', () => {
  const text = readFileSync(join(import.meta.dirname, '../ARCHITECTURE.md'), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  const hidden = Object.keys(table).filter((name) => {
    const steps = name.split('/');
    const room = steps.pop();
    if (steps.length === 0 || name.endsWith('.ts')) return false;
    // A room of a room may stand in the row of the stage.
    const around = [steps.join('/'), steps[0]].map((outer) => `| \`${outer}/\` |`);
    const shown = rows.filter((row) => around.some((begins) => row.startsWith(begins)));
    return !shown.some((row) => row.includes(`\`${room}/\``));
  });
  expect(hidden, 'name these rooms in ARCHITECTURE.md, and say in a few words what they hold').toEqual([]);
});

describe('the import table', () => {
  test.each([
    [
      'an arrow the other way',
      'bits/bits.ts',
      "import '../cpu/parse.ts';",
      'bits may import nothing of ours',
    ],
    ['… of a type', 'xml/xml.ts', "import type { A } from '../cpu/parse.ts';", 'xml may import nothing'],
    ['… by an import type', 'xml/xml.ts', "type A = import('../cpu/a.ts').A;", 'xml may import nothing'],
    ['… by export from', 'facts/a.ts', "export { a } from '../bits/bits.ts';", 'facts may import nothing'],
    [
      '… by import()',
      'fleet/pool/a.ts',
      "await import('../../output/csv.ts');",
      'fleet/pool may import only bits',
    ],
    [
      '… by a worker',
      'fleet/pool/a.ts',
      "import u from '../../page/w.ts?worker&url';",
      'imports src/page/w.ts: fleet/pool',
    ],
    ['… by new URL', 'cpu/a.ts', "new URL('../intake/a.ts', import.meta.url);", 'cpu may import only'],
    ['… by a glob', 'cpu/a.ts', "import.meta.glob('../intake/*.ts');", 'cpu may import only'],
    ['… in a test', 'bits/bits.test.ts', "import '../cpu/parse.ts';", 'bits may import nothing of ours'],
    ['a room it does not know', 'fleet/helpers/a.ts', '', 'belongs to no room'],
    [
      'an arrow against the rooms of a stage',
      'workspace/reading/worker/a.ts',
      "import '../../stores/store.ts';",
      'worker may import only',
    ],
    [
      'a circle between areas of the page',
      'page/matrix/view/a.ts',
      "import '../keys/a.ts';",
      'page/matrix/view may import only',
    ],
    ['a file outside src', 'cpu/a.ts', "import '../../scripts/a.ts';", 'outside of src/'],
    [
      'a package of another stage',
      'cpu/a.ts',
      "import 'fast-xml-parser';",
      'cpu may import nothing from npm',
    ],
    ['a module of Node', 'cpu/a.ts', "import 'node:fs';", 'cpu may import nothing from npm'],
    [
      'a package whose name begins alike',
      'page/a.tsx',
      "import 'react-router';",
      'page may import only react',
    ],
    [
      'a CPU in page/ui',
      'page/ui/a.tsx',
      "import '../../cpu/parse.ts';",
      'page/ui may import nothing of ours',
    ],
    [
      'a part of the page in page/ui',
      'page/ui/a.tsx',
      "import '../hosts/a.tsx';",
      'page/ui may import nothing',
    ],
  ])('refuses %s', (_, file, text, sentence) => {
    expect(forbiddenImports(new Map([[file, text]]))).toEqual([expect.stringContaining(sentence)]);
  });

  test.each([
    ['an earlier stage', 'fleet/pool/a.ts', "import '../../bits/bits.ts'; import './b.ts';"],
    ['all rooms of a stage', 'fleet/explain/a.ts', "import '../pool/b.ts'; import '../../cpu/x86/b.ts';"],
    ['what a room of the stage may import in a test', 'fleet/pool/a.test.ts', "import '../matrix/b.ts';"],
    ['a package in its row', 'page/a.tsx', "import 'react'; import 'react-dom/client';"],
    ['any package in a test', 'bits/bits.test.ts', "import 'vitest'; import 'node:fs';"],
    ['page/ui for page', 'page/empty/a.tsx', "import '../ui/button.tsx'; import './hosts.css';"],
  ])('allows %s', (_, file, text) => {
    expect(forbiddenImports(new Map([[file, text]]))).toEqual([]);
  });

  test('refuses to see no files', () => {
    expect(forbiddenImports(new Map())).toEqual(['The import table sees no files below src/.']);
  });

  test('refuses a cycle, also one of types', () => {
    const sources = new Map([
      ['cpu/a.ts', "import './b.ts';"],
      ['cpu/b.ts', "import type { C } from './c.ts';"],
      ['cpu/c.ts', "await import('./b.ts');"],
    ]);
    expect(importCycles(sources)).toEqual(['Import cycle: cpu/b.ts → cpu/c.ts → cpu/b.ts.']);
  });

  test('refuses a circle of rooms through different files', () => {
    const sources = new Map([
      ['page/answer/a.ts', "import '../empty/a.ts';"],
      ['page/empty/b.ts', "import '../answer/b.ts';"],
    ]);
    expect(roomCycles(sources)).toEqual(['Circle of rooms: page/answer → page/empty → page/answer.']);
  });
});

function read(folder: string): Sources {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    paths.map((path) => [
      relative(folder, path).replaceAll('\\', '/'),
      /\.[jt]sx?$/.test(path) ? readFileSync(path, 'utf8') : null,
    ]),
  );
}

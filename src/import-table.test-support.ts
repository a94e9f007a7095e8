import { dirname, join, normalize } from 'node:path/posix';
import { type ESTree, parseSync, Visitor } from 'vite';

/**
 * The allowed imports: the rooms in the order in which data flows through them, then the page around them. A name
 * of a row is a folder below src/, or one file; a file belongs to the longest name that holds it. In `ours`, a name
 * that ends in `/` means every room below it.
 */
interface Row {
  readonly ours: readonly string[];
  readonly npm: readonly string[];
}

const lowest = ['bits', 'cpu-map', 'facts', 'cpu/'];
const fleet = ['fleet/'];
const workspaceRooms = ['workspace/'];
const pageBase = ['page/ui', 'page/hooks', 'page/phrases'];
const stages = ['xml', ...lowest, 'intake/', ...fleet, 'output/', ...workspaceRooms];
// State that several parts of an area share is a store of zustand's.
const react = ['react', 'react-dom', 'zustand'];

export const table: Readonly<Record<string, Row>> = {
  bits: { ours: [], npm: [] },
  xml: { ours: [], npm: ['fast-xml-parser'] },
  'cpu-map': { ours: ['bits', 'xml'], npm: [] },
  facts: { ours: [], npm: [] },

  'cpu/definition': { ours: ['xml', 'cpu-map'], npm: [] },
  'cpu/vocabulary': { ours: ['cpu-map', 'cpu/definition'], npm: [] },
  'cpu/x86': { ours: ['bits', 'cpu-map', 'facts', 'cpu/definition'], npm: [] },
  'cpu/drivers': { ours: ['cpu-map', 'cpu/definition', 'cpu/x86'], npm: [] },
  'cpu/driver-qemu': { ours: ['bits', 'xml', 'cpu-map', 'facts', 'cpu/'], npm: [] },
  cpu: { ours: ['bits', 'xml', 'cpu-map', 'facts', 'cpu/'], npm: [] },

  'intake/text': { ours: ['intake'], npm: [] },
  'intake/host-names': { ours: ['intake', 'intake/text'], npm: [] },
  'intake/documents': { ours: ['intake', 'xml', 'intake/text'], npm: [] },
  'intake/unwrap': {
    ours: ['intake', 'xml', 'intake/text', 'intake/documents', 'intake/host-names'],
    npm: [],
  },
  'intake/formats': {
    ours: ['intake', 'xml', 'cpu-map', 'cpu/', 'intake/text', 'intake/documents', 'intake/host-names'],
    npm: [],
  },
  'intake/assemble': {
    ours: ['intake', 'intake/text', 'intake/documents', 'intake/host-names'],
    npm: [],
  },
  'intake/errors': { ours: ['intake', 'cpu-map', 'cpu/', 'facts'], npm: [] },
  'intake/archive': { ours: ['intake'], npm: ['fflate'] },
  'intake/intake.ts': { ours: ['intake', 'xml', 'cpu-map', 'cpu/', 'intake/'], npm: [] },
  // The types of a reading, a format and its limits: what every room above speaks.
  intake: { ours: ['cpu-map', 'cpu/'], npm: [] },

  'fleet/wording': { ours: [...lowest], npm: [] },
  'fleet/pool': { ours: [...lowest], npm: [] },
  'fleet/guest': { ours: [...lowest, 'fleet/pool'], npm: [] },
  'fleet/guests': {
    ours: [...lowest, 'fleet/pool', 'fleet/guest', 'fleet/matrix', 'fleet/wording'],
    npm: [],
  },
  'fleet/groups': { ours: [...lowest, 'fleet/pool', 'fleet/guest'], npm: [] },
  'fleet/needs': { ours: [...lowest, 'fleet/pool'], npm: [] },
  'fleet/releases': { ours: [...lowest, 'fleet/pool'], npm: [] },
  'fleet/changes': { ours: [...lowest, 'fleet/pool'], npm: [] },
  'fleet/matrix': { ours: [...lowest, 'fleet/pool', 'fleet/guest'], npm: [] },
  'fleet/errors': { ours: [...lowest, 'fleet/pool', 'fleet/wording'], npm: [] },
  'fleet/lint': { ours: [...lowest, 'fleet/pool', 'fleet/guest', 'fleet/wording'], npm: [] },
  'fleet/answer': {
    ours: [
      ...lowest,
      'fleet/pool',
      'fleet/guest',
      'fleet/guests',
      'fleet/groups',
      'fleet/matrix',
      'fleet/wording',
    ],
    npm: [],
  },
  'fleet/explain': { ours: [...lowest, 'fleet/'], npm: [] },

  'output/kit': { ours: ['bits', 'xml', 'cpu-map', 'facts', 'cpu/'], npm: [] },
  'output/platforms': { ours: ['bits', 'xml', 'cpu-map', 'facts', 'cpu/', 'output/kit'], npm: [] },
  'output/export': { ours: ['bits', 'xml', 'cpu-map', 'facts', 'cpu/', 'fleet/'], npm: [] },
  output: { ours: ['bits', 'xml', 'cpu-map', 'facts', 'cpu/', 'fleet/', 'output/'], npm: [] },

  'own-script-url.ts': { ours: [], npm: [] },

  // The workspace's data, and the pure functions over it.
  'workspace/model': { ours: [...lowest, 'intake/', 'fleet/'], npm: [] },
  'workspace/stores': {
    ours: [...lowest, 'intake/', 'fleet/', 'workspace/model', 'workspace/packing'],
    npm: ['zustand', 'valibot'],
  },
  // A workspace's form outside of the page, and its checks: files, links, storage and the worker.
  'workspace/packing': {
    ours: ['cpu-map', 'cpu/', 'intake/', 'fleet/', 'workspace/model'],
    npm: ['valibot'],
  },
  'workspace/browser': { ours: ['workspace/stores'], npm: ['idb-keyval'] },
  'workspace/file-format': {
    ours: ['cpu-map', 'intake/', 'own-script-url.ts', 'workspace/model', 'workspace/packing'],
    npm: [],
  },
  'workspace/cpu-maps': {
    ours: [
      'cpu-map',
      'intake/',
      'fleet/',
      'workspace/model',
      'workspace/stores',
      'workspace/browser',
      'workspace/packing',
      'workspace/file-format',
    ],
    npm: ['zustand', 'valibot'],
  },
  'workspace/derived': {
    ours: [
      ...lowest,
      'intake/',
      'fleet/',
      'workspace/model',
      'workspace/stores',
      'workspace/browser',
      'workspace/cpu-maps',
    ],
    npm: ['zustand'],
  },
  // The possible groups of hosts, computed on a thread of their own.
  'workspace/grouping': { ours: ['fleet/groups', 'own-script-url.ts'], npm: ['zustand'] },
  'workspace/persistence': {
    ours: [
      'cpu-map',
      'intake/',
      'workspace/model',
      'workspace/stores',
      'workspace/browser',
      'workspace/packing',
      'workspace/file-format',
      'workspace/cpu-maps',
      'workspace/derived',
    ],
    npm: ['zustand'],
  },
  // Runs in the worker: no store, no DOM.
  'workspace/reading/worker': {
    ours: ['cpu-map', 'cpu/', 'intake/', 'workspace/model', 'workspace/packing'],
    npm: [],
  },
  'workspace/reading': { ours: ['cpu-map', 'cpu/', 'intake/', 'own-script-url.ts', 'workspace/'], npm: [] },
  'workspace/examples': { ours: ['cpu/', 'workspace/file-format'], npm: [] },
  workspace: { ours: ['cpu-map', 'intake/', 'fleet/', 'workspace/'], npm: ['zustand'] },

  // Knows nothing of CPUs, so that it can be read, and used, alone.
  'page/ui': { ours: [], npm: ['react', 'zustand'] },
  'page/hooks': { ours: [...stages, 'page/ui'], npm: react },
  'page/phrases': { ours: [...stages, 'page/ui'], npm: react },
  'page/answer': { ours: [...stages, ...pageBase], npm: react },
  'page/empty': { ours: [...stages, ...pageBase, 'page/answer'], npm: react },
  'page/matrix/view': { ours: [...stages, ...pageBase], npm: [...react, '@tanstack/'] },
  'page/matrix/cells': { ours: [...stages, ...pageBase, 'page/matrix/view'], npm: react },
  'page/matrix/canvas': { ours: [...stages, ...pageBase, 'page/matrix/view'], npm: react },
  'page/explain': { ours: [...stages, ...pageBase, 'page/matrix/view'], npm: react },
  'page/matrix/keys': {
    ours: [...stages, ...pageBase, 'page/explain', 'page/matrix/view', 'page/matrix/cells'],
    npm: [...react, '@tanstack/'],
  },
  'page/matrix/grid': {
    ours: [
      ...stages,
      ...pageBase,
      'page/matrix/view',
      'page/matrix/cells',
      'page/matrix/canvas',
      'page/matrix/keys',
    ],
    npm: [...react, '@tanstack/'],
  },
  'page/matrix/tools': {
    ours: [...stages, ...pageBase, 'page/matrix/view', 'page/matrix/cells'],
    npm: react,
  },
  'page/list': { ours: [...stages, ...pageBase, 'page/matrix/view'], npm: [...react, '@tanstack/'] },
  'page/matrix': { ours: [...stages, ...pageBase, 'page/list', 'page/matrix/'], npm: react },
  'page/registers': {
    ours: [...stages, ...pageBase, 'page/matrix/view', 'page/matrix/cells'],
    npm: [...react, '@tanstack/'],
  },
  'page/guest/view': { ours: [...stages, ...pageBase], npm: react },
  'page/guest/models': { ours: [...stages, ...pageBase, 'page/guest/view'], npm: react },
  'page/guest/fields': {
    ours: [...stages, ...pageBase, 'page/guest/view', 'page/guest/models'],
    npm: react,
  },
  'page/guest/verdicts': {
    ours: [...stages, ...pageBase, 'page/matrix/view', 'page/guest/view'],
    npm: react,
  },
  'page/guest/policies': {
    ours: [...stages, ...pageBase, 'page/guest/view', 'page/guest/verdicts'],
    npm: react,
  },
  'page/output': { ours: [...stages, ...pageBase, 'page/guest/view'], npm: react },
  'page/guest': { ours: [...stages, ...pageBase, 'page/output', 'page/guest/'], npm: react },
  'page/dialogs': { ours: [...stages, ...pageBase, 'page/empty'], npm: react },
  'page/errors': { ours: [...stages, ...pageBase], npm: react },
  'page/problems': { ours: [...stages, ...pageBase], npm: react },
  'page/top-bar': { ours: [...stages, ...pageBase], npm: react },
  // Guests, groups and changes: views beside the matrix.
  'page/guests': {
    ours: [...stages, ...pageBase, 'page/explain', 'page/matrix/'],
    npm: [...react, '@tanstack/'],
  },
  'page/groups': {
    ours: [...stages, ...pageBase, 'page/explain', 'page/matrix/'],
    npm: [...react, '@tanstack/'],
  },
  'page/changes': { ours: [...stages, ...pageBase], npm: react },
  'page/shell': { ours: [...stages, 'page/'], npm: react },
  'page/styles': { ours: [], npm: [] },
  page: { ours: [...stages, 'page/'], npm: react },

  'register-service-worker.ts': { ours: ['own-script-url.ts', 'workspace/browser'], npm: [] },
  'main.tsx': {
    ours: ['page', 'page/', 'workspace/', 'register-service-worker.ts'],
    npm: react,
  },
  // The one file: the page and its workers in one script.
  'single.ts': { ours: ['main.tsx', 'workspace/'], npm: [] },
};

/** Files below src/ by path (`bits/bits.ts`), with their text; null for what holds no imports (CSS, JSON). */
export type Sources = ReadonlyMap<string, string | null>;

/** Each import that the table does not allow, as a sentence. */
export function forbiddenImports(sources: Sources): string[] {
  if (sources.size === 0) return ['The import table sees no files below src/.'];
  return [...sources.keys()].filter(isScript).flatMap((file) => {
    const row = table[roomOf(file)];
    if (isTest(file) && !file.includes('/')) return [];
    if (row === undefined) return [`src/${file} belongs to no room: the import table has no row for it.`];
    return importsOf(file, sources).flatMap((wanted) => objection(file, wanted, row) ?? []);
  });
}

function objection(file: string, wanted: string, row: Row): string | undefined {
  const room = roomOf(file);
  if (!wanted.startsWith('.')) {
    if (isTest(file) || row.npm.some((name) => isPackage(wanted, name))) return undefined;
    return `src/${file} imports ${wanted}: ${room} may import ${list(row.npm)} from npm.`;
  }
  const target = resolve(file, wanted);
  if (target.startsWith('../'))
    return isTest(file) ? undefined : `src/${file} imports ${wanted}, outside of src/.`;
  const ours = isTest(file) ? oursOfTests(file) : row.ours;
  const to = roomOf(target);
  if (to === room || ours.some((name) => holds(name, to))) return undefined;
  return `src/${file} imports src/${target}: ${room} may import ${list(row.ours)} of ours.`;
}

/** Each way to come back to a file by following imports, types and lazy ones too, as a sentence. */
export function importCycles(sources: Sources): string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) cycles.push(`Import cycle: ${[...path.slice(start), file].join(' → ')}.`);
    if (start >= 0 || done.has(file)) return;
    for (const wanted of importsOf(file, sources)) {
      if (wanted.startsWith('.')) visit(resolve(file, wanted), [...path, file]);
    }
    done.add(file);
  };
  for (const file of sources.keys()) visit(file, []);
  return cycles;
}

/** The row that a file belongs to: the longest name that is the file itself or a folder around it. */
function roomOf(file: string): string {
  const parts = file.split('/');
  for (let length = parts.length; length > 0; length--) {
    const name = parts.slice(0, length).join('/');
    if (Object.hasOwn(table, name)) return name;
  }
  return file;
}

/** Whether a name in a row means a room: itself, or with `/` behind it all rooms below. */
function holds(name: string, room: string): boolean {
  return name === room || (name.endsWith('/') && (room.startsWith(name) || `${room}/` === name));
}

/** A test may use its stage's samples and whatever some room of its stage may import. */
function oursOfTests(file: string): readonly string[] {
  const stage = `${file.split('/')[0]}/`;
  const rooms = Object.keys(table).filter((room) => holds(stage, room));
  return [...rooms, ...rooms.flatMap((room) => table[room]?.ours ?? [])];
}

/** Each way to come back to a room by following the arrows that its files draw, as a sentence. Tests draw none. */
export function roomCycles(sources: Sources): string[] {
  const arrows = new Map<string, Map<string, string>>();
  for (const file of sources.keys()) {
    if (isTest(file)) continue;
    const from = roomOf(file);
    for (const wanted of importsOf(file, sources)) {
      const to = wanted.startsWith('.') ? roomOf(resolve(file, wanted)) : from;
      if (to === from) continue;
      const found = arrows.get(from) ?? new Map<string, string>();
      arrows.set(from, found.set(to, file));
    }
  }
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (room: string, path: readonly string[]): void => {
    const start = path.indexOf(room);
    if (start >= 0) cycles.push(`Circle of rooms: ${[...path.slice(start), room].join(' → ')}.`);
    if (start >= 0 || done.has(room)) return;
    for (const to of arrows.get(room)?.keys() ?? []) visit(to, [...path, room]);
    done.add(room);
  };
  for (const room of arrows.keys()) visit(room, []);
  return cycles;
}

function isScript(file: string): boolean {
  return /\.[jt]sx?$/.test(file) && !file.endsWith('.d.ts');
}

function isTest(file: string): boolean {
  return /\.test(-support)?\.tsx?$/.test(file);
}

function isPackage(wanted: string, name: string): boolean {
  return wanted === name || wanted.startsWith(name.endsWith('/') ? name : `${name}/`);
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : `only ${names.join(', ')}`;
}

function resolve(file: string, wanted: string): string {
  // `./reader.worker.ts?worker&url` is an import of the worker.
  return normalize(join(dirname(file), wanted.replace(/[?#].*$/, '')));
}

/** All that a file names: import, export from, import(), import types, new URL(…, import.meta.url), globs. */
function importsOf(file: string, sources: Sources): string[] {
  const text = sources.get(file);
  if (typeof text !== 'string' || !isScript(file)) return [];
  const { program, errors } = parseSync(file, text);
  if (errors[0] !== undefined) throw new Error(`src/${file} can't be parsed: ${errors[0].message}`);
  const found: string[] = [];
  const literal = (node: ESTree.Node | null | undefined): void => {
    if (node?.type === 'Literal' && typeof node.value === 'string') found.push(node.value);
  };
  const isMeta = (node: ESTree.Node | undefined): boolean =>
    node?.type === 'MemberExpression' && node.object.type === 'MetaProperty';
  new Visitor({
    ImportDeclaration: ({ source }) => literal(source),
    ExportNamedDeclaration: ({ source }) => literal(source),
    ExportAllDeclaration: ({ source }) => literal(source),
    ImportExpression: ({ source }) => literal(source),
    TSImportType: ({ source }) => literal(source),
    NewExpression: ({ arguments: [path, base] }) => {
      if (isMeta(base)) literal(path);
    },
    CallExpression: ({ callee, arguments: [pattern] }) => {
      if (isMeta(callee)) literal(pattern);
    },
  }).visit(program);
  return found;
}

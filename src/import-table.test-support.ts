import { dirname, join, normalize } from 'node:path/posix';
import { type ESTree, parseSync, Visitor } from 'vite';

/** Who may import whom: the stages in the order in which data flows through them, then the page around them. */
interface Row {
  readonly ours: readonly string[];
  readonly npm: readonly string[];
}

const pure = ['bits', 'xml', 'cpu-map', 'facts', 'cpu', 'intake', 'fleet', 'output'];

export const table: Readonly<Record<string, Row>> = {
  bits: { ours: [], npm: [] },
  xml: { ours: [], npm: ['fast-xml-parser'] },
  'cpu-map': { ours: ['bits', 'xml'], npm: [] },
  facts: { ours: [], npm: [] },
  cpu: { ours: ['bits', 'xml', 'cpu-map', 'facts'], npm: [] },
  intake: { ours: ['xml', 'cpu-map', 'cpu'], npm: ['fflate'] },
  fleet: { ours: ['bits', 'cpu-map', 'cpu', 'facts'], npm: [] },
  output: { ours: ['bits', 'xml', 'cpu-map', 'facts', 'cpu', 'fleet'], npm: [] },
  'own-script-url.ts': { ours: [], npm: [] },
  workspace: { ours: [...pure, 'own-script-url.ts'], npm: ['zustand', 'idb-keyval', 'valibot'] },
  // Knows nothing of CPUs, so that it can be read, and used, alone.
  'page/ui': { ours: [], npm: ['react'] },
  page: { ours: [...pure, 'workspace', 'page/ui'], npm: ['react', 'react-dom', '@tanstack/'] },
  'register-service-worker.ts': { ours: ['own-script-url.ts'], npm: [] },
  'main.tsx': {
    ours: ['page', 'page/ui', 'workspace', 'register-service-worker.ts'],
    npm: ['react', 'react-dom'],
  },
};

/** Files below src/ by path (`bits/bits.ts`), with their text; null for what holds no imports (CSS, JSON). */
export type Sources = ReadonlyMap<string, string | null>;

/** Each import that the table does not allow, as a sentence. */
export function forbiddenImports(sources: Sources): string[] {
  if (sources.size === 0) return ['The import table sees no files below src/.'];
  return [...sources.keys()].filter(isScript).flatMap((file) => {
    const stage = stageOf(file);
    const row = table[stage];
    if (isTest(file) && stage === file) return [];
    if (row === undefined)
      return [`src/${file} belongs to no stage: the import table has no row “${stage}”.`];
    return importsOf(file, sources).flatMap((wanted) => objection(file, wanted, row) ?? []);
  });
}

function objection(file: string, wanted: string, row: Row): string | undefined {
  const stage = stageOf(file);
  if (!wanted.startsWith('.')) {
    if (isTest(file) || row.npm.some((name) => isPackage(wanted, name))) return undefined;
    return `src/${file} imports ${wanted}: ${stage} may import ${list(row.npm)} from npm.`;
  }
  const target = resolve(file, wanted);
  if (target.startsWith('../'))
    return isTest(file) ? undefined : `src/${file} imports ${wanted}, outside of src/.`;
  const to = stageOf(target);
  if (to === stage || row.ours.includes(to)) return undefined;
  return `src/${file} imports src/${target}: ${stage} may import ${list(row.ours)} of ours.`;
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

function stageOf(file: string): string {
  if (file.startsWith('page/ui/')) return 'page/ui';
  return file.split('/')[0] ?? file;
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

// The size of a first visit and of each CPU map, gzipped. Reads the build in dist/.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync, Visitor } from 'vite';
import { root } from './setup.mjs';

const budget = { firstScript: 120_000, cpuMap: 30_000 };
const dist = join(root, process.env.COMMONBITS_DIST ?? 'dist');
const assets = join(dist, 'assets');

if (!existsSync(assets)) {
  console.error(`There is no build in ${dist} to measure.`);
  process.exit(1);
}
const files = readdirSync(assets).map((name) => join(assets, name));
const html = readFileSync(join(dist, 'index.html'), 'utf8');

const page = withStaticImports(referenced(/<script[^>]+src="([^"]+\.js)"/g));
const workers = withStaticImports(files.filter((file) => /\.worker-[^/\\]+\.js$/.test(file)));
const styles = referenced(/<link[^>]+href="([^"]+\.css)"/g);
const cpuMaps = files.filter((file) => basename(file).startsWith('cpu-map-'));

/** @type {string[]} */
const problems = [];
if (page.size === 0) problems.push('index.html loads no script: the budget sees nothing.');
line('first load, script', sizeOf(page), budget.firstScript);
line('first load, styles', sizeOf(styles));
line('worker, starts with the first hosts', sizeOf(workers));
for (const file of cpuMaps) line(basename(file), gzipSize(file), budget.cpuMap);

// The newest release, and what makes the older ones of it.
if (cpuMaps.length !== 2) problems.push(`The build has ${cpuMaps.length} files of CPU maps, not 2.`);

for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);

/** @param {RegExp} pattern */
function referenced(pattern) {
  return new Set([...html.matchAll(pattern)].map((match) => join(dist, match[1] ?? '')));
}

/**
 * The files and all that they import before they run; what is imported on demand is not part of a first load.
 * @param {Iterable<string>} entries
 */
function withStaticImports(entries) {
  const seen = new Set(entries);
  for (const file of seen) {
    const { program } = parseSync(file, readFileSync(file, 'utf8'));
    /** @param {{ source?: { value: unknown } | null }} node */
    const visit = ({ source }) => {
      const specifier = source?.value;
      if (typeof specifier === 'string') seen.add(join(dirname(file), specifier));
    };
    const visitor = { ImportDeclaration: visit, ExportNamedDeclaration: visit, ExportAllDeclaration: visit };
    new Visitor(visitor).visit(program);
  }
  return seen;
}

/** @param {Iterable<string>} parts */
function sizeOf(parts) {
  return [...parts].reduce((total, file) => total + gzipSize(file), 0);
}

/** @param {string} file */
function gzipSize(file) {
  return gzipSync(readFileSync(file), { level: 9 }).length;
}

/**
 * @param {string} what
 * @param {number} size
 * @param {number} [limit]
 */
function line(what, size, limit) {
  const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  const of = limit === undefined ? '' : ` of ${kilobytes(limit)}`;
  console.log(`${kilobytes(size).padStart(9)}${of} gzip  ${what}`);
  if (limit !== undefined && size > limit)
    problems.push(
      `${what} is over its budget by ${kilobytes(size - limit)}. Load what is new on demand (import() where it is used), or say less.`,
    );
}

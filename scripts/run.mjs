// node scripts/run.mjs NAME [args…]: bundles scripts/NAME.ts as the app is bundled, and runs it in this process.
// Prints nothing of its own on stdout: what the script prints is read by other programs.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, root, setUp } from './setup.mjs';

const [name = '', ...args] = process.argv.slice(2);
const entry = join(root, 'scripts', `${name}.ts`);
if (!/^[a-z0-9-]+$/.test(name) || !existsSync(entry)) fail(`There is no scripts/${name}.ts to run.`);

await setUp();
// Inside node_modules, so that the bundle finds the packages it leaves outside.
const cache = join(root, 'node_modules', '.cache', 'commonbits');
const outDir = join(cache, `${name}-${process.pid}-${Date.now().toString(36)}`);
mkdirSync(outDir, { recursive: true });
process.once('exit', () => rmSync(outDir, { recursive: true, force: true }));
sweep();

await bundle();
process.setSourceMapsEnabled(true);
process.argv = [process.argv[0] ?? 'node', entry, ...args];
await import(pathToFileURL(join(outDir, `${name}.mjs`)).href).catch((error) => {
  // The person's input is wrong: print words, not a stack.
  if (isGivenWrong(error)) fail(`${name}: ${error.message}`);
  console.error(error);
  process.exit(1);
});

/** @param {unknown} error */
function isGivenWrong(error) {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return String(error.code).startsWith('ERR_PARSE_ARGS') || ('syscall' in error && 'path' in error);
}

async function bundle() {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root,
    mode: 'production',
    logLevel: 'error',
    json: { stringify: true },
    plugins: [ownPlace()],
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      minify: false,
      target: 'node20',
      sourcemap: 'inline',
      rolldownOptions: {
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  }).catch((error) => fail(error instanceof Error ? error.message : String(error)));
}

/**
 * `import.meta.dirname`, `.filename` and `.url` mean the source file, not the bundle in the cache.
 * @returns {import('vite').Plugin}
 */
function ownPlace() {
  return {
    name: 'commonbits-own-place',
    transform(code, id) {
      if (!id.startsWith(root) || relative(root, id).startsWith('node_modules')) return undefined;
      if (!code.includes('import.meta.')) return undefined;
      const places = { dirname: dirname(id), filename: id, url: pathToFileURL(id).href };
      const placed = code.replace(/\bimport\.meta\.(dirname|filename|url)\b/g, (_, key) =>
        JSON.stringify(places[/** @type {keyof typeof places} */ (key)]),
      );
      // No map: every line stays where it was.
      return { code: placed, map: null };
    },
  };
}

/** A run that was killed could not remove its bundle. */
function sweep() {
  const yesterday = Date.now() - 24 * 3600 * 1000;
  for (const folder of readdirSync(cache)) {
    const path = join(cache, folder);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory() && found.mtimeMs < yesterday) rmSync(path, { recursive: true, force: true });
  }
}

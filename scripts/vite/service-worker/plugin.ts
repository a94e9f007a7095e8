import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

type Content = string | Uint8Array;

/** Emits sw.js: the script beside this file, with the list of everything that was built put in front of it. */
export function serviceWorker(): Plugin {
  let publicDir = '';
  return {
    name: 'commonbits-service-worker',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      publicDir = config.publicDir;
    },
    generateBundle: {
      // After Vite has put index.html and the workers into the bundle.
      order: 'post',
      handler(_options, bundle) {
        const built = Object.values(bundle).map((file): [string, Content] =>
          file.type === 'chunk' ? [file.fileName, file.code] : [file.fileName, file.source],
        );
        const files = new Map([...built, ...publicFiles(publicDir)].filter(([name]) => isServed(name)));
        const source = [
          `const version = ${JSON.stringify(hashOf(files))};`,
          `const files = ${JSON.stringify(sizes(files), null, 2)};`,
          readFileSync(join(import.meta.dirname, 'sw.js'), 'utf8'),
        ].join('\n');
        this.emitFile({ type: 'asset', fileName: 'sw.js', source });
      },
    },
  };
}

/** Files from public/ are copied, not bundled, so the bundle does not list them. */
function publicFiles(publicDir: string): [string, Content][] {
  return readdirSync(publicDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(publicDir.length + 1).replaceAll('\\', '/'), readFileSync(path)]);
}

/** _headers is read by the host and .vite by our own scripts; source maps are no part of the app. */
function isServed(name: string): boolean {
  return name !== '_headers' && !name.startsWith('.vite/') && !name.endsWith('.map');
}

/** Some hosts redirect /index.html to /, and a redirected answer can't serve a page offline. */
function address(name: string): string {
  return name === 'index.html' ? './' : name;
}

/** Address and size in bytes of each file, in a fixed order. */
function sizes(files: ReadonlyMap<string, Content>): Record<string, number> {
  const sized = [...files].map(([name, content]) => [address(name), Buffer.byteLength(content)] as const);
  return Object.fromEntries(sized.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function hashOf(files: ReadonlyMap<string, Content>): string {
  const hash = createHash('sha256');
  for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name}\0`).update(content).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

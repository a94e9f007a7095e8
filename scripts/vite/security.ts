import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, PreviewServer } from 'vite';
import {
  asHeader,
  everywhere,
  frameAncestors,
  inWords,
  pageDirectives,
  policyHeader,
  serviceWorkerPolicy,
} from './policy.ts';
import { hashSource, startNoteStyle } from './start-note.ts';

const singleName = 'commonbits.html';
const directives = pageDirectives([hashSource(startNoteStyle)]);
const pagePolicy = asHeader(directives);

/**
 * The policy three times: as a header of the preview server, as `_headers` for static hosts that read it, and
 * as a <meta> for hosts that read neither (there only the service worker is not bound: no page starts it).
 */
export function security(): Plugin {
  let isBuild = false;
  let publicDir = '';
  return {
    name: 'commonbits-security',
    configResolved(config) {
      isBuild = config.command === 'build';
      publicDir = config.publicDir;
    },
    transformIndexHtml: {
      // After Vite has taken what it takes out of the page.
      order: 'post',
      handler() {
        const style = { tag: 'style', children: startNoteStyle, injectTo: 'head' } as const;
        // The dev server needs its socket and its inline scripts.
        if (!isBuild) return [style];
        const attrs = { 'http-equiv': policyHeader, content: inWords(directives) };
        return [{ tag: 'meta', attrs, injectTo: 'head-prepend' }, style];
      },
    },
    generateBundle: {
      // After the one file has been put into the bundle.
      order: 'post',
      handler(_options, bundle) {
        const single = bundle[singleName];
        const policy = single?.type === 'asset' ? policyOfPage(single.source.toString()) : pagePolicy;
        this.emitFile({
          type: 'asset',
          fileName: '_headers',
          source: headersFile(policy, readdirSync(publicDir)),
        });
      },
    },
    configurePreviewServer: sendHeaders,
  };
}

/** The policy that a built page gives itself, as a header; it has hashes that only its build knows. */
function policyOfPage(html: string): string {
  const found = new RegExp(`http-equiv="${policyHeader}" content="([^"]*)"`).exec(html)?.[1];
  if (found === undefined) throw new Error('a built page has no policy');
  return `${found.replaceAll('&#39;', "'")}; ${frameAncestors}`;
}

function sendHeaders({ middlewares, config }: PreviewServer): void {
  const single = join(config.root, config.build.outDir, singleName);
  const policies = new Map([
    // Exactly these files: any path that only ends like one would give its policy to something else.
    ['/sw.js', serviceWorkerPolicy],
    [`/${singleName}`, existsSync(single) ? policyOfPage(readFileSync(single, 'utf8')) : pagePolicy],
  ]);
  middlewares.use((request, response, next) => {
    for (const [name, value] of Object.entries(everywhere)) response.setHeader(name, value);
    const path = pathOf(request.url ?? '');
    response.setHeader(policyHeader, policies.get(path ?? '') ?? pagePolicy);
    const isHashed = path?.startsWith('/assets/') ?? false;
    response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    if (path === undefined) {
      response.statusCode = 400;
      response.end('This is no address.\n');
    } else next();
  });
}

/** The path of a request; undefined for what is none (`//`, `//[`, `http://x`). */
function pathOf(url: string): string | undefined {
  if (!url.startsWith('/') || url.startsWith('//')) return undefined;
  try {
    return new URL(url, 'http://localhost').pathname;
  } catch {
    return undefined;
  }
}

/** Paths that don't overlap: a host joins the values of all rules that match, and two policies both bind. */
function headersFile(singlePolicy: string, publicFiles: readonly string[]): string {
  const page = { [policyHeader]: pagePolicy, 'Cache-Control': 'no-cache' };
  const rules: (readonly [string, Readonly<Record<string, string>>])[] = [
    ['/*', everywhere],
    ['/', page],
    ['/index.html', page],
    [`/${singleName}`, { [policyHeader]: singlePolicy, 'Cache-Control': 'no-cache' }],
    ['/assets/*', { [policyHeader]: pagePolicy, 'Cache-Control': 'public, max-age=31536000, immutable' }],
    ...publicFiles.map((name) => [`/${name}`, { [policyHeader]: pagePolicy }] as const),
    ['/sw.js', { [policyHeader]: serviceWorkerPolicy, 'Cache-Control': 'no-cache' }],
  ];
  return rules
    .map(([path, headers]) => [path, ...Object.entries(headers).map(([key, value]) => `  ${key}: ${value}`)])
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

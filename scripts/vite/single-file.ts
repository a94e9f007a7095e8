import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rollup } from 'vite';
import { inWords, policyHeader, singleDirectives } from './policy.ts';
import { hashSource, startNoteStyle } from './start-note.ts';

const preloadHelper = '\0vite/preload-helper.js';
const workerImport = /\/([\w-]+)\.worker\.ts\?worker&url$/;

/** Puts the whole app into index.html: one script, which is its workers too (src/single.ts), one style, one picture. */
export function singleFile(): Plugin {
  let publicDir = '';
  return {
    name: 'commonbits-single-file',
    enforce: 'pre',
    configResolved(config) {
      publicDir = config.publicDir;
    },
    load(id) {
      // Nothing is loaded ahead of what is here already.
      if (id === preloadHelper) return 'export const __vitePreload = (load) => load();';
      // A worker is known by its name: no script of its own is built.
      const name = workerImport.exec(id)?.[1];
      return name === undefined ? undefined : `export default '${name}.worker.js';`;
    },
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => html.replace('/src/main.tsx', '/src/single.ts'),
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const icon = readFileSync(join(publicDir, 'favicon.svg'), 'utf8');
        const html = inOne(partsOf(bundle), icon);
        for (const name of Object.keys(bundle)) delete bundle[name];
        this.emitFile({ type: 'asset', fileName: 'commonbits.html', source: html });
      },
    },
  };
}

interface Parts {
  readonly html: string;
  readonly script: string;
  readonly style: string;
}

function partsOf(bundle: Rollup.OutputBundle): Parts {
  const files = Object.values(bundle);
  const one = (what: string, found: readonly string[]): string => {
    const [first, ...others] = found;
    if (first === undefined || others.length > 0) throw new Error(`the one file has ${found.length} ${what}`);
    return first;
  };
  const assets = (end: string) =>
    files.flatMap((file) =>
      file.type === 'asset' && file.fileName.endsWith(end) ? [file.source.toString()] : [],
    );
  return {
    html: one('pages', assets('.html')),
    script: one(
      'scripts',
      files.flatMap((file) => (file.type === 'chunk' ? [file.code] : [])),
    ),
    style: one('styles', assets('.css')),
  };
}

function inOne({ html, script, style }: Parts, icon: string): string {
  // In a script these two would end it or begin a comment; in a string or a pattern the escape means the same.
  const code = script.replaceAll('</script', '<\\/script').replaceAll('<!--', '\\x3C!--').trim();
  const module = /.{0,40}\bimport\s*(\.|\(|["'{*]).{0,40}/.exec(code)?.[0];
  if (module !== undefined) throw new Error(`the one script runs as a module only: ${module}`);
  const css = style.trim();
  const policy = inWords(
    singleDirectives(hashSource(code), [hashSource(startNoteStyle), hashSource(css)]),
  ).replaceAll("'", '&#39;');
  const address = `data:image/svg+xml,${encodeURIComponent(icon)}`;
  // Functions, because a `$` in what is put in means itself.
  return html
    .replace(/\s*<script type="module"[^>]*><\/script>/, '')
    .replace(/\s*<link rel="stylesheet"[^>]*>/, '')
    .replace(/\s*<link rel="(manifest|apple-touch-icon)"[^>]*>/g, '')
    .replace(/(<link rel="icon" href=)"[^"]*"/, (_, before) => `${before}"${address}"`)
    .replace('<head>', () => `<head>\n    <meta http-equiv="${policyHeader}" content="${policy}">`)
    .replace('</head>', () => `<style>${startNoteStyle}</style>\n<style>${css}</style>\n</head>`)
    .replace('</body>', () => `<script type="module">${code}</script>\n</body>`);
}

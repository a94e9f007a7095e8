import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';

/**
 * The page has some hundred classes: their names are a noticeable part of it. A build gives them names of two or three
 * characters, by the place of file and class in the source, so that every build gives the same. The underscore keeps them
 * from being names that ad blockers hide.
 */
export function shortClasses(root: string) {
  const src = join(root, 'src');
  const short = shortNames(src);
  const given = new Map<string, string>();
  const generateScopedName = (name: string, file: string): string => {
    const found = short.get(keyOf(relative(src, file), name));
    if (found === undefined) throw new Error(`${file}: no class ${name} was seen there`);
    given.set(found, file);
    return found;
  };
  return { generateScopedName, plugins: [classesAsConstants(), keepSheets(given)] };
}

function shortNames(src: string): ReadonlyMap<string, string> {
  const short = new Map<string, string>();
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.module.css')).sort()) {
    const css = readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    for (const [, name] of css.matchAll(/(?:\.|@keyframes +)([a-z_][\w-]*)/gi)) {
      const key = keyOf(file, name ?? '');
      if (!short.has(key)) short.set(key, `_${short.size.toString(36)}`);
    }
  }
  return short;
}

function keyOf(file: string, name: string): string {
  return `${file.replaceAll('\\', '/')} ${name}`;
}

/** Imports a file's classes one by one, not as an object of all: each becomes the text that it stands for. */
function classesAsConstants(): Plugin {
  return {
    name: 'commonbits-classes-as-constants',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\.tsx?$/, code: /\.module\.css/ },
      // No map: every line stays where it was.
      handler: (code) => ({
        code: code.replace(/^import (\w+)( from '[^']+\.module\.css';)$/gm, 'import * as $1$2'),
        map: null,
      }),
    },
  };
}

/** A module whose names were all written where they are used would be left out, with its style sheet. Proves it is not. */
function keepSheets(given: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'commonbits-keep-sheets',
    apply: 'build',
    enforce: 'post',
    transform: {
      order: 'post',
      filter: { id: /\.module\.css$/ },
      handler: (code) => ({ code, map: null, moduleSideEffects: 'no-treeshake' }),
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        // Without sheets, the one page holds the styles. A page beside sheets is another build's.
        const files = Object.values(bundle);
        const sheets = files.filter(({ fileName }) => fileName.endsWith('.css'));
        const styles = (sheets.length > 0 ? sheets : files)
          .map((file) => (file.type === 'asset' ? file.source.toString() : ''))
          .join('\n')
          .replace(/<script[\s\S]*?<\/script>/g, '');
        const built = new Set(styles.match(/(?<=[.\s:])_[0-9a-z]+/g));
        const whole = new Set([...given].filter(([name]) => built.has(name)).map(([, file]) => file));
        const lost = [...new Set(given.values())].filter((file) => !whole.has(file));
        if (lost.length > 0) this.error(`the build lost style sheets: ${lost.join(', ')}`);
      },
    },
  };
}

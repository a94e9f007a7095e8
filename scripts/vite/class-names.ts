import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Class names of two or three characters, by the place of file and class in the source, so that every build gives the
 * same. The underscore keeps them from being names that ad blockers hide.
 */
export function shortClassNames(root: string): (name: string, file: string) => string {
  const known = new Map<string, string>();
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.module.css')).sort()) {
    const css = readFileSync(join(root, 'src', file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    for (const [, name] of css.matchAll(/(?:\.|@keyframes +)([a-z_][\w-]*)/gi)) {
      const key = keyOf(file, name ?? '');
      if (!known.has(key)) known.set(key, `_${known.size.toString(36)}`);
    }
  }
  return (name, file) => {
    const short = known.get(keyOf(relative(join(root, 'src'), file), name));
    if (short === undefined) throw new Error(`${file}: no class ${name} was seen there`);
    return short;
  };
}

function keyOf(file: string, name: string): string {
  return `${file.replaceAll('\\', '/')} ${name}`;
}

/** Imports a file's classes one by one, not as an object of all: each becomes the text that it stands for. */
export function classesAsConstants(): Plugin {
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

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const importOfClasses = /import (\w+) from '([^']+\.module\.css)'/g;

it('every class that the page names stands in its style sheet', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => join(import.meta.dirname, file));
  const named = files.flatMap(namedClasses);
  expect(named.length).toBeGreaterThan(300);
  expect(named.filter(({ name, sheet }) => !sheet.has(name)).map(({ file, name }) => [file, name])).toEqual(
    [],
  );
});

function namedClasses(file: string) {
  const code = readFileSync(file, 'utf8');
  return [...code.matchAll(importOfClasses)].flatMap(([, styles = '', path = '']) => {
    const sheet = classesOf(join(dirname(file), path));
    const uses = code.replaceAll(importOfClasses, '').matchAll(new RegExp(`\\b${styles}\\.(\\w+)`, 'g'));
    return [...uses].map(([, name = '']) => ({ file, name, sheet }));
  });
}

function classesOf(path: string): ReadonlySet<string> {
  const css = existsSync(path) ? readFileSync(path, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '') : '';
  return new Set([...css.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name = '']) => name));
}

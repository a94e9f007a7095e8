import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const src = join(import.meta.dirname, '..');
const isComment = /^\s*(\/?\*|\/\/)/;

it('all sentences of the page have the same apostrophe', () => {
  const files = ['facts', 'intake', 'fleet', 'output', 'workspace', 'page'].flatMap((stage) =>
    readdirSync(join(src, stage), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.includes('test'))
      .map((file) => join(stage, file)),
  );
  expect(files.length).toBeGreaterThan(100);
  const curly = files.flatMap((file) =>
    readFileSync(join(src, file), 'utf8')
      .split('\n')
      .filter((line) => /\p{L}’/u.test(line) && !isComment.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(curly).toEqual([]);
});

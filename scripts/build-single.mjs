// npm run build:single: the whole app in one file, commonbits.html, for a stick or a closed network.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fail, root, setUp } from './setup.mjs';

const limit = 450_000;

await setUp();
const { build } = await import('vite');
const built = await build({ root, mode: 'single', logLevel: 'warn', build: { write: false } });
const files = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
const file = files.find((one) => one.type === 'asset');
if (file === undefined) fail('The build gave no file.');
const target = join(root, file.fileName);
writeFileSync(target, file.source);
const size = gzipSync(file.source, { level: 9 }).length;
console.log(`${target}: ${kilobytes(file.source.length)}, ${kilobytes(size)} gzip. Open it in a browser.`);
if (size > limit) fail(`That is more than its ${kilobytes(limit)} gzip.`);

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

// npm run release [-- DIR]: the app for others, in DIR (release/): dist.tar.gz, commonbits.html, their checksums, and what
// they are made of. The same commit gives the same bytes, whoever builds it, wherever.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { builtInReleases } from '../src/cpu-map/releases.ts';
import { billOfMaterials } from './release/bill-of-materials.ts';
import { tarGz } from './release/tar.ts';

const root = join(import.meta.dirname, '..');
const target = process.argv[2] ?? join(root, 'release');

const seconds = timeOfCommit();
const files = await built();
const page = files.find(({ name }) => name === 'commonbits.html');
if (page === undefined) throw new Error('the build has no commonbits.html');
const texts = ['LICENSE', 'NOTICE'].map((name) => ({ name, content: readFileSync(join(root, name)) }));
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const bill = billOfMaterials(lock, builtInReleases, new Date(seconds * 1000).toISOString());

const release: Readonly<Record<string, Uint8Array>> = {
  'commonbits.html': page.content,
  'dist.tar.gz': tarGz([...texts, ...files.map((file) => ({ ...file, name: `dist/${file.name}` }))], seconds),
  'sbom.cdx.json': Buffer.from(`${JSON.stringify(bill, null, 2)}\n`),
};
const sums = Object.entries(release).map(([name, content]) => `${sha256(content)}  ${name}\n`);
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const [name, content] of Object.entries(release)) writeFileSync(join(target, name), content);
writeFileSync(join(target, 'SHA256SUMS'), sums.join(''));
console.log(`${target}, to be checked there by sha256sum -c SHA256SUMS:\n${sums.join('')}`.trimEnd());

/** Builds what npm start serves, in a folder of its own. */
async function built() {
  const outDir = mkdtempSync(join(tmpdir(), 'commonbits-release-'));
  await build({ root, logLevel: 'error', build: { outDir } });
  const names = readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(outDir.length + 1)
        .replaceAll('\\', '/'),
    );
  const read = names.map((name) => ({ name, content: readFileSync(join(outDir, name)) }));
  rmSync(outDir, { recursive: true });
  return read;
}

/** Seconds since 1970; source that came without git has it in SOURCE_DATE_EPOCH, as its commit in COMMONBITS_COMMIT. */
function timeOfCommit(): number {
  const given = process.env.SOURCE_DATE_EPOCH;
  if (given !== undefined) return Number(given);
  try {
    return Number(execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' }));
  } catch {
    console.error(
      'release: this source came without git. Set SOURCE_DATE_EPOCH to the time of its commit, COMMONBITS_COMMIT to its twelve digits.',
    );
    return process.exit(1);
  }
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

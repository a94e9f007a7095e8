import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from './support/test.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const clean: NodeJS.ProcessEnv = { ...process.env, COMMONBITS_DIST: undefined };
const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

test('a release has the same bytes elsewhere, fits its checksums, and says what it is', async ({
  page,
}, info) => {
  const here = info.outputPath('release');
  execFileSync(process.execPath, ['scripts/run.mjs', 'release', here], { cwd: root, env: clean });
  const sums = readFileSync(join(here, 'SHA256SUMS'), 'utf8');
  const files = ['commonbits.html', 'dist.tar.gz', 'sbom.cdx.json'];
  expect(sums).toBe(files.map((file) => `${sha256(join(here, file))}  ${file}\n`).join(''));

  const elsewhere = copyOfSource(info.outputPath('elsewhere'));
  execFileSync(process.execPath, ['scripts/run.mjs', 'release'], {
    cwd: elsewhere,
    env: { ...clean, TZ: 'Asia/Tokyo', LC_ALL: 'C' },
  });
  expect(readFileSync(join(elsewhere, 'release/SHA256SUMS'), 'utf8')).toBe(sums);

  execFileSync('tar', ['xzf', 'dist.tar.gz'], { cwd: here });
  expect(readdirSync(here).sort()).toEqual(['LICENSE', 'NOTICE', 'SHA256SUMS', 'dist', ...files].sort());
  const [one, inDist] = [join(here, 'commonbits.html'), join(here, 'dist/commonbits.html')].map((file) =>
    readFileSync(file, 'utf8'),
  );
  expect(inDist).toBe(one);
  const bill = JSON.parse(readFileSync(join(here, 'sbom.cdx.json'), 'utf8'));
  const direct = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies);
  const listed = bill.components.map(({ group, name }: { group?: string; name: string }) =>
    group === undefined ? name : `${group}/${name}`,
  );
  expect(listed).toEqual(expect.arrayContaining([...direct, 'scheduler', 'cpu_map of libvirt']));
  expect(listed).not.toContain('vite');

  await page.goto(pathToFileURL(join(here, 'commonbits.html')).href);
  await page.getByRole('button', { name: 'Keys' }).click();
  await expect(page.getByRole('dialog')).toContainText(git('rev-parse', '--short=12', 'HEAD'));
});

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** A copy of what a clone has, with the packages of this one. */
function copyOfSource(target: string): string {
  for (const file of git('ls-files').split('\n')) cpSync(join(root, file), join(target, file));
  mkdirSync(target, { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(target, 'node_modules'));
  return target;
}

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The output of `npm run -s read -- -` when its input comes only after so many milliseconds, as from ssh. */
function readLate(text: string, delay: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/run.mjs', 'read', '-'], { cwd: root });
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
    });
    child.on('error', reject);
    child.on('close', () => resolve(printed));
    setTimeout(() => child.stdin.end(text), delay);
  });
}

test('standard input is waited for, however slow it is', { timeout: 60_000 }, async () => {
  const fixture = new URL('../src/intake/fixtures/capabilities.xml', import.meta.url);
  const printed = await readLate(readFileSync(fixture, 'utf8'), 5_000);
  expect(JSON.parse(printed)).toMatchObject({ kind: 'capabilities' });
});

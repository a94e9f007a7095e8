import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { type Served, servePlainly } from './browsers/servers.ts';
import { builtFile } from './support/built.ts';
import { pasteText } from './support/give.ts';
import { readyForOffline } from './support/offline.ts';
import { threeHostsAsText } from './support/recorded.ts';
import { expect, test } from './support/test.ts';

// A server of its own port, so that its files can change and it can go away.
test.use({ expectedConsole: /^request: http:\/\/localhost:|Failed to load resource|ERR_CONNECTION_REFUSED/ });

let folder: string;
let server: Served;

test.beforeEach(async ({ page }) => {
  folder = mkdtempSync(join(tmpdir(), 'commonbits-served-'));
  cpSync(fileURLToPath(builtFile('.')), folder, { recursive: true });
  server = await servePlainly(folder);
  await page.goto(server.url);
  await readyForOffline(page);
});

test.afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const headline = (page: Page) => page.getByRole('heading', { level: 1 });

test('one reload shows a new version, and a tab that is open keeps working', async ({ page, context }) => {
  const old = await context.newPage();
  await old.goto(server.url);
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  writeFileSync(join(folder, 'index.html'), html.replace('<title>', '<title>New '));
  rmSync(join(folder, 'assets'), { recursive: true });
  await page.reload();
  await expect(page).toHaveTitle(/^New /);
  await pasteText(old, threeHostsAsText);
  await expect(headline(old)).toContainText('3 hosts');
});

test('offline files that were thrown away or emptied are fetched again', async ({ page }) => {
  const damage = await page.evaluate(async () => {
    const [name = ''] = await caches.keys();
    const cache = await caches.open(name);
    const kept = await cache.keys();
    for (const request of kept) {
      if (request.url.endsWith('/')) await cache.put(request, new Response(''));
      else await cache.delete(request);
    }
    return kept.length;
  });
  await page.reload();
  const whole = () =>
    page.evaluate(async () => {
      const [name = ''] = await caches.keys();
      return (await (await caches.open(name)).keys()).length;
    });
  await expect.poll(whole).toBe(damage);
  await server.stop();
  await page.reload();
  await expect(headline(page)).toContainText('Which CPU');
  await pasteText(page, threeHostsAsText);
  await expect(headline(page)).toContainText('3 hosts');
});

test('Take it along saves the one file', async ({ page }) => {
  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Take it along' }).click();
  const saved = readFileSync(await (await saving).path());
  expect(saved.equals(readFileSync(fileURLToPath(builtFile('commonbits.html'))))).toBe(true);
});

test('a first visit asks for few files and little script', async ({ page, context }) => {
  await server.stop();
  server = await servePlainly(folder);
  const asked: string[] = [];
  context.on('request', (request) => {
    if (request.serviceWorker() === null) asked.push(new URL(request.url()).pathname);
  });
  await page.goto(server.url);
  await expect(page.getByText('x86 models')).toBeVisible();
  expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(12);
});

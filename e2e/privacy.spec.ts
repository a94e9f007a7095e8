import { get } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Page, Worker } from '@playwright/test';
// For its declaration of the global `trustedTypes`.
import type {} from '../src/own-script-url.ts';
import { servePlainly } from './browsers/servers.ts';
import { builtAssets, builtFile } from './support/built.ts';
import { readyForOffline } from './support/offline.ts';
import { expect, test } from './support/test.ts';

// These tests cause console messages: refusals, an app script that finds itself in a worker,
// and the icon that a browser looks for when it shows a picture alone.
test.use({
  expectedConsole: /Content Security Policy|TrustedScript|TrustedHTML|document is not defined|favicon\.ico/,
});

const elsewhere = 'https://example.com/';

test('the policy forbids the page to fetch, even from its own server', async ({ page }) => {
  await page.goto('./');
  expect(await page.evaluate(outcomeOfFetch, elsewhere)).toBe('refused');
  expect(await page.evaluate(outcomeOfFetch, '/favicon.svg')).toBe('refused');
});

test('the policy forbids a worker to fetch, even from its own server', async ({ page }) => {
  const worker = await startWorker(page);
  expect(await worker.evaluate(outcomeOfFetch, elsewhere)).toBe('refused');
  expect(await worker.evaluate(outcomeOfFetch, '/favicon.svg')).toBe('refused');
});

test('the policy stays when the page and a worker come from the offline copy', async ({ page, context }) => {
  await page.goto('./');
  await readyForOffline(page);
  await context.setOffline(true);
  const worker = await startWorker(page);
  await context.setOffline(false);
  expect(await worker.evaluate(outcomeOfFetch, '/favicon.svg')).toBe('refused');
  await page.goto('./');
  expect(await page.evaluate(outcomeOfFetch, '/favicon.svg')).toBe('refused');
});

test.describe('on a server of another port that sends no headers', () => {
  test.use({ expectedConsole: /Content Security Policy|^request: http:\/\/localhost:/ });

  test('the policy binds the app’s worker', async ({ page }) => {
    const plain = await servePlainly(fileURLToPath(builtFile('.')));
    await page.goto(plain.url);
    const started = page.waitForEvent('worker');
    // Focus makes the page start its reader, which then waits.
    await page.getByRole('textbox').focus();
    const worker = await started;
    expect(await worker.evaluate(outcomeOfFetch, plain.url)).toBe('refused');
    expect(await worker.evaluate(outcomeOfFetch, elsewhere)).toBe('refused');
    await plain.stop();
  });
});

test('the policy comes with every file, and in the page itself for hosts that send no headers', async ({
  request,
}) => {
  for (const path of ['/', '/favicon.svg', '/no-such-file', '/commonbits.html', ...builtAssets()]) {
    const { 'content-security-policy': policy } = (await request.get(path)).headers();
    expect(policy, path).toContain("connect-src 'none'");
    expect(policy, path).toContain("frame-ancestors 'none'");
  }
  const html = await (await request.get('/')).text();
  expect(html).toMatch(/<meta http-equiv="Content-Security-Policy" content="[^"]*connect-src &#39;none&#39;/);
  const policyOf = async (path: string) => (await request.get(path)).headers()['content-security-policy'];
  expect(await policyOf('/sw.js')).toContain("connect-src 'self'");
  expect(await policyOf('/assets/sw.js')).toContain("connect-src 'none'");
  expect(await policyOf('/commonbits.html')).toContain("connect-src 'none'");
});

test('text can become neither a script nor markup', async ({ page }) => {
  await page.goto('./');
  const outcomes = await page.evaluate((script) => {
    const attempts = [
      () => new Worker(script),
      () => (document.body.innerHTML = '<img src=x>'),
      () => (document.createElement('script').text = 'alert(1)'),
    ];
    return attempts.map((attempt) => {
      try {
        attempt();
        return 'done';
      } catch (error) {
        return error instanceof TypeError ? 'refused' : String(error);
      }
    });
  }, anyScript());
  expect(outcomes).toEqual(['refused', 'refused', 'refused']);
});

test('a missing file is a 404, and a malformed address is refused', async ({ request, baseURL }) => {
  expect((await request.get('/assets/index-OLD.js')).status()).toBe(404);
  expect((await request.get('/no-such-page')).status()).toBe(404);
  for (const path of ['//', '//[', '//example.com/']) {
    expect(await statusOf(`${baseURL}`, path), path).toBe(400);
  }
});

/** Sends the path as it is: a browser would make an address of it. */
function statusOf(base: string, path: string): Promise<number | undefined> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    get({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
}

/** Runs in the page or in the worker. */
function outcomeOfFetch(url: string): Promise<'sent' | 'refused'> {
  return fetch(new URL(url, location.origin)).then(
    () => 'sent',
    () => 'refused',
  );
}

/** Starts a built script as a worker, from a page where the app does not run and has not made the policy yet. */
async function startWorker(page: Page): Promise<Worker> {
  await page.goto('./favicon.svg');
  const started = page.waitForEvent('worker');
  await page.evaluate((script) => {
    const policy = globalThis.trustedTypes?.createPolicy('commonbits', { createScriptURL: (url) => url });
    new Worker(policy?.createScriptURL(script) ?? script, { type: 'module' });
  }, anyScript());
  return started;
}

/** The app's worker, or any script as long as it has none. */
function anyScript(): string {
  const scripts = builtAssets().filter((path) => path.endsWith('.js'));
  return scripts.find((path) => path.includes('.worker-')) ?? scripts[0] ?? 'nothing was built';
}

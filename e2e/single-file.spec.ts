import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { builtFile } from './support/built.ts';
import { pasteText, readClipboard } from './support/give.ts';
import { threeHostsAsText } from './support/recorded.ts';
import { expect, test } from './support/test.ts';

const single = builtFile('commonbits.html').href;
const answer = 'heading';

test('the one file is small enough to carry, and asks for nothing beside it', () => {
  const html = readFileSync(fileURLToPath(single));
  expect(gzipSync(html, { level: 9 }).length).toBeLessThan(450_000);
  expect(html.toString()).not.toMatch(/<(script|link|img)[^>]+(src|href)="(?!data:)/);
});

test('opened from a file it reads hosts in a worker, copies, changes the CPU map and keeps hosts', async ({
  page,
}) => {
  await page.addInitScript(watchWorkers);
  await page.goto(single);
  const started = page.waitForEvent('worker');
  await pasteText(page, threeHostsAsText);
  expect((await started).url()).toMatch(/^blob:/);
  const headline = page.getByRole(answer, { level: 1 });
  await expect(headline).toContainText('3 hosts, 2 kinds of CPU.');
  // A reader that can't start would leave the work to the page's own thread.
  expect(await page.evaluate(() => document.documentElement.dataset.workers)).toBe('results');
  await page.getByRole('button', { name: 'Copy for virsh edit' }).click();
  await expect.poll(() => readClipboard(page)).toContain('>Skylake-Server</model>');
  await page.getByRole('button', { name: 'Widen' }).click();
  await expect(page.getByRole('button', { name: 'Narrow' })).toBeVisible();
  await page.getByRole('button', { name: 'Narrow' }).click();
  const maps = page.getByRole('combobox', { name: 'CPU map' });
  const values = await maps
    .locator('option')
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
  const releases = values.filter((value) => /^\d/.test(value)).reverse();
  expect(releases.length).toBeGreaterThan(2);
  for (const release of releases) {
    await maps.selectOption(release);
    await expect(maps).toHaveValue(release);
    await expect(headline).toContainText('3 hosts, 2 kinds of CPU.');
  }
  await page.reload();
  await expect(headline).toContainText('3 hosts, 2 kinds of CPU.');
});

test.describe('requests that the browser refuses, with a message on its console', () => {
  test.use({
    expectedConsole: /Content Security Policy|CORS policy|ERR_FAILED|'file:' URLs|unique security origin/,
  });

  test('opened from a file neither the page nor its worker can make a request', async ({ page }) => {
    await page.goto(single);
    const started = page.waitForEvent('worker');
    // Focus makes the page start its reader, which then waits.
    await page.getByRole('textbox').focus();
    const worker = await started;
    const attempt = (url: string): Promise<string> =>
      fetch(url).then(
        () => 'sent',
        () => 'refused',
      );
    expect(await page.evaluate(attempt, 'http://127.0.0.1:9/')).toBe('refused');
    expect(await worker.evaluate(attempt, 'http://127.0.0.1:9/')).toBe('refused');
  });

  test('the served page, opened from a file, says in words what to do', async ({ page }) => {
    await page.goto(builtFile('index.html').href);
    await expect(page.getByText('Commonbits has not started yet.')).toBeVisible();
    await page.getByRole('link', { name: 'commonbits.html' }).click();
    await expect(page.getByRole(answer, { level: 1 })).toContainText(
      'Which CPU can your virtual machines have',
    );
  });
});

/** Runs in the page first: the kind of the last word of any worker, or `error`. */
function watchWorkers(): void {
  globalThis.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      const note = (word: string) => {
        document.documentElement.dataset.workers = word;
      };
      this.addEventListener('message', ({ data }) => note(data.kind));
      this.addEventListener('error', () => note('error'));
    }
  };
}

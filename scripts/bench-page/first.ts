import { gzipSync } from 'node:zlib';
import { report } from '../bench/measure.ts';
import type { AppInBrowser } from '../support/app-in-browser.ts';
import type { Judge } from './judge.ts';

const LIMITS = { requests: 12, script: 120_000 };

/** The requests of a first visit before anybody touches the page, and the size of its scripts. */
export async function benchFirst({ url, browser }: AppInBrowser, judge: Judge): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const asked: string[] = [];
  const scripts: Promise<number>[] = [];
  page.on('response', (response) => {
    // The service worker fetches all files for later.
    if (response.fromServiceWorker() || response.request().serviceWorker() !== null) return;
    asked.push(response.url());
    // The CPU map is held to a limit of its own (scripts/size-budget.mjs).
    if (response.request().resourceType() === 'script' && !response.url().includes('/cpu-map-'))
      scripts.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
  });
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  const paint = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  );
  const script = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
  judge.atMost('first visit: requests', asked.length, LIMITS.requests);
  judge.atMost('first visit: bytes of script, gzip', script, LIMITS.script);
  report('First visit, before the first host', [
    ['requests', 'script, gzip', 'first contentful paint'],
    [String(asked.length), `${(script / 1000).toFixed(1)} kB`, `${Math.round(paint ?? 0)} ms`],
  ]);
  await page.context().close();
}

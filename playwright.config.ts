import { createServer } from 'node:net';
import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/find-browser.mjs';

// Found once: Playwright reads this file again in each of its workers, which inherit what is set here. Where there is
// no browser, this file can still be read (the check for dead code does), and Playwright says what it misses.
const browser = process.env.COMMONBITS_BROWSER ?? findBrowser();
if (browser !== undefined) process.env.COMMONBITS_BROWSER = browser;
process.env.COMMONBITS_PORT ??= String(await freePort());

const address = `http://localhost:${process.env.COMMONBITS_PORT}/`;
const dist = process.env.COMMONBITS_DIST;

export default defineConfig({
  testDir: 'e2e',
  outputDir: dist === undefined ? 'test-results' : `${dist}-test-results`,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  reporter: 'list',
  // For the slowest of machines: what is slow for a person is measured by the bench.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL: address,
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    // A trace records the whole page at each step, which takes longer than the step: `--trace on` asks for one.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(browser === undefined ? {} : { executablePath: browser }),
      // Chromium's sandbox refuses to run as root, which is who runs in most containers.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  webServer: {
    command: `node scripts/start.mjs --no-build --port ${process.env.COMMONBITS_PORT}`,
    url: address,
    reuseExistingServer: false,
    timeout: 30_000,
  },
});

/** Several checkouts may run their tests at the same time. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const found = server.address();
      server.close(() => (typeof found === 'object' && found ? resolve(found.port) : reject(found)));
    });
  });
}

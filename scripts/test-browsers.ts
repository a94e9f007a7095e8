// npm run test:browsers [-- --only firefox|webkit] [--no-build] [--job PART]: what people do most, in stock Firefox and
// in WebKitGTK. Leaves with 1 where something fails; the last line is `N passed, N failed`.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { launchFirefox } from '../e2e/browsers/firefox.ts';
import { firstJobs } from '../e2e/browsers/jobs/first.ts';
import { errorJobs, groupsJobs, guestsJobs } from '../e2e/browsers/jobs/fleet.ts';
import { guestJobs } from '../e2e/browsers/jobs/guest.ts';
import { manyJobs } from '../e2e/browsers/jobs/many.ts';
import { placeJobs } from '../e2e/browsers/jobs/places.ts';
import { styleJobs } from '../e2e/browsers/jobs/styles.ts';
import { runJobs } from '../e2e/browsers/runner.ts';
import { serveByStart } from '../e2e/browsers/servers.ts';
import type { Launch } from '../e2e/browsers/session.ts';
import { launchWebKit } from '../e2e/browsers/webkit.ts';
import { findOrInstallBrowsers } from './find-browsers.mjs';

const { values } = parseArgs({
  options: { only: { type: 'string' }, job: { type: 'string' }, build: { type: 'boolean', default: true } },
  allowNegative: true,
});
const root = join(import.meta.dirname, '..');
const dist = join(root, process.env.COMMONBITS_DIST ?? 'dist');

const { firefox, webkit, missing } = findOrInstallBrowsers();
const launches: Record<string, Launch> = {};
if (firefox !== undefined) launches.firefox = (folder) => launchFirefox(firefox, folder);
if (webkit !== undefined) launches.webkit = (folder) => launchWebKit(webkit, folder);
const chosen = Object.entries(launches).filter(([name]) => values.only === undefined || values.only === name);

if (values.build) await build({ root, logLevel: 'warn' });
// By all addresses of this machine: each fresh page comes from another.
const app = await serveByStart('0.0.0.0');
const lists = [firstJobs, guestJobs, guestsJobs, groupsJobs, errorJobs, styleJobs, placeJobs, manyJobs].map(
  (list) => list.filter(({ title }) => title.includes(values.job ?? '')),
);

let passed = 0;
let failed = values.only === undefined ? missing.length : 0;
const started = performance.now();
// Both at the same time: each waits for its browser most of the time.
await Promise.all(
  chosen.map(([name, launch]) =>
    runJobs({
      launch,
      lists,
      app,
      dist,
      pictures: join(root, 'test-results'),
      onDone: (browser, { title, seconds, problem }) => {
        if (problem === undefined) passed++;
        else failed++;
        const sign = problem === undefined ? '✓' : '✗';
        console.log(`  ${sign} ${browser}: ${title} (${seconds.toFixed(1)} s)`);
        if (problem !== undefined) console.log(`      ${problem}`);
      },
    }).catch((error: unknown) => {
      failed++;
      console.error(`${name} broke down: ${error instanceof Error ? error.stack : error}`);
    }),
  ),
);
await app.stop();
for (const sentence of missing) console.log(sentence);
console.log(`${((performance.now() - started) / 1000).toFixed(0)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

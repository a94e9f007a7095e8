import assert from 'node:assert/strict';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { threeHostsAsText } from '../../support/recorded.ts';
import { type Jobs, job } from '../job.ts';
import { serveByStart, servePlainly } from '../servers.ts';
import { answer, emptyPage, grid, pasteThree } from './steps.ts';

/** Wherever the page comes from: no network, plain http, a file, a server that knows nothing or lost its files. */
export const placeJobs: Jobs = [
  job('work with the server stopped, after the first visit', async (world) => {
    const { page, dist } = world;
    const server = await servePlainly(dist);
    await emptyPage(world, server.url);
    await pasteThree(world);
    await page.session.run(offlineReady, null);
    await server.stop();
    await page.session.reload();
    await page.reads('3 hosts, 2 kinds of CPU.', answer);
    await page.choose('CPU map', '9.0.0');
    await page.reads('3 hosts, 2 kinds of CPU.', answer);
    await page.choose('CPU map', '12.8.0');
  }),
  job('paste and copy by plain http and the machine’s name', async (world) => {
    const { page } = world;
    const server = await serveByStart('0.0.0.0');
    const url = `http://${hostname()}:${server.port}/`;
    await page.session.go(url);
    assert.equal(await page.session.run(() => isSecureContext, null), false);
    await page.reads('By plain http it has no offline mode');
    await page.sees({ css: 'a[download][href$="commonbits.html"]', name: 'Take it along' });
    await page.paste(threeHostsAsText);
    await page.reads('3 hosts, 2 kinds of CPU.', answer);
    await page.click({ css: 'button', part: 'Copy for virsh edit' });
    await page.copied((text) => text.startsWith("<cpu mode='custom'"));
    await server.stop();
  }),
  job('read hosts from the one file', async ({ page, dist }) => {
    await page.session.go(pathToFileURL(join(dist, 'commonbits.html')).href);
    await page.reads('Which CPU can your virtual machines have', answer);
    await page.reads('This is the whole app in one file');
    await page.session.run(watchWorkers, null);
    await page.paste(threeHostsAsText);
    await page.reads('3 hosts, 2 kinds of CPU.', answer);
    assert.equal(await page.session.run(() => document.documentElement.dataset.workers, null), 'results');
    await page.click({ css: 'button', part: 'Copy for virsh edit' });
    await page.copied((text) => text.startsWith("<cpu mode='custom'"));
  }),
  job('change the CPU map and widen in the one file', async ({ page }) => {
    await page.choose('CPU map', '7.0.0');
    await page.reads('3 hosts, 2 kinds of CPU.', answer);
    await page.choose('CPU map', '12.8.0');
    await page.click({ name: 'Widen' });
    await page.sees({ name: 'Narrow' });
    await page.click({ name: 'Narrow' });
    await page.sees({ css: grid });
  }),
  job('read in words what to do, where the served page is opened as a file', async ({ page, dist }) => {
    await page.session.go(pathToFileURL(join(dist, 'index.html')).href);
    await page.until(
      'the words are shown',
      () =>
        page.session.run(() => {
          const note = document.querySelector('.not-started');
          return note === null ? '' : getComputedStyle(note).visibility;
        }, null),
      (visibility) => visibility === 'visible',
    );
    await page.reads('Open commonbits.html');
  }),
  job('keep its worker from the network on a server without headers', async (world) => {
    const { page, dist } = world;
    const server = await servePlainly(dist);
    await page.session.go(server.url);
    await page.reads('Which CPU can your virtual machines have', answer);
    assert.equal(await page.session.run(fetchFromWorker, server.url), 'refused');
    await server.stop();
  }),
  job('say that a part is missing, and read what was pasted after a reload', async (world) => {
    const { page, dist, folder } = world;
    const copy = join(folder, 'dist');
    cpSync(dist, copy, { recursive: true });
    // No service worker, which would have all parts.
    rmSync(join(copy, 'sw.js'));
    const server = await servePlainly(copy);
    await emptyPage(world, server.url);
    for (const name of readdirSync(join(copy, 'assets'))) {
      if (/^(reader\.worker|serve-reading)/.test(name)) rmSync(join(copy, 'assets', name));
    }
    await page.paste(threeHostsAsText);
    await page.reads('could not be loaded', '[aria-label="A part is missing"]');
    cpSync(dist, copy, { recursive: true });
    await page.click({ name: 'Reload' });
    await page.reads('3 hosts, 2 kinds of CPU.', answer);
    await server.stop();
  }),
];

// In the page.

async function offlineReady(): Promise<void> {
  await navigator.serviceWorker.ready;
  if (navigator.serviceWorker.controller !== null) return;
  await new Promise((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
  });
}

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

/** Puts a question into the app's own worker as it starts, and hears its answer. */
function fetchFromWorker(url: string): Promise<string> {
  const channel = new BroadcastChannel('asked');
  const question = `;fetch(${JSON.stringify(url)}).then(() => 'sent', () => 'refused').then((outcome) => new BroadcastChannel('asked').postMessage(outcome));`;
  const Own = Blob;
  globalThis.Blob = class extends Own {
    constructor(parts?: BlobPart[], options?: BlobPropertyBag) {
      super(options?.type === 'text/javascript' ? [...(parts ?? []), question] : parts, options);
    }
  };
  return new Promise((resolve) => {
    channel.onmessage = ({ data }) => resolve(data);
    setTimeout(() => resolve('no answer'), 15_000);
    // A press of Ctrl may be the start of a paste: the page starts its reader.
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Control', bubbles: true }));
  });
}

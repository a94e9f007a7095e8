// Keeps the app's own files, all of them, so that it works offline. It asks for nothing but these files.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const prefix = `commonbits ${worker.registration.scope} `;
const cacheName = prefix + version;
const own = new Set(files.map((file) => new URL(file, worker.location.href).href));
const start = new URL('./', worker.location.href).href;

worker.addEventListener('install', (event) => event.waitUntil(keepAll()));
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
worker.addEventListener('fetch', (event) => {
  const wanted = ownFile(event.request);
  if (wanted !== undefined) event.respondWith(answer(event.request, wanted));
});

async function keepAll() {
  const cache = await caches.open(cacheName);
  // no-cache: a server that lets index.html be cached must not hand out last week's.
  await cache.addAll(files.map((file) => new Request(file, { cache: 'no-cache' })));
}

async function takeOver() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
  // The first visit is offline-ready at once, without a reload.
  await worker.clients.claim();
}

/**
 * The address of the file that answers the request, if it is one of ours; the browser deals with the rest.
 * @param {Request} request
 */
function ownFile(request) {
  if (request.method !== 'GET') return undefined;
  const url = new URL(request.url);
  const address = url.origin + url.pathname;
  if (own.has(address)) return address;
  return request.mode === 'navigate' && address.startsWith(start) ? start : undefined;
}

/**
 * @param {Request} request
 * @param {string} wanted
 */
async function answer(request, wanted) {
  if (await mayStartNewVersion(request)) {
    worker.registration.waiting?.postMessage('start');
    return new Response('', { headers: { Refresh: '0', 'Content-Type': 'text/html' } });
  }
  const cache = await caches.open(cacheName);
  // ignoreVary: the cached answer to a plain request must also serve a module or navigation request.
  const kept = await cache.match(wanted, { ignoreVary: true, ignoreSearch: true });
  return kept ?? fetch(wanted);
}

/**
 * A new version waits, and the only page there is reloads: nobody uses the old files any more. (A new tab beside
 * it would look the same but for the cache mode, and would take the old page's files away.)
 * @param {Request} request
 */
async function mayStartNewVersion(request) {
  if (request.mode !== 'navigate' || worker.registration.waiting === null) return false;
  const reloads = request.cache === 'no-cache' || request.cache === 'reload';
  return reloads && (await worker.clients.matchAll()).length === 1;
}

worker.addEventListener('message', (event) => {
  if (event.data === 'start') event.waitUntil(worker.skipWaiting());
});

// Keeps the app's own files, all of them, so that it works offline. It asks for nothing but these files.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const prefix = `commonbits ${worker.registration.scope} `;
const cacheName = prefix + version;
const start = new URL('./', worker.location.href).href;
const own = new Set(files.map((file) => new URL(file, start).href));

worker.addEventListener('install', (event) => event.waitUntil(keepAll()));
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
worker.addEventListener('fetch', (event) => {
  const wanted = ownFile(event.request);
  if (wanted !== undefined) event.respondWith(answer(wanted));
});

async function keepAll() {
  const cache = await caches.open(cacheName);
  // no-cache: a server that lets index.html be cached must not hand out last week's.
  await cache.addAll(files.map((file) => new Request(file, { cache: 'no-cache' })));
  // The next page that opens or reloads is the new version, however many are open.
  await worker.skipWaiting();
}

async function takeOver() {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(prefix) && name !== cacheName);
  // The last version's files stay: a page of it that is still open may yet ask for a CPU map.
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  // The first visit is ready for offline use at once, without a reload.
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
  if (own.has(address) || address.startsWith(`${start}assets/`)) return address;
  return request.mode === 'navigate' && address.startsWith(start) ? start : undefined;
}

/** @param {string} wanted */
async function answer(wanted) {
  // ignoreVary: the kept answer to a plain request must also serve a module or navigation request.
  const options = { ignoreVary: true, ignoreSearch: true };
  const cache = await caches.open(cacheName);
  return (await cache.match(wanted, options)) ?? (await caches.match(wanted, options)) ?? fetch(wanted);
}

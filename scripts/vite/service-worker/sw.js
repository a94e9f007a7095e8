// Keeps the app's own files, all of them, so that it works offline. It asks for nothing but these files.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const prefix = `commonbits ${worker.registration.scope} `;
const cacheName = prefix + version;
const start = new URL('./', worker.location.href).href;
const own = new Map(Object.entries(files).map(([file, size]) => [new URL(file, start).href, size]));
/** How long a server may take to say whether there is a new version, in ms. */
const patience = 2000;

worker.addEventListener('install', (event) => event.waitUntil(keepAll()));
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
worker.addEventListener('fetch', (event) => {
  const wanted = ownFile(event.request);
  if (wanted === undefined) return;
  event.respondWith(wanted === start ? answerPage() : answer(wanted));
  if (wanted === start) event.waitUntil(heal());
});

async function keepAll() {
  const cache = await caches.open(cacheName);
  await cache.addAll(Object.keys(files).map(fresh));
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

/**
 * The server's page, so that one reload shows a new version; the kept one where the server is away, slow or has
 * something else there.
 */
async function answerPage() {
  const kept = await keptAnswer(start);
  const served = fetch(fresh(start)).then(
    (response) => (response.ok && !response.redirected ? response : undefined),
    () => undefined,
  );
  if (kept === undefined) return (await served) ?? fetch(start);
  const late = new Promise((resolve) => setTimeout(resolve, patience));
  return (await Promise.race([served, late])) ?? kept;
}

/** @param {string} wanted */
async function answer(wanted) {
  const kept = await keptAnswer(wanted);
  if (kept !== undefined) return kept;
  const response = await fetch(wanted);
  // A file of ours that the browser has thrown away is kept again.
  if (own.has(wanted) && response.ok) await keep(wanted, response.clone());
  return response;
}

/** @param {string} wanted */
async function keptAnswer(wanted) {
  // ignoreVary: the kept answer to a plain request must also serve a module or navigation request.
  const options = { ignoreVary: true, ignoreSearch: true };
  const cache = await caches.open(cacheName);
  const kept = (await cache.match(wanted, options)) ?? (await caches.match(wanted, options));
  // An emptied page would stay blank for good; another file that is damaged is healed by the next page.
  return kept !== undefined && (wanted !== start || (await isWhole(wanted, kept))) ? kept : undefined;
}

/** Fetches anew what is missing or damaged of this version's files, each time that a page opens. */
async function heal() {
  const cache = await caches.open(cacheName);
  for (const address of own.keys()) {
    const kept = await cache.match(address, { ignoreVary: true });
    if (kept !== undefined && (await isWhole(address, kept))) continue;
    const response = await fetch(fresh(address)).catch(() => undefined);
    if (response?.ok) await keep(address, response);
  }
}

/**
 * @param {string} address
 * @param {Response} response
 */
async function keep(address, response) {
  // The server may have another version by now, whose file this version must not have.
  if (!(await isWhole(address, response))) return;
  const cache = await caches.open(cacheName);
  await cache.put(address, response);
}

/**
 * @param {string} address
 * @param {Response} response
 */
async function isWhole(address, response) {
  const size = own.get(address);
  return size === undefined || (await response.clone().blob()).size === size;
}

/**
 * no-cache: a server that lets index.html be cached must not hand out last week's.
 * @param {string} file
 */
function fresh(file) {
  return new Request(file, { cache: 'no-cache' });
}

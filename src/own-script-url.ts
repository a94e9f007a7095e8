/** Types that lib.dom does not know yet. A TrustedScriptURL passes for a string wherever a script's address goes. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

declare global {
  var trustedTypes: TrustedTypes | undefined;
}

/** Whether this is the app in one file. */
const isSingle = import.meta.env.MODE === 'single';
const rules = { createScriptURL: requireOwn };
let policy: { createScriptURL(url: string): string } | undefined;
/** The blobs that workers were started from, by the script's address. */
const blobs = new Map<string, string>();

/**
 * An address that `serviceWorker.register` accepts under the page's policy, which refuses plain strings. Throws when
 * it is not one of the app's own scripts.
 */
export function ownScriptUrl(url: string): string {
  // A policy can be made only once; browsers without Trusted Types get the same check.
  policy ??= globalThis.trustedTypes?.createPolicy('commonbits', rules) ?? rules;
  return policy.createScriptURL(url);
}

/**
 * Starts one of the app's own workers, `NAME.worker.js`. It starts from a blob, because a blob inherits the page's
 * policy: a worker loaded from a server that sends no policy as a header could make requests.
 */
export function startOwnWorker(url: string): Worker {
  const name = /([\w-]+)\.worker/.exec(url)?.[1];
  if (name === undefined) throw new Error(`not a worker of this app: ${url}`);
  const blob = blobs.get(url) ?? URL.createObjectURL(new Blob([sourceOf(url)], { type: 'text/javascript' }));
  blobs.set(url, blob);
  return new Worker(ownScriptUrl(blob), { type: isSingle ? 'classic' : 'module', name });
}

function sourceOf(url: string): string {
  if (!isSingle) return `import ${JSON.stringify(requireOwn(url))};`;
  // The one file holds one script; src/single.ts runs as the worker that it is named. Chromium starts no module from a
  // blob of a page from a file, so that it becomes a classic script, whose errors the page must hear of all the same.
  const script = document.querySelector('script[type="module"]')?.textContent;
  if (!script) throw new Error('this file holds no script');
  return `(async()=>{"use strict";${script}\n})().catch((error)=>setTimeout(()=>{throw error}))`;
}

function requireOwn(url: string): string {
  if ([...blobs.values()].includes(url)) return url;
  const { origin, pathname, href } = new URL(url, document.baseURI);
  const isOurs = origin === location.origin && pathname.startsWith(new URL('./', document.baseURI).pathname);
  if (!isOurs || !/\/(sw\.js|[\w-]+\.worker[\w.-]*\.[jt]s)$/.test(pathname)) {
    throw new Error(`not a worker of this app: ${url}`);
  }
  return href;
}

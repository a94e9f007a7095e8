/** What lib.dom does not know yet. A TrustedScriptURL passes for a string wherever a script's address goes. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

declare global {
  var trustedTypes: TrustedTypes | undefined;
}

const rules = { createScriptURL: requireOwn };
let policy: { createScriptURL(url: string): string } | undefined;

/**
 * An address that `new Worker` and `serviceWorker.register` accept under the page's policy, which refuses plain
 * strings. Throws when it is not one of the app's own workers.
 */
export function ownScriptUrl(url: string): string {
  // A policy can be made only once; browsers without Trusted Types get the same check.
  policy ??= globalThis.trustedTypes?.createPolicy('commonbits', rules) ?? rules;
  return policy.createScriptURL(url);
}

function requireOwn(url: string): string {
  const { origin, pathname, href } = new URL(url, document.baseURI);
  const isOurs = origin === location.origin && pathname.startsWith(new URL('./', document.baseURI).pathname);
  if (!isOurs || !/\/(sw\.js|[\w-]+\.worker[\w.-]*\.[jt]s)$/.test(pathname)) {
    throw new Error(`not a worker of this app: ${url}`);
  }
  return href;
}

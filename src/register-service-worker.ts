import { ownScriptUrl } from './own-script-url.ts';
import { originOfPage } from './workspace/browser/offline.ts';

/**
 * Makes the app work offline from now on. Only in the app as it is served, where sw.js exists, and only on https or
 * localhost, where browsers have service workers; without one everything else works the same.
 */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || originOfPage() !== 'secure') return;
  const url = ownScriptUrl(`${import.meta.env.BASE_URL}sw.js`);
  // updateViaCache: a host that lets sw.js be cached must not hold back a new version.
  navigator.serviceWorker.register(url, { updateViaCache: 'none' }).catch((error: unknown) => {
    console.error('Commonbits will not work offline:', error);
  });
}

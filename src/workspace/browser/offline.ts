/** The page's origin, as far as working without a network depends on it. */
export type Origin =
  /** It has a service worker, and works without a network from now on. */
  | 'secure'
  /** By plain http from another machine: browsers have no service worker there. */
  | 'plain'
  /** The one file. */
  | 'file';

export function originOfPage(): Origin {
  if (import.meta.env.MODE === 'single' || location.protocol === 'file:') return 'file';
  return isSecureContext && 'serviceWorker' in navigator ? 'secure' : 'plain';
}

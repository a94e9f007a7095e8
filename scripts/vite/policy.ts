type Directives = Readonly<Record<string, readonly string[]>>;

/**
 * Nothing is sent anywhere, and the browser is told to hold us to it: `connect-src 'none'` forbids every fetch
 * from the page and from its worker. Code arrives by import and by `new Worker`, which are script-src and
 * worker-src. 'commonbits' is the Trusted Types policy of src/own-script-url.ts.
 */
const page: Directives = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  // Workers start from a blob, which inherits this policy wherever the page came from; 'self' is the service worker's.
  'worker-src': ["'self'", 'blob:'],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'manifest-src': ["'self'"],
  'connect-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['commonbits'],
};

/** The service worker alone may fetch: the app's own files, to keep them for offline use. */
const serviceWorker: Directives = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'connect-src': ["'self'"],
};

/** Browsers ignore this one in a <meta>, and say so on the console. */
export const frameAncestors = "frame-ancestors 'none'";

export const policyHeader = 'Content-Security-Policy';

/** Headers of every response. */
export const everywhere: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': [
    'camera',
    'display-capture',
    'geolocation',
    'microphone',
    'midi',
    'payment',
    'publickey-credentials-get',
    'screen-wake-lock',
    'usb',
  ]
    .map((feature) => `${feature}=()`)
    .join(', '),
};

/** The page's policy; `styles` are hashes (`'sha256-…'`) of the styles that are in index.html itself. */
export function pageDirectives(styles: readonly string[]): Directives {
  return { ...page, 'style-src': ["'self'", ...styles] };
}

/** The same for a page that is one file: nothing but the script and the style with these hashes. */
export function singleDirectives(script: string, styles: readonly string[]): Directives {
  return {
    ...page,
    'script-src': [script],
    'style-src': styles,
    'worker-src': ['blob:'],
    'img-src': ['data:'],
    'manifest-src': ["'none'"],
  };
}

export function asHeader(directives: Directives): string {
  return `${inWords(directives)}; ${frameAncestors}`;
}

export const serviceWorkerPolicy = asHeader(serviceWorker);

export function inWords(directives: Directives): string {
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ');
}

import type { Plugin } from 'vite';

type Directives = Readonly<Record<string, readonly string[]>>;

/**
 * Nothing is sent anywhere, and the browser is told to hold us to it: `connect-src 'none'` forbids every fetch
 * from the page and from its worker. Code arrives by import and by `new Worker`, which are script-src and
 * worker-src. 'commonbits' is the Trusted Types policy of src/own-script-url.ts.
 */
const page: Directives = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'worker-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
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
const headerOnly: Directives = { 'frame-ancestors': ["'none'"] };

const everywhere: Readonly<Record<string, string>> = {
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

const policyHeader = 'Content-Security-Policy';
const pagePolicy = inWords({ ...page, ...headerOnly });
const serviceWorkerPolicy = inWords({ ...serviceWorker, ...headerOnly });

function inWords(directives: Directives): string {
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ');
}

/**
 * The policy three times: as a header of the preview server, as `_headers` for static hosts that read it, and
 * as a <meta> for hosts that read neither (there the worker is not bound; a meta policy reaches only the page).
 */
export function security(): Plugin {
  let isBuild = false;
  return {
    name: 'commonbits-security',
    configResolved(config) {
      isBuild = config.command === 'build';
    },
    transformIndexHtml() {
      // The dev server needs its socket and its inline scripts.
      if (!isBuild) return [];
      const attrs = { 'http-equiv': policyHeader, content: inWords(page) };
      return [{ tag: 'meta', attrs, injectTo: 'head-prepend' }];
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() });
    },
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname;
        for (const [name, value] of Object.entries(everywhere)) response.setHeader(name, value);
        response.setHeader(policyHeader, path.endsWith('/sw.js') ? serviceWorkerPolicy : pagePolicy);
        next();
      });
    },
  };
}

/** Paths that don't overlap: a host joins the values of all rules that match, and two policies both bind. */
function headersFile(): string {
  const rules: [string, Readonly<Record<string, string>>][] = [
    ['/*', everywhere],
    ['/', { [policyHeader]: pagePolicy }],
    ['/index.html', { [policyHeader]: pagePolicy }],
    ['/assets/*', { [policyHeader]: pagePolicy, 'Cache-Control': 'public, max-age=31536000, immutable' }],
    ['/favicon.svg', { [policyHeader]: pagePolicy }],
    ['/sw.js', { [policyHeader]: serviceWorkerPolicy, 'Cache-Control': 'no-cache' }],
  ];
  return rules
    .map(([path, headers]) => [path, ...Object.entries(headers).map(([key, value]) => `  ${key}: ${value}`)])
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

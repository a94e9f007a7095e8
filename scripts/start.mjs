// npm start [-- --port N --host H --no-build]: builds the app, serves it, prints the address.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, root, setUp } from './setup.mjs';

// Not Vite's own 4173: a service worker stays with its port and would serve Commonbits to the next project there.
const usualPort = 4586;

const { values: options } = parseArgs({
  options: { port: { type: 'string' }, host: { type: 'string' }, 'no-build': { type: 'boolean' } },
});

leaveWithParent();
await setUp();
const { build, preview } = await import('vite');
const outDir = process.env.COMMONBITS_DIST ?? 'dist';

if (options['no-build'] !== true) {
  console.log('Building …');
  await build({ root, logLevel: 'warn' });
} else if (!existsSync(join(root, outDir, 'index.html'))) {
  fail(`There is no ${outDir}/index.html to serve; run npm start without --no-build.`);
}

const wanted = options.port ?? process.env.PORT;
const host = options.host ?? '127.0.0.1';
const server = await preview({
  root,
  logLevel: 'warn',
  // A port that was asked for is taken or refused; the usual one makes way for whoever has it.
  preview: { host, port: Number(wanted ?? usualPort), strictPort: wanted !== undefined },
}).catch((error) => fail(error instanceof Error ? error.message : String(error)));

const address = server.httpServer.address();
const port = typeof address === 'object' && address !== null ? address.port : wanted;
console.log(`Commonbits is ready: http://${host === '127.0.0.1' ? 'localhost' : host}:${port}/`);

/** A signal to npm does not reach its child, which would keep the port for ever. */
function leaveWithParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(0);
  }, 500).unref();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(0));
}

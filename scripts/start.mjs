// npm start [-- --port N --host H --no-build]: builds the app, serves it, prints the address.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, root, setUp } from './setup.mjs';

// Not Vite's own 4173: a service worker stays with its port and would serve Commonbits to the next project there.
const usualPort = 4586;

const options = readOptions();

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
const isForOthers = !['127.0.0.1', '::1', 'localhost'].includes(host);
const server = await preview({
  root,
  logLevel: 'warn',
  // A missing file is a 404, not the page.
  appType: 'mpa',
  // A port that was asked for is taken or refused; the usual one makes way for the one that has it.
  preview: {
    host,
    port: Number(wanted ?? usualPort),
    strictPort: wanted !== undefined,
    // On this machine alone another name is a page that wants to pass for it. Whoever opens the server to others
    // can't list their names for it; there is nothing on it but these files.
    allowedHosts: isForOthers ? true : [],
  },
}).catch((error) => fail(error instanceof Error ? error.message : String(error)));

const address = server.httpServer.address();
const port = typeof address === 'object' && address !== null ? address.port : wanted;
const [first, ...others] = namesOf(host).map((name) => `http://${name}:${port}/`);
console.log(`Commonbits is ready: ${first}`);
for (const other of others) console.log(`                      ${other}`);
if (isForOthers) console.log('By plain http it has no offline mode: browsers allow that by https only.');

/**
 * The address that others type to reach it: not one that stands for all of the machine's.
 * @param {string} host
 */
function namesOf(host) {
  if (host === '127.0.0.1') return ['localhost'];
  if (host !== '0.0.0.0' && host !== '::') return [host.includes(':') ? `[${host}]` : host];
  const addresses = Object.values(networkInterfaces())
    .flat()
    .filter((one) => one !== undefined && one.family === 'IPv4' && !one.internal);
  return [hostname(), ...addresses.map((one) => one?.address ?? '')];
}

function readOptions() {
  const usage = 'usage: npm start -- [--port N] [--host H] [--no-build]';
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string' }, host: { type: 'string' }, 'no-build': { type: 'boolean' } },
    });
    const port = Number(values.port ?? process.env.PORT ?? usualPort);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      return fail(`${values.port ?? process.env.PORT} is no port; ${usage}`);
    return values;
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

/**
 * A signal to npm does not reach its child, which would keep the port for ever. Between npm and this process
 * stands a shell that outlives npm, so npm itself is watched too.
 */
function leaveWithParent() {
  const parent = process.ppid;
  const npm = process.env.npm_lifecycle_event === undefined ? undefined : parentOf(parent);
  setInterval(() => {
    if (process.ppid !== parent || (npm !== undefined && !isAlive(npm))) process.exit(0);
  }, 500).unref();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(0));
}

/** @param {number} pid */
function parentOf(pid) {
  // Slim containers have no ps, and only Linux has /proc. The name in brackets may hold spaces.
  const status = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : undefined;
  const found = status
    ? status.slice(status.lastIndexOf(')') + 2).split(' ')[1]
    : spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return Number(found) > 1 ? Number(found) : undefined;
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

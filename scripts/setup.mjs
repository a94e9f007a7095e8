// Plain Node without dependencies: this is what a bare clone can run before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const stampFile = join(root, 'node_modules', '.commonbits-stamp');
const lockDirectory = join(root, '.setup-lock');
const lockOwner = join(lockDirectory, 'pid');

/** Makes a clone ready to run: the right Node, and exactly the packages of the lock file. */
export async function setUp() {
  requireNode();
  if (isInstalled()) return;
  await underLock(() => {
    // Another process may have installed while this one waited for the lock.
    if (!isInstalled()) install();
  });
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (!fits) fail(`Commonbits needs Node 20.19 or newer, or 22.12 or newer; this is ${process.version}.`);
}

/** The record of the installation: native binaries differ by platform and by Node's major version. */
export function installStamp() {
  const hash = createHash('sha256');
  hash.update(readFileSync(join(root, 'package-lock.json')));
  hash.update(`${process.platform} ${process.arch} ${process.versions.node.split('.')[0]}`);
  return hash.digest('hex');
}

function isInstalled() {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === installStamp()) return true;
  if (!hasAllPackages()) return false;
  writeFileSync(stampFile, installStamp());
  return true;
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[],
 *   libc?: string[] }} Package
 */

/** Whether a person's own `npm ci` has installed just what the lock file says: npm writes down what it installed. */
function hasAllPackages() {
  const written = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(written)) return false;
  const installed = packagesIn(written);
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const isSame = (/** @type {string} */ path, /** @type {Package} */ { version, integrity }) => {
    const found = installed.get(path);
    return found?.version === version && found?.integrity === integrity;
  };
  // Which C library a binary is for is left to npm.
  const isNeeded = (/** @type {Package} */ { optional, os, cpu, libc }) =>
    optional !== true || (libc === undefined && isFor(os, process.platform) && isFor(cpu, process.arch));
  const lacks = [...wanted].some(([path, what]) => isNeeded(what) && !isSame(path, what));
  return !lacks && [...installed.keys()].every((path) => wanted.has(path));
}

/**
 * @param {string} file
 * @returns {Map<string, Package>}
 */
function packagesIn(file) {
  const { packages } = JSON.parse(readFileSync(file, 'utf8'));
  return new Map(Object.entries(packages).filter(([path]) => path !== ''));
}

/**
 * @param {string[] | undefined} names
 * @param {string} name
 */
function isFor(names, name) {
  return names?.includes(name) ?? false;
}

function install() {
  console.error('Installing packages (npm ci) …');
  // --include=dev: the build tools are dev dependencies, and NODE_ENV=production would leave them out.
  // Output goes to stderr: stdout belongs to the script that asked for the set-up.
  const npm = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.error) fail(`npm could not be started: ${npm.error.message}`);
  if (npm.status !== 0) fail('npm ci did not succeed; its output is above. Is the npm registry reachable?');
  writeFileSync(stampFile, installStamp());
}

/** @param {() => void} work */
async function underLock(work) {
  let told = false;
  while (!takeLock()) {
    if (!told) console.error('Another process is installing packages; waiting for it …');
    told = true;
    await sleep(300);
  }
  const release = () => rmSync(lockDirectory, { recursive: true, force: true });
  process.once('exit', release);
  work();
  process.off('exit', release);
  release();
}

function takeLock() {
  try {
    mkdirSync(lockDirectory);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    // Its owner was killed before it could clean up.
    if (ownerIsGone()) rmSync(lockDirectory, { recursive: true, force: true });
    return false;
  }
  writeFileSync(lockOwner, String(process.pid));
  return true;
}

function ownerIsGone() {
  try {
    process.kill(Number(readFileSync(lockOwner, 'utf8')), 0);
    return false;
  } catch (error) {
    // EPERM: alive, but another user's.
    return isCode(error, 'ESRCH') || (isCode(error, 'ENOENT') && lockAge() > 10_000);
  }
}

function lockAge() {
  const lock = statSync(lockDirectory, { throwIfNoEntry: false });
  return lock === undefined ? 0 : Date.now() - lock.mtimeMs;
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function isCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code;
}

/**
 * @param {string} sentence
 * @returns {never}
 */
export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

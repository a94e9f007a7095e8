// Plain Node without dependencies, like setup.mjs: finds (or installs) a Chromium for the browser tests.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];
const require = createRequire(import.meta.url);

/**
 * The path of a browser that is on this machine already.
 * @returns {string | undefined}
 */
export function findBrowser() {
  const chosen = process.env.BROWSER_PATH ?? process.env.CHROME_PATH;
  if (chosen) {
    if (!isFile(chosen)) throw new Error(`BROWSER_PATH or CHROME_PATH names no file: ${chosen}`);
    return chosen;
  }
  return [...onPath(), ...usualPlaces(), playwrightsOwn()].find((path) => path !== undefined && runs(path));
}

/**
 * A browser by any means: one that is there, Debian's package, or Playwright's download.
 * @returns {string | undefined}
 */
export function findOrInstallBrowser() {
  const steps = [() => {}, installDebianPackage, downloadPlaywrights];
  for (const step of steps) {
    step();
    const browser = findBrowser();
    if (browser !== undefined) return browser;
  }
  return undefined;
}

export const noBrowser = [
  'The browser tests need Chromium, and none was found or could be installed.',
  'Install Chromium or Chrome, or set BROWSER_PATH to its executable, and run npm test again.',
  'Everything but the browser tests runs with: npm run check',
].join('\n');

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => join(folder, name)));
}

function usualPlaces() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const { PROGRAMFILES: x64, 'PROGRAMFILES(X86)': x86, LOCALAPPDATA: local } = process.env;
    return [x64, x86, local]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        join(folder, 'Google/Chrome/Application/chrome.exe'),
        join(folder, 'Chromium/Application/chrome.exe'),
        join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      ]);
  }
  return ['/usr/lib/chromium/chromium', '/opt/google/chrome/chrome'];
}

function playwrightsOwn() {
  // Playwright may not be installed yet when this is asked.
  try {
    return /** @type {string} */ (require('playwright-core').chromium.executablePath());
  } catch {
    return undefined;
  }
}

/** @param {string} path */
function runs(path) {
  if (!isFile(path)) return false;
  // On Windows `chrome --version` opens a window instead of answering.
  if (process.platform === 'win32') return true;
  // Ubuntu's chromium-browser is a script that only says "install the snap": it must really answer.
  const answer = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return answer.status === 0 && /\d+\.\d+/.test(answer.stdout);
}

/** @param {string} path */
function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function installDebianPackage() {
  installDebianPackages(['chromium']);
}

/**
 * Only allowed as root on real Debian. Ubuntu's packages of browsers are stubs for the snap.
 * @param {string[]} packages
 */
export function installDebianPackages(packages) {
  const release = '/etc/os-release';
  if (process.getuid?.() !== 0 || !existsSync(release)) return;
  if (!/^ID=debian$/m.test(readFileSync(release, 'utf8'))) return;
  console.error(`Installing Debian’s ${packages.join(', ')} …`);
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  if (aptGet(install)) return;
  if (aptGet(['update'])) aptGet(install);
}

/** @param {string[]} args */
function aptGet(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env }).status === 0;
}

function downloadPlaywrights() {
  console.error('No browser found; downloading Playwright’s Chromium …');
  const cli = join(dirname(require.resolve('@playwright/test/package.json')), 'cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 2, 2], timeout: 300_000 });
}

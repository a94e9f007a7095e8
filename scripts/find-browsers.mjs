// Plain Node without dependencies: finds (or installs) Firefox and WebKitGTK for the tests beside Chromium.
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installDebianPackages } from './find-browser.mjs';

const firefoxPackage = 'firefox-esr';
const webkitPackages = ['webkit2gtk-driver', 'xvfb', 'libgl1-mesa-dri'];

/**
 * The programs, and a sentence for each browser that is not there and could not be installed.
 * @returns {{
 *   firefox: string | undefined,
 *   webkit: { driver: string, browser: string, display: string } | undefined,
 *   missing: string[],
 * }}
 */
export function findOrInstallBrowsers() {
  const lacking = [
    ...(findFirefox() === undefined ? [firefoxPackage] : []),
    ...(findWebKit() === undefined ? webkitPackages : []),
  ];
  if (lacking.length > 0) installDebianPackages(lacking);
  const firefox = findFirefox();
  const webkit = findWebKit();
  const missing = [
    ...(firefox === undefined ? [say('Firefox', 'FIREFOX_PATH', [firefoxPackage])] : []),
    ...(webkit === undefined ? [say('WebKitGTK', undefined, webkitPackages)] : []),
  ];
  return { firefox, webkit, missing };
}

/**
 * @param {string} name
 * @param {string | undefined} variable
 * @param {string[]} packages
 */
function say(name, variable, packages) {
  const orSet = variable === undefined ? '' : `, or set ${variable} to its executable`;
  return `${name} was not found and could not be installed. On Debian: apt-get install ${packages.join(' ')}${orSet}.`;
}

function findFirefox() {
  const chosen = process.env.FIREFOX_PATH;
  if (chosen) return existsSync(chosen) ? chosen : undefined;
  return (
    onPath('firefox-esr') ??
    onPath('firefox') ??
    [
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ].find((path) => existsSync(path))
  );
}

function findWebKit() {
  const driver = onPath('WebKitWebDriver');
  const display = onPath('Xvfb');
  const browser = miniBrowser();
  if (driver === undefined || display === undefined || browser === undefined) return undefined;
  return { driver, browser, display };
}

/** /usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser, or where another machine or version has it. */
function miniBrowser() {
  const folders = ['/usr/lib', '/usr/libexec'].filter((folder) => existsSync(folder));
  return folders
    .flatMap((folder) => [folder, ...below(folder).filter((path) => path.endsWith('-linux-gnu'))])
    .flatMap((folder) => below(folder).filter((path) => /webkit(2gtk|gtk)-[\d.]+$/.test(path)))
    .map((folder) => join(folder, 'MiniBrowser'))
    .filter((path) => existsSync(path))
    .at(-1);
}

/** @param {string} folder */
function below(folder) {
  return readdirSync(folder).map((name) => join(folder, name));
}

/** @param {string} name */
function onPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

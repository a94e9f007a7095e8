import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Browser, chromium, type LaunchOptions } from '@playwright/test';
import { findBrowser, noBrowser } from '../find-browser.mjs';

const root = join(import.meta.dirname, '../..');

export interface AppInBrowser {
  readonly url: string;
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

/** The built app, served on a free port, and a Chromium to look at it with. Builds it first unless told not to. */
export async function appInBrowser(build: boolean, options: LaunchOptions = {}): Promise<AppInBrowser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(noBrowser);
  const { server, url } = await serve(build);
  const browser = await chromium.launch({
    ...options,
    executablePath,
    // Chromium's sandbox refuses to run as root.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const close = async () => {
    await browser.close();
    server.kill('SIGTERM');
  };
  return { url, browser, close };
}

function serve(build: boolean): Promise<{ server: ChildProcess; url: string }> {
  const options = ['scripts/start.mjs', ...(build ? [] : ['--no-build'])];
  const child = spawn(process.execPath, options, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /ready: (\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve({ server: child, url: found });
    });
    child.on('exit', (status) => reject(new Error(`the server left with status ${status}`)));
  });
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type KeyInput } from 'puppeteer-core';
import type { Session } from './session.ts';

/** Stock Firefox, by WebDriver BiDi. */
export async function launchFirefox(executablePath: string, folder: string): Promise<Session> {
  const downloads = join(folder, 'saved');
  mkdirSync(downloads, { recursive: true });
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    // A page's own scripts may take long on a busy machine.
    protocolTimeout: 120_000,
    defaultViewport: { width: 1280, height: 800 },
    extraPrefsFirefox: {
      // Puppeteer loosens this one; people have it.
      'security.fileuri.strict_origin_policy': true,
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.useDownloadDir': true,
      'browser.download.always_ask_before_handling_new_types': false,
    },
  });
  const [page = await browser.newPage()] = await browser.pages();
  await page.setViewport({ width: 1280, height: 800 });
  return {
    name: (await browser.version()).replace('firefox/', 'Firefox '),
    go: async (url) => void (await page.goto(url, { waitUntil: 'load' })),
    reload: async () => void (await page.reload({ waitUntil: 'load' })),
    run: (act, given) => page.evaluate(act as never, given) as never,
    press: async (keys) => {
      const [last = '', ...held] = keys.split('+').reverse();
      for (const key of held.reverse()) await page.keyboard.down(key as KeyInput);
      await page.keyboard.press(last as KeyInput);
      for (const key of held.reverse()) await page.keyboard.up(key as KeyInput);
    },
    type: (text) => page.keyboard.type(text),
    clickAt: (x, y) => page.mouse.click(x, y),
    chooseFiles: async (selector, paths) => {
      const input = await page.$(selector);
      if (input === null) throw new Error(`there is no ${selector}`);
      await (input as Awaited<ReturnType<typeof page.$<'input'>>>)?.uploadFile(...paths);
    },
    screenshot: async () => Buffer.from(await page.screenshot()),
    close: () => browser.close(),
  };
}

// npm run screenshots -- [--out DIR] [--only NAME]: the page in its states, to be looked at. --readme renews the README's pictures.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from '@playwright/test';
import { type Shot, shots } from './screenshots/shots.ts';
import { appInBrowser } from './support/app-in-browser.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'screenshots' },
    only: { type: 'string' },
    readme: { type: 'boolean' },
    build: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const chosen = shots.filter(wanted);
if (chosen.length === 0) {
  console.error(
    `No picture’s name holds “${values.only}”. There are: ${shots.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}
const root = join(import.meta.dirname, '..');
const { url, browser, close } = await appInBrowser(values.build);
try {
  for (const shot of chosen) await take(browser, shot);
} finally {
  await close();
}

function wanted({ name, readme }: Shot): boolean {
  if (values.readme) return readme !== undefined;
  return values.only === undefined || name.includes(values.only);
}

async function take(from: Browser, shot: Shot): Promise<void> {
  const { width = 1440, height = 900, dark = false, forced = false, touch = false, scale = 1 } = shot;
  const context = await from.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    forcedColors: forced ? 'active' : 'none',
    hasTouch: touch,
    isMobile: touch,
    deviceScaleFactor: scale,
  });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await shot.prepare(page);
  await rest(page);
  const path = values.readme
    ? join(root, 'docs', `${shot.readme}.png`)
    : join(root, values.out, `${shot.name}.${shot.print ? 'pdf' : 'png'}`);
  mkdirSync(join(path, '..'), { recursive: true });
  if (shot.print) await page.pdf({ path, format: 'A4', preferCSSPageSize: true });
  else await page.screenshot({ path });
  console.log(path);
  await context.close();
}

/** No pointer over anything, every pane there, and nothing that changed is still being marked. */
async function rest(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(async () => {
    // A browser that draws nothing is never idle.
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 3000 }));
    await Promise.all(document.getAnimations().map(({ finished }) => finished));
  });
}

import type { Page } from '@playwright/test';
import { report } from '../bench/measure.ts';
import type { AppInBrowser } from '../support/app-in-browser.ts';
import { giveHosts } from './give-hosts.ts';
import type { Judge } from './judge.ts';

const TIMES = 20;
const LIMIT = 100;
/** All features of a CPU map. */
const ROWS = 400;

type Press = (page: Page, time: number) => Promise<void>;

const key =
  (...keys: readonly string[]): Press =>
  async (page, time) =>
    page.keyboard.press(keys[time % keys.length] ?? '');

/** Each is done again and again, there and back. */
const presses: Readonly<Record<string, Press>> = {
  'arrow in the matrix': key('ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowLeft'),
  'page down and up': key('PageDown', 'PageUp'),
  'next missing cell': key('n', 'n', 'p'),
  'differences and all (d)': key('d'),
  'exclude a host (Space)': key(' '),
  'undo, redo': (page, time) => page.keyboard.press(time % 2 === 0 ? 'Control+z' : 'Control+Shift+z'),
  'a letter in Find': key('a', 'Backspace', 'v', 'Backspace'),
  'fold a group': (page) => page.locator('[role=rowheader][aria-expanded]').first().press(' '),
  'match of the guest': (page, time) =>
    page.getByRole('combobox', { name: 'Match' }).press(time % 2 === 0 ? 'ArrowDown' : 'ArrowUp'),
};

/** The element that must have the focus first. */
const before: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'arrow in the matrix': focusMatrix,
  'page down and up': focusMatrix,
  'next missing cell': focusMatrix,
  'differences and all (d)': focusMatrix,
  'exclude a host (Space)': focusHead,
  'undo, redo': focusHead,
  'a letter in Find': (page) => page.keyboard.press('/'),
};

/** From key to paint, as the browser's own event timing counts it: in steps of 8 ms, nothing under 16. */
export async function benchPress({ url, browser }: AppInBrowser, judge: Judge): Promise<void> {
  const rows = [['from key to paint', 'median', 'p95', 'worst']];
  for (const count of [3, 200, 1000]) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(url);
    await giveHosts(page, count, ROWS);
    for (const [name, press] of Object.entries(presses)) {
      await before[name]?.(page);
      const sorted = (await timesOf(page, press)).toSorted((a, b) => a - b);
      const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
      const what = `${count} hosts: ${name}`;
      rows.push([what, ...[at(0.5), at(0.95), at(1)].map((time) => `${time <= 16 ? '≤ 16' : time} ms`)]);
      judge.atMost(`${what}: p95 in milliseconds`, at(0.95), LIMIT);
    }
    await page.context().close();
  }
  report('Pressing', rows);
}

async function timesOf(page: Page, press: Press): Promise<number[]> {
  await page.evaluate(() => {
    const entries: PerformanceEntry[] = [];
    const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
    observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
    Object.assign(window, { timing: { entries, observer } });
  });
  const times: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    await press(page, time);
    times.push(await page.evaluate(slowest));
  }
  return times;
}

/** The longest of the events since the last question, once their paint is over. */
async function slowest(): Promise<number> {
  const { timing } = window as unknown as {
    timing: { entries: PerformanceEntry[]; observer: PerformanceObserver };
  };
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 60)));
  timing.entries.push(...timing.observer.takeRecords());
  return Math.max(16, ...timing.entries.splice(0).map(({ duration }) => duration));
}

async function focusMatrix(page: Page): Promise<void> {
  await page.getByRole('gridcell').nth(40).click();
}

async function focusHead(page: Page): Promise<void> {
  await page.getByRole('columnheader').nth(4).focus();
}

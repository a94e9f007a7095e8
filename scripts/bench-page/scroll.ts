import type { Page } from '@playwright/test';
import { report } from '../bench/measure.ts';
import type { AppInBrowser } from '../support/app-in-browser.ts';
import { giveHosts } from './give-hosts.ts';
import type { Judge } from './judge.ts';

const ROWS = 700;
/** Into a scrollbar's thumb, which begins behind a button of 15 px and is hardly longer. */
const THUMB = 23;
/** A screen shows 60; a frame that is late once in a second is seen by nobody. */
const WANTED = 58;

const ways: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'rows, by wheel': (page) => wheel(page, 0, 300),
  'rows, back': (page) => wheel(page, 0, -300),
  'columns, by wheel': (page) => wheel(page, 300, 0),
  'columns, back': (page) => wheel(page, -300, 0),
  'rows, by the scrollbar': (page) => drag(page, 'down'),
  'columns, by the scrollbar': (page) => drag(page, 'across'),
};

/** Frames of a matrix of 700 rows while it scrolls, one by one, by requestAnimationFrame. */
export async function benchScroll({ url, browser }: AppInBrowser, judge: Judge): Promise<void> {
  const rows = [['scrolling', 'frames/s', 'p95', 'worst', 'late', 'a frame']];
  for (const count of [200, 1000]) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(url);
    await giveHosts(page, count, ROWS);
    for (const [way, scroll] of Object.entries(ways)) {
      const what = `${count} columns: ${way}`;
      const { perSecond, cells } = await framesOf(page, what, () => scroll(page));
      rows.push([what, ...cells]);
      judge.atLeast(`${what}: frames a second`, perSecond, WANTED);
    }
    await page.context().close();
  }
  report(`Scrolling a matrix of ${ROWS} rows`, rows);
}

async function framesOf(page: Page, what: string, scroll: () => Promise<void>) {
  await page.waitForTimeout(500);
  await page.evaluate(() => {
    const times: number[] = [];
    const state = { times, going: true, moved: 0 };
    Object.assign(window, { frames: state });
    const scroller = document.querySelector('[role=grid]')?.closest('[data-size]');
    let last = (scroller?.scrollTop ?? 0) + (scroller?.scrollLeft ?? 0);
    const step = (time: number): void => {
      times.push(time);
      const at = (scroller?.scrollTop ?? 0) + (scroller?.scrollLeft ?? 0);
      state.moved += Math.abs(at - last);
      last = at;
      if (state.going) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  await scroll();
  const { times, moved } = await page.evaluate(() => {
    const { frames } = window as unknown as { frames: { times: number[]; going: boolean; moved: number } };
    frames.going = false;
    return frames;
  });
  if (moved < 1000) throw new Error(`“${what}” scrolled ${moved} px: nothing was measured.`);
  const gaps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
  const sorted = gaps.toSorted((a, b) => a - b);
  const perSecond = (1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0);
  const inMs = (value: number | undefined) => `${(value ?? 0).toFixed(1)} ms`;
  const cells = [
    perSecond.toFixed(1),
    inMs(sorted[Math.floor(sorted.length * 0.95)]),
    inMs(sorted.at(-1)),
    `${gaps.filter((gap) => gap > 20).length} of ${gaps.length}`,
    `${Math.round(moved / gaps.length)} px`,
  ];
  return { perSecond, cells };
}

async function wheel(page: Page, x: number, y: number): Promise<void> {
  await page.mouse.move(600, 500);
  const end = Date.now() + 3000;
  while (Date.now() < end) {
    await page.mouse.wheel(x, y);
    await page.waitForTimeout(16);
  }
}

/** To the end and back within three seconds, as far per frame as a hand goes. */
async function drag(page: Page, way: 'down' | 'across'): Promise<void> {
  const box = await page.evaluate(() => {
    const scroller = document.querySelector('[role=grid]')?.closest<HTMLElement>('[data-size]');
    const { left, top, right, bottom } = scroller?.getBoundingClientRect() ?? new DOMRect();
    scroller?.scrollTo(0, 0);
    return { left, top, right, bottom };
  });
  await page.waitForTimeout(400);
  const at = (share: number): [number, number] =>
    way === 'down'
      ? [box.right - 7, box.top + THUMB + share * (box.bottom - box.top - 3 * THUMB)]
      : [box.left + THUMB + share * (box.right - box.left - 3 * THUMB), box.bottom - 7];
  await page.mouse.move(...at(0));
  await page.mouse.down();
  const start = Date.now();
  for (let share = 0; share < 2; share = (Date.now() - start) / 1500) {
    await page.mouse.move(...at(share < 1 ? share : 2 - share));
    await page.waitForTimeout(8);
  }
  await page.mouse.up();
}

import { chromium, type Page } from '@playwright/test';
import { distinctHosts, hostsText } from '../e2e/support/hosts.ts';
import { findBrowser, noBrowser } from './find-browser.mjs';

/*
 * npm run bench-scroll -- ADDRESS [columns…]: frames of the matrix while it scrolls, one by one, by
 * requestAnimationFrame, in the built app served at ADDRESS: 700 rows, so many hosts with different CPUs.
 */

const [address = 'http://localhost:4173/', ...counts] = process.argv.slice(2);
const rows = 700;
/** Into a scrollbar's thumb, which begins behind a button of 15 px and is hardly longer. */
const THUMB = 23;

interface Frames {
  readonly way: string;
  readonly gaps: readonly number[];
  readonly moved: number;
}

const executablePath = findBrowser();
if (executablePath === undefined) throw new Error(noBrowser);
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox'],
  // The scrollbars are what is dragged.
  ignoreDefaultArgs: ['--hide-scrollbars'],
});
for (const count of counts.length === 0 ? [200, 1000] : counts.map(Number)) await measure(count);
await browser.close();

async function measure(count: number): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(address);
  await give(page, hostsText(distinctHosts(count, rows)));
  const grid = page.getByRole('grid');
  await grid.waitFor();
  await page.getByRole('gridcell').first().waitFor();
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  console.log(`${count} columns × ${rows} rows, ${nodes} elements`);
  await report(page, 'rows, by wheel', () => wheel(page, 0, 300));
  await report(page, 'rows, back', () => wheel(page, 0, -300));
  await report(page, 'columns, by wheel', () => wheel(page, 300, 0));
  await report(page, 'columns, back', () => wheel(page, -300, 0));
  await report(page, 'rows, by the scrollbar', () => drag(page, 'down'));
  await report(page, 'columns, by the scrollbar', () => drag(page, 'across'));
  await page.close();
}

/** As a paste does, without the clipboard: headless browsers share one. */
async function give(page: Page, text: string): Promise<void> {
  await page.evaluate((given) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', given);
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

async function report(page: Page, way: string, scroll: () => Promise<void>): Promise<void> {
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
  if (moved < 1000) throw new Error(`“${way}” scrolled ${moved} px: nothing was measured.`);
  print({ way, moved, gaps: times.slice(1).map((time, at) => time - (times[at] ?? 0)) });
}

function print({ way, gaps, moved }: Frames): void {
  const sorted = gaps.toSorted((a, b) => a - b);
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
  const late = gaps.filter((gap) => gap > 20).length;
  const fps = (1000 * gaps.length) / total;
  console.log(
    `  ${way.padEnd(28)} ${fps.toFixed(1).padStart(5)} frames/s, p95 ${p95.toFixed(1)} ms, worst ${(sorted.at(-1) ?? 0).toFixed(1)} ms, ${late} of ${gaps.length} late, ${Math.round(moved / gaps.length)} px a frame`,
  );
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

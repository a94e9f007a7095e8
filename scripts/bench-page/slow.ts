import type { Page } from '@playwright/test';
import { report } from '../bench/measure.ts';
import type { AppInBrowser } from '../support/app-in-browser.ts';
import { giveHosts } from './give-hosts.ts';
import type { Judge } from './judge.ts';

const SLOWER = 6;
/** All features of a CPU map. */
const ROWS = 400;
/** Milliseconds of the worst interaction, by the number of hosts. */
const limits = [
  { hosts: 3, limit: 200 },
  { hosts: 200, limit: 500 },
];

type Act = (page: Page) => Promise<void>;

/** A person's steps on a slow machine, each once, as the first of its kind. */
const acts: Readonly<Record<string, Act>> = {
  'a cell': (page) => page.getByRole('gridcell').nth(40).click(),
  'arrow down': (page) => page.keyboard.press('ArrowDown'),
  All: (page) => page.getByRole('radio', { name: 'All' }).click(),
  Registers: (page) => page.getByRole('radio', { name: 'Registers' }).click(),
  Differ: (page) => page.getByRole('radio', { name: 'Differ' }).click(),
  'a letter in Find': async (page) => {
    await page.keyboard.press('/');
    await page.keyboard.press('a');
    await page.keyboard.press('Backspace');
  },
  Widen: (page) => page.getByRole('button', { name: 'Widen' }).click(),
  Narrow: (page) => page.getByRole('button', { name: 'Narrow' }).click(),
  'hosts, and Esc': async (page) => {
    await page
      .getByRole('heading', { level: 1 })
      .getByRole('button', { name: /hosts$/ })
      .click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
  },
  Groups: (page) => page.getByRole('tab', { name: 'Groups' }).click(),
  Features: (page) => page.getByRole('tab', { name: 'Features' }).click(),
};

/** The same page with its processor slowed down: from press to paint, by the browser's own event timing. */
export async function benchSlow({ url, browser }: AppInBrowser, judge: Judge): Promise<void> {
  const rows = [['from press to paint', ...Object.keys(acts)]];
  for (const { hosts, limit } of limits) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(url);
    await giveHosts(page, hosts, ROWS);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.evaluate(watchEvents);
    const cells: string[] = [];
    for (const [name, act] of Object.entries(acts)) {
      await act(page);
      const worst = await page.evaluate(worstEvent);
      cells.push(`${worst} ms`);
      judge.atMost(`${SLOWER}× slower, ${hosts} hosts: ${name}, in milliseconds`, worst, limit);
    }
    rows.push([`${hosts} hosts, limit ${limit} ms`, ...cells]);
    await page.context().close();
  }
  report(`Processor ${SLOWER}× slower`, rows);
}

// In the page.

function watchEvents(): void {
  const entries: PerformanceEntry[] = [];
  const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
  observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  Object.assign(window, { slow: { entries, observer } });
}

/** The times of the events since the last question, once their paint is over. */
async function worstEvent(): Promise<number> {
  const { slow } = window as unknown as {
    slow: { entries: PerformanceEntry[]; observer: PerformanceObserver };
  };
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 500)));
  slow.entries.push(...slow.observer.takeRecords());
  return Math.max(0, ...slow.entries.splice(0).map(({ duration }) => duration));
}

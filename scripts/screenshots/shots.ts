import type { Page } from '@playwright/test';
import { dropFiles } from '../../e2e/support/give.ts';
import { formatCpu } from '../../src/cpu/format.ts';
import { loadCpuMap } from '../../src/cpu-map/releases.ts';
import { madeUpHost } from '../support/made-up-hosts.ts';
import { Random } from '../support/random.ts';

/** A state of the page, and the window that it is seen in. */
export interface Shot {
  readonly name: string;
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly forced?: boolean;
  readonly print?: boolean;
  readonly scale?: number;
  /** File name in docs/, for one that the README shows. */
  readonly readme?: string;
  readonly prepare: (page: Page) => Promise<void>;
}

const example = (title: string) => async (page: Page) => {
  await page.getByRole('button', { name: title }).click();
  // The question's place is taken by the answer.
  await page
    .getByRole('heading', { level: 1 })
    .filter({ hasText: 'CPU' })
    .filter({ hasNotText: 'Which' })
    .waitFor();
  await page.getByRole('progressbar').waitFor({ state: 'detached' });
};
const three = example('Cascade Lake and Skylake');
const forty = example('Five generations of Xeon');

async function many(page: Page, count: number, kinds: number): Promise<void> {
  const map = await loadCpuMap('12.8.0');
  const random = new Random(7);
  const cpus = Array.from({ length: kinds }, () => formatCpu(madeUpHost(map, random)));
  const files = Array.from({ length: count }, (_, i) => ({
    name: `compute-${String(i + 1).padStart(4, '0')}.example.net.xml`,
    text: cpus[i % kinds] ?? '',
  }));
  await dropFiles(page, files);
  await page
    .getByRole('heading', { level: 1, name: `${count.toLocaleString('en')} hosts` })
    .waitFor({ timeout: 60_000 });
}

async function broken(page: Page): Promise<void> {
  const map = await loadCpuMap('12.8.0');
  const random = new Random(3);
  const whole = (name: string) => ({ name, text: formatCpu(madeUpHost(map, random)) });
  const cut = `<capabilities>\n  <host>\n${formatCpu(madeUpHost(map, random)).slice(0, 620).replace(/^/gm, '    ')}`;
  await dropFiles(page, [whole('kvm-01.xml'), whole('kvm-02.xml'), { name: 'kvm-03.xml', text: cut }]);
  await page.getByText('kvm-03.xml').first().waitFor();
}

const explained = async (page: Page) => {
  await three(page);
  const row = page.getByRole('row', { name: /^avx512vnni / });
  await row.getByRole('gridcell', { name: 'the only host that lacks it' }).click();
};
const wide = async (page: Page) => {
  await three(page);
  await page.getByRole('button', { name: 'Widen' }).click();
};
const registers = async (page: Page) => {
  await forty(page);
  await page.getByRole('tab', { name: 'Registers' }).click();
};
const all = async (page: Page) => {
  await three(page);
  await page.getByRole('tab', { name: /^All/ }).click();
};

export const shots: readonly Shot[] = [
  { name: '01-empty', prepare: async () => {} },
  { name: '01-empty-dark', dark: true, prepare: async () => {} },
  { name: '01-empty-phone', width: 390, height: 844, prepare: async () => {} },
  { name: '02-three', readme: 'three-hosts', prepare: explained },
  { name: '02-three-dark', dark: true, prepare: explained },
  { name: '02-three-1180', width: 1180, height: 800, prepare: three },
  { name: '02-three-1024', width: 1024, height: 768, prepare: three },
  { name: '02-three-768', width: 768, height: 1024, prepare: three },
  { name: '02-three-phone', width: 390, height: 844, prepare: three },
  { name: '02-three-320', width: 320, height: 640, prepare: three },
  { name: '02-three-zoom-400', width: 320, height: 225, scale: 4, prepare: three },
  { name: '02b-all', prepare: all },
  { name: '03-forty', prepare: forty },
  { name: '03-forty-dark', dark: true, prepare: forty },
  { name: '03-forty-phone', width: 390, height: 844, prepare: forty },
  { name: '04-guest', readme: 'guest-cpu', prepare: wide },
  { name: '04-guest-dark', dark: true, prepare: wide },
  { name: '05-registers', prepare: registers },
  { name: '06-problem', prepare: broken },
  { name: '07-two-hundred', prepare: (page) => many(page, 200, 200) },
  { name: '08-thousand', prepare: (page) => many(page, 1000, 1000) },
  { name: '09-intel-and-amd', prepare: example('Intel and AMD together') },
  { name: '10-article', prepare: example('A laptop and a server of 2010') },
  { name: '11-forced-colours', forced: true, prepare: explained },
  { name: '12-print', print: true, prepare: three },
];

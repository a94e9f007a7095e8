import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';

interface Measured {
  readonly firstRows: number;
  readonly complete: number;
  readonly longTasks: readonly number[];
}

/** Drops capabilities documents of 23 KB, as many kinds of CPU as there are files, and watches the page's thread. */
function dropFleet(page: Page, count: number): Promise<Measured> {
  return page.evaluate(async (files) => {
    const numa = Array.from(
      { length: 130 },
      (_, i) =>
        `        <cpu id='${i}' socket_id='${i % 2}' die_id='0' cluster_id='0' core_id='${i}' siblings='${i}'/>\n`,
    ).join('');
    const words = 'vmx smx est tm2 xtpr pdcm dca osxsave ds acpi ss ht tm pbe arat tsc_adjust cmt mpx'.split(
      ' ',
    );
    const transfer = new DataTransfer();
    for (let i = 0; i < files; i++) {
      const features = [...words.filter((_, at) => (i >> (at % 10)) & 1 || at > 9)];
      const text = `<capabilities>\n  <host>\n    <cpu>\n      <arch>x86_64</arch>\n      <model>Haswell</model>\n      <vendor>Intel</vendor>\n${features.map((name) => `      <feature name='${name}'/>\n`).join('')}    </cpu>\n    <topology><cells num='1'><cell id='0'><cpus num='130'>\n${numa}      </cpus></cell></cells></topology>\n  </host>\n${'  <!-- filling up to the size of a real one, whose pages and guests are left out here -->\n'.repeat(130)}</capabilities>\n`;
      transfer.items.add(new File([text], `kvm-${String(i).padStart(4, '0')}.xml`));
    }
    const longTasks: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longTasks.push(Math.round(duration));
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    observer.observe({ type: 'longtask' });
    const started = performance.now();
    document.body.dispatchEvent(
      new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
    );
    const seen = (test: () => boolean): Promise<number> =>
      new Promise((resolve) => {
        const look = () =>
          test() ? resolve(Math.round(performance.now() - started)) : requestAnimationFrame(look);
        look();
      });
    const firstRows = await seen(
      () => document.querySelector('[role=grid] [role=row], [role=grid] tr') !== null,
    );
    const all = `${files.toLocaleString('en')} hosts`;
    const complete = await seen(() => document.querySelector('h1')?.textContent.startsWith(all) === true);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    observer.disconnect();
    return { firstRows, complete, longTasks };
  }, count);
}

test('a thousand files are read in a worker, beside the page', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const measured = await dropFleet(page, 1000);
  const workers = await Promise.all(page.workers().map((worker) => worker.evaluate(() => self.name)));
  expect(workers).toContain('reader');
  expect(measured.firstRows).toBeLessThanOrEqual(measured.complete);
  await expect(page.getByRole('button', { name: 'Undo adding 1,000 hosts' })).toBeEnabled();
  test.info().annotations.push({ type: 'measured', description: JSON.stringify(measured) });
});

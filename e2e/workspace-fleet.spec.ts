import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';

/**
 * Drops capabilities documents of 23 KB, as many kinds of CPU as there are files. Gives how many the headline said were
 * read, each time that changed with rows on the page, until all are.
 */
function dropFleet(page: Page, count: number): Promise<number[]> {
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
    const counted: number[] = [];
    const complete = new Promise<void>((resolve) => {
      const look = () => {
        const headline = document.querySelector('h1')?.textContent ?? '';
        const read =
          /^([\d,]+) of [\d,]+ files read/.exec(headline)?.[1] ?? /^([\d,]+) hosts/.exec(headline)?.[1];
        const now = Number(read?.replaceAll(',', ''));
        const hasRows = document.querySelector('[role=grid] [role=row]') !== null;
        if (read !== undefined && hasRows && counted.at(-1) !== now) counted.push(now);
        if (/^[\d,]+ hosts/.test(headline) && counted.at(-1) === files) resolve();
      };
      new MutationObserver(look).observe(document.body, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    document.body.dispatchEvent(
      new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
    );
    await complete;
    return counted;
  }, count);
}

test('two thousand files are read in a worker, beside the page, and the first are shown before the last is read', async ({
  page,
}) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const reader = page.waitForEvent('worker', {
    predicate: async (worker) => (await worker.evaluate(() => self.name)) === 'reader',
  });
  const counted = await dropFleet(page, 2000);
  await reader;
  // A page that waited for the worker would show all at once, and none on the way.
  expect(counted.length).toBeGreaterThan(1);
  expect(counted).toEqual(counted.toSorted((a, b) => a - b));
  await expect(page.getByRole('button', { name: 'Undo adding 2,000 hosts' })).toBeEnabled();
});

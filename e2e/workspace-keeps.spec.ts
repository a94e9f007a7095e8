import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { dropFiles, pasteText } from './support/give.ts';
import { hostsText, threeHosts } from './support/hosts.ts';
import { ownMap } from './support/own-map.ts';
import { expect, test } from './support/test.ts';

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await pasteText(page, hostsText(threeHosts));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('3 hosts');
});

/** Half a second after the last change it is stored; leaving the page stores it at once. */
function storedHosts(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('commonbits');
        opening.onsuccess = () => {
          const get = opening.result
            .transaction('workspace')
            .objectStore('workspace')
            .get('workspace hosts 00000');
          get.onsuccess = () => {
            opening.result.close();
            resolve((get.result ?? []).map(({ name }: { readonly name: string }) => name));
          };
        };
      }),
  );
}

const three = ['kvm-01', 'kvm-02', 'kvm-03'];

test('a reload brings the hosts back, and nothing to undo', async ({ page }) => {
  await expect.poll(() => storedHosts(page)).toEqual(three);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('3 hosts');
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeDisabled();
});

test('a change a moment before a reload is kept', async ({ page }) => {
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('3 hosts');
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeDisabled();
  await expect.poll(() => storedHosts(page)).toEqual(three);
  await page.getByRole('checkbox', { name: 'kvm-03' }).uncheck();
  await page.reload();
  await expect(page.getByRole('checkbox', { name: 'kvm-03' })).not.toBeChecked();
});

test('two tabs: neither stores over the other’s hosts before the person chooses', async ({
  page,
  context,
}) => {
  await expect.poll(() => storedHosts(page)).toEqual(three);
  const other = await context.newPage();
  await other.goto('./');
  await expect(other.getByRole('heading', { level: 1 })).toContainText('3 hosts');
  await pasteText(other, hostsText([{ name: 'kvm-04', model: 'Haswell-v1', features: ['vmx'] }]));
  await expect.poll(() => storedHosts(other)).toEqual([...three, 'kvm-04']);

  await page.bringToFront();
  await pasteText(page, hostsText([{ name: 'kvm-05', model: 'Haswell-v1', features: ['vmx'] }]));
  const question = page.getByRole('region', { name: 'A workspace to open' });
  await expect(question).toContainText('Another tab saved a workspace with 4 hosts.');
  expect(await storedHosts(page)).toEqual([...three, 'kvm-04']);

  // Closed before the choice: nothing of it is lost.
  await page.close();
  await other.reload();
  await expect(other.getByRole('region', { name: 'A workspace to open' })).toContainText(
    'This browser also keeps a workspace with 4 hosts',
  );
  await other.getByRole('button', { name: 'Add its hosts' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toContainText('5 hosts');
  await expect.poll(() => storedHosts(other)).toEqual([...three, 'kvm-04', 'kvm-05']);
});

test('a broken paste takes nothing away', async ({ page }) => {
  await pasteText(page, '== kvm-04\n<cpu>\n  <arch>x86_64</arch>\n  <model>Haswell');
  await expect(page.getByText(/kvm-04.* is not finished/).first()).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('3 hosts');
});

test('a CPU map of one’s own is dropped, checked and used', async ({ page }) => {
  await dropFiles(page, ownMap);
  const chosen = page.getByRole('combobox', { name: 'CPU map' }).locator('option:checked');
  await expect(chosen).toHaveText('own map');
  await page.getByRole('button', { name: 'Undo choosing the CPU map own map' }).click();
  await expect(chosen).toContainText('libvirt 12.8');
});

test('a CPU map of one’s own is removed, brought back, and goes with a link', async ({ page, browser }) => {
  await dropFiles(page, ownMap);
  const select = page.getByRole('combobox', { name: 'CPU map' });
  const chosen = select.locator('option:checked');
  await expect(chosen).toHaveText('own map');
  await select.selectOption('Your own CPU map…');
  const dialog = page.getByRole('dialog', { name: 'Your own CPU map' });
  await dialog.getByRole('button', { name: 'Remove own map' }).click();
  await expect(chosen).toContainText('libvirt 12.8');
  await dialog.getByRole('button', { name: 'Restore own map' }).click();
  await expect(dialog.getByRole('button', { name: 'Remove own map' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Remove own map' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo removing the CPU map own map' }).click();
  await expect(chosen).toHaveText('own map');
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('menuitem', { name: 'Link to this pool…' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  const other = await browser.newPage();
  await other.goto(link);
  await expect(other.getByRole('combobox', { name: 'CPU map' }).locator('option:checked')).toHaveText(
    'own map',
  );
  await other.close();
});

test('a broken CPU map of one’s own leaves the previous one in use', async ({ page }) => {
  const broken = ownMap.map(({ name, text }) => ({
    name,
    text: text.replace(`<feature name='vmx'/>`, `<feature name='x'/>`),
  }));
  await dropFiles(page, broken);
  await expect(page.getByText('model Tiny refers to the feature x').first()).toBeVisible();
  const chosen = page.getByRole('combobox', { name: 'CPU map' }).locator('option:checked');
  await expect(chosen).toContainText('libvirt 12.8');
});

test('a pool saved as a file is checked beside another page and opened there, choices and all', async ({
  page,
  browser,
}) => {
  await page.getByRole('checkbox', { name: 'kvm-03' }).uncheck();
  await page.getByRole('button', { name: 'Share' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save as a workspace file' }).click();
  const text = await readFile(await (await download).path(), 'utf8');

  const other = await browser.newPage();
  await other.goto('./');
  const checked = other.waitForEvent('worker', (worker) => worker.url().includes('opener.worker'));
  await dropFiles(other, [{ name: 'pool.json', text }]);
  await checked;
  await expect(other.getByRole('checkbox', { name: 'kvm-03' })).not.toBeChecked();
  await expect(other.getByRole('checkbox', { name: 'kvm-01' })).toBeChecked();
  // One that is cut is refused by its name, and the hosts stay.
  await dropFiles(other, [{ name: 'cut.json', text: text.slice(0, -40) }]);
  await expect(other.getByText('cut.json is incomplete or damaged').first()).toBeVisible();
  await expect(other.getByRole('checkbox', { name: 'kvm-01' })).toBeChecked();
  await other.close();
});

test('a thread that dies over a saved pool takes nothing with it', async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        if (options?.name !== 'opener') return;
        this.addEventListener('message', (event) => event.stopImmediatePropagation());
        setTimeout(() => this.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' })));
      }
    };
  });
  await expect.poll(() => storedHosts(page)).toEqual(three);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('3 hosts');
  await dropFiles(page, [{ name: 'pool.json', text: '{"commonbits": 1}' }]);
  const problem =
    'pool.json stopped the reader (out of memory) and was not opened. The hosts on this page are unchanged.';
  await expect(page.getByText(problem).first()).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('3 hosts');
});

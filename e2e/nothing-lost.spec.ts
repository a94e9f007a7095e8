import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { dropFiles, pasteText } from './support/give.ts';
import { guests } from './support/guests.ts';
import { hostsText, threeHosts } from './support/hosts.ts';
import { expect, test } from './support/test.ts';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const refusal = `$ virsh migrate --live win-11-01 qemu+ssh://kvm-03/system
error: operation failed: guest CPU doesn't match specification: missing features: avx512vnni,hle`;

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await expect(heading(page)).toBeVisible();
});

/** The browser's process of this page ends, as when the memory is used up. */
async function kill(page: Page): Promise<void> {
  const dead = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  session.send('Page.crash').catch(() => undefined);
  await dead;
}

async function nextVisit(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto('./');
  return page;
}

/** The browser's question before the page closes; the person stays. */
async function askedOnLeaving(page: Page): Promise<string> {
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  await dialog.dismiss();
  return dialog.type();
}

/** Whether the browser would ask before the page goes. */
function wouldAsk(page: Page): Promise<boolean> {
  return page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
}

test('with a change each 200 ms, a page that dies loses the last second at most', async ({
  page,
  context,
}) => {
  const twenty = Array.from({ length: 20 }, (_, i) => ({
    name: `kvm-${10 + i}`,
    model: 'Haswell-v1',
    features: [],
  }));
  await pasteText(page, hostsText(twenty));
  await expect(heading(page)).toContainText('20 hosts');
  await page.getByRole('button', { name: '20 hosts', exact: true }).click();
  const boxes = page.getByRole('dialog').getByRole('checkbox', { name: /counts$/ });
  await expect(boxes).toHaveCount(20);
  await boxes.evaluateAll((all) => {
    let at = 0;
    setInterval(() => {
      const box = all[at++];
      if (box instanceof HTMLElement) box.click();
    }, 200);
  });
  await expect(boxes.nth(14)).not.toBeChecked();
  await kill(page);
  const again = await nextVisit(context);
  await expect(heading(again)).toContainText('hosts');
  await again.getByRole('button', { name: /^\d+ hosts/ }).click();
  const unchecked = again.getByRole('dialog').getByRole('checkbox', { name: /counts$/, checked: false });
  // Fifteen were made, of which five in the last second; one was on its way to the disk.
  expect(await unchecked.count()).toBeGreaterThanOrEqual(9);
});

test('a name that is typed and not entered is asked about', async ({ page }) => {
  await pasteText(page, hostsText(threeHosts));
  await expect(heading(page)).toContainText('3 hosts');
  await page.getByRole('button', { name: '3 hosts', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name of kvm-01' }).fill('compute-01');
  expect(await askedOnLeaving(page)).toBe('beforeunload');
  await page.getByRole('textbox', { name: 'Name of kvm-01' }).press('Enter');
  await expect.poll(() => wouldAsk(page)).toBe(false);
  await page.reload();
  await page.getByRole('button', { name: '3 hosts', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Name of compute-01' })).toBeVisible();
});

test('XML by hand with a mistake in it is asked about', async ({ page }) => {
  await pasteText(page, hostsText(threeHosts));
  await expect(heading(page)).toContainText('3 hosts');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const xml = page.getByRole('textbox', { name: 'XML, by hand' });
  await xml.fill('<cpu><model>Penryn</model><feature name=');
  expect(await askedOnLeaving(page)).toBe('beforeunload');
  await expect(xml).toHaveValue('<cpu><model>Penryn</model><feature name=');
});

test('a host that waits behind a question waits there again after the page has died', async ({
  page,
  context,
}) => {
  await pasteText(page, hostsText(threeHosts));
  await expect(heading(page)).toContainText('3 hosts');
  await pasteText(page, hostsText([{ name: 'kvm-01', model: 'Haswell-v1', features: ['vmx'] }]));
  const question = (at: Page) => at.getByRole('region', { name: 'A host that is already here' });
  await expect(question(page)).toContainText('kvm-01 is already here, with a different CPU.');
  await expect.poll(() => storedWaiting(page)).toBe(1);
  await kill(page);
  const again = await nextVisit(context);
  await expect(question(again)).toContainText('kvm-01 is already here, with a different CPU.');
  await question(again).getByRole('button', { name: 'Keep both' }).click();
  await expect(heading(again)).toContainText('4 hosts');
});

function storedWaiting(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('commonbits');
        opening.onsuccess = () => {
          const rows = opening.result.transaction('workspace').objectStore('workspace').getAll();
          rows.onsuccess = () => {
            opening.result.close();
            const waiting = rows.result.flatMap((row) => row?.waiting ?? []);
            resolve(waiting.length);
          };
        };
      }),
  );
}

test.describe('with the small storage full', () => {
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await page.reload();
  });

  test('leaving right after a paste is asked about, and nothing is lost', async ({ page }) => {
    await pasteText(page, hostsText(threeHosts));
    await expect(heading(page)).toContainText('3 hosts');
    expect(await askedOnLeaving(page)).toBe('beforeunload');
    await expect.poll(() => wouldAsk(page)).toBe(false);
    await page.reload();
    await expect(heading(page)).toContainText('3 hosts');
  });
});

const alone: readonly { what: string; text: string; shown: (page: Page) => Promise<void> }[] = [
  {
    what: 'guests',
    text: guests,
    shown: (page) => expect(page.getByRole('heading', { name: '7 guests' })).toBeVisible(),
  },
  {
    what: 'an error',
    text: refusal,
    shown: (page) => expect(heading(page)).toContainText('kvm-03 refused win-11-01'),
  },
];

for (const { what, text, shown } of alone) {
  test(`${what} without a host: back after a reload, undone, saved as a file and opened elsewhere`, async ({
    page,
    browser,
  }) => {
    await pasteText(page, text);
    await shown(page);
    await page.reload();
    await shown(page);
    await page.getByRole('button', { name: 'Share' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Save as a workspace file' }).click();
    const saved = await readFile(await (await download).path(), 'utf8');

    const other = await browser.newPage();
    await other.goto('./');
    await dropFiles(other, [{ name: 'saved.json', text: saved }]);
    await shown(other);
    await other.getByRole('button', { name: 'Undo opening saved.json' }).click();
    await expect(heading(other)).toContainText('Which CPU');
    await expect(other.getByRole('button', { name: 'Share' })).toHaveCount(0);
    await other.getByRole('button', { name: 'Redo opening saved.json' }).click();
    await shown(other);
    await other.close();
  });
}

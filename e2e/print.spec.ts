import type { Page } from '@playwright/test';
import { pasteText } from './support/give.ts';
import { fortyHosts, hostsText, threeHosts } from './support/hosts.ts';
import { expect, test } from './support/test.ts';

/** The page as a printer sees it: the page is told, then laid out on a sheet of A4 less its margins. */
async function print(page: Page): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 688, height: 1000 });
}

async function giveHosts(page: Page, text: string): Promise<void> {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await pasteText(page, text);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    'A guest that runs and migrates on all of them',
  );
}

for (const [device, viewport] of Object.entries({
  desk: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
})) {
  test.describe(`printed from a ${device}`, () => {
    test.use({ viewport });

    test('answer, matrix, guest, verdicts and the whole XML are on paper, tools are not', async ({
      page,
    }) => {
      await giveHosts(page, hostsText(threeHosts));
      await print(page);
      await expect(page.getByRole('grid')).toContainText('avx512vnni');
      await expect(page.getByRole('region', { name: 'Facts of the guest' })).toContainText('3 of 3');
      await expect(page.getByRole('region', { name: 'Output' })).toContainText('</cpu>');
      await expect(page.getByRole('tablist')).toBeHidden();
      await expect(page.getByText('that no host has')).toBeHidden();
      // The content beyond the first sheet is not cut off, and nothing is wider than a sheet.
      const last = page.getByText('</cpu>');
      await last.scrollIntoViewIfNeeded();
      await expect(last).toBeInViewport();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(688);
    });
  });
}

test('on paper each folded column names all its hosts', async ({ page }) => {
  await giveHosts(page, hostsText(fortyHosts));
  await expect(page.getByRole('region', { name: 'Hosts with the same CPU' })).toHaveCount(0);
  await print(page);
  const names = await page.getByRole('region', { name: 'Hosts with the same CPU' }).innerText();
  for (const { name } of fortyHosts.slice(0, -1)) expect(names).toContain(name);
  // It is the only one of its kind.
  expect(names).not.toContain('kvm-40');
  await expect(page.getByRole('columnheader', { name: 'kvm-40' })).toBeVisible();
});

test('the cost of each column is in its column on paper', async ({ page }) => {
  await giveHosts(page, hostsText(fortyHosts));
  await print(page);
  const row = page.getByRole('row').filter({ hasText: 'of these' });
  const left = await row
    .getByRole('gridcell', { name: '12' })
    .evaluate((cell) => cell.getBoundingClientRect().left);
  const head = page.getByRole('columnheader', { name: 'kvm-40' });
  expect(await head.evaluate((cell) => cell.getBoundingClientRect().left)).toBeCloseTo(left, 0);
});

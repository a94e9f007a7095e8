import type { Page } from '@playwright/test';
import { pasteText } from './support/give.ts';
import { distinctHosts, hostsText } from './support/hosts.ts';
import { expect, test } from './support/test.ts';

const grid = (page: Page) => page.getByRole('grid', { name: 'Features by host' });

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await pasteText(page, hostsText(distinctHosts(60, 500)));
  await expect(grid(page)).toBeVisible();
});

test('a large matrix counts what is not there, and walks there by keys', async ({ page }) => {
  const rows = Number(await grid(page).getAttribute('aria-rowcount'));
  expect(rows).toBeGreaterThan(400);
  await page.getByRole('radio', { name: 'All' }).click();
  const columns = Number(await grid(page).getAttribute('aria-colcount'));
  await grid(page).getByRole('rowheader', { name: 'fma', exact: true }).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator(':focus')).toHaveAttribute('aria-colindex', String(columns - 1));
  await expect(page.locator(':focus')).toBeInViewport();
  // However far one scrolls, the names of columns and rows stay in view.
  await expect(grid(page).getByRole('columnheader', { name: 'Guest' })).toBeInViewport();
  await expect(grid(page).locator(':focus').locator('xpath=..').getByRole('rowheader')).toBeInViewport();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowUp');
  await expect(page.locator(':focus')).toHaveAccessibleName(/has it|lacks it|not known|only/);
  await page.keyboard.press('Control+Home');
  await expect(page.locator(':focus')).toHaveText(/^Feature/);
  // The first rows are there with it.
  await expect(grid(page).getByRole('rowheader', { name: 'fma', exact: true })).toBeInViewport();
});

test('scrolled to, cells come with their states and take a click', async ({ page }) => {
  await grid(page).hover();
  await page.mouse.wheel(400, 2400);
  const cell = grid(page).getByRole('gridcell', { name: 'lacks it', exact: true }).first();
  await expect(cell).toBeAttached();
  await expect
    .poll(() => grid(page).getByRole('gridcell', { name: 'has it, not in the guest' }).count())
    .toBeGreaterThan(100);
  await cell.click();
  await expect(page.locator(':focus')).toHaveAccessibleName('lacks it');
});

test('the signs stay under the Guest column, which stands still', async ({ page }) => {
  const guests = grid(page).getByRole('gridcell', { name: 'not in the guest', exact: true });
  await expect(guests.nth(7)).toBeInViewport();
  await page.getByRole('heading', { level: 1 }).hover();
  const pictures = new Set<string>();
  for (let at = 0; at < 8; at++) pictures.add((await guests.nth(at).screenshot()).toString('base64'));
  expect(pictures.size).toBe(1);
});

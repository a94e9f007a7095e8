import type { Page } from '@playwright/test';
import { pasteText } from './support/give.ts';
import { fortyHosts, hostsText } from './support/hosts.ts';
import { expect, test } from './support/test.ts';

const word = (page: Page, name: string) => page.getByRole('grid', { name });

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await pasteText(page, hostsText(fortyHosts));
  await page.getByRole('radio', { name: 'Registers' }).click();
});

test('the registers: a strip per kind, and the AND of all under a sum rule', async ({ page }) => {
  await page.getByRole('option', { name: /^7\.0 ebx/ }).click();
  const grid = word(page, 'CPUID leaf 7, subleaf 0, EBX');
  await expect(grid.getByRole('columnheader', { name: 'bit 5, avx2' })).toBeVisible();
  const last = grid
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: 'kvm-40', exact: true }) });
  await expect(last.getByRole('gridcell').last()).toHaveText('00000000');
  const sum = grid.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'AND all 40' }) });
  await expect(sum.getByRole('gridcell').last()).toHaveText('00000000');
  const less = grid
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: 'AND less kvm-40' }) });
  await expect(less.getByRole('gridcell', { name: 'set' })).not.toHaveCount(0);
});

test('a square is explained, and its row has the focus in the matrix', async ({ page }) => {
  await page.getByRole('option', { name: /^7\.0 ebx/ }).click();
  const grid = word(page, 'CPUID leaf 7, subleaf 0, EBX');
  await grid.getByRole('columnheader', { name: 'bit 5, avx2' }).click();
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowDown');
  await expect(page.locator(':focus')).toHaveAccessibleName('the only kind that lacks it');
  await expect(page.getByText('avx2 on kvm-40: lacks it')).toBeVisible();
  await page.getByRole('radio', { name: 'Differences' }).click();
  const matrix = page.getByRole('grid', { name: 'Features by host' });
  await expect(matrix.locator('[tabindex="0"]')).toHaveAccessibleName('the only kind that lacks it');
});

test('the index of words is chosen from by keys', async ({ page }) => {
  await page.getByRole('option', { name: /^1\.0 ecx/ }).click();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('listbox').getByRole('option', { selected: true })).toHaveAccessibleName(
    /^1\.0 edx/,
  );
  await expect(word(page, 'CPUID leaf 1, subleaf 0, EDX')).toBeVisible();
});

import { expectNoAxeViolations } from './support/axe.ts';
import { pasteText, readClipboard } from './support/give.ts';
import { guests, hosts } from './support/guests.ts';
import { expect, test } from './support/test.ts';

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a pasted virtual machine is a guest, never a host, also before any host', async ({ page }) => {
  await pasteText(page, guests);
  await expect(page.getByRole('heading', { name: '7 guests' })).toBeVisible();
  await expectNoAxeViolations(page);
  await pasteText(page, hosts);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('4 hosts');
  await expect(page.getByText('7 guests', { exact: true })).toBeVisible();
});

test('guests stand in a grid: who starts where, why not, and what would help', async ({ page }) => {
  await pasteText(page, `${hosts}${guests}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('4 hosts');
  await page.getByRole('tab', { name: /Guests/ }).click();
  const grid = page.getByRole('grid', { name: 'Guests, and where they start' });
  await expect(grid.getByRole('row', { name: /web-01/ })).toContainText('4 of 4');
  await expect(grid.getByRole('row', { name: /app-01/ })).toContainText('3 of 4');
  await expect(grid.getByRole('row', { name: /db-01/ })).toContainText('2 of 4');
  await expect(grid.getByRole('row', { name: /far-01/ })).toContainText('0 of 4');
  await expectNoAxeViolations(page);
  await grid.getByRole('row', { name: /db-01/ }).getByRole('gridcell', { name: 'kvm-03: refused' }).click();
  await expect(
    page.getByText(
      'the CPU is incompatible with host CPU: Host CPU does not provide required features: md-clear',
    ),
  ).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Smallest changes' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Drop md-clear 3 of 4/ })).toBeVisible();
  await page.getByRole('button', { name: 'Copy the command for virt-xml' }).click();
  expect(await readClipboard(page)).toBe('virt-xml db-01 --edit --cpu disable=md-clear\n');
  await expectNoAxeViolations(page);
});

test('a host goes down: where each of its guests can go', async ({ page }) => {
  await pasteText(page, `${hosts}${guests}`);
  await page.getByRole('tab', { name: /Guests/ }).click();
  await page.getByRole('button', { name: 'Host down' }).click();
  await page.getByRole('menuitem', { name: /kvm-01/ }).click();
  await expect(page.getByRole('heading', { name: /kvm-01 goes down/ })).toBeVisible();
  await page.getByRole('button', { name: 'Copy the list' }).click();
  expect(await readClipboard(page)).toContain('web-01');
});

test('directions: a guest with mode host-model moves up, not down', async ({ page }) => {
  await pasteText(page, hosts);
  await page.getByRole('tab', { name: /Guests/ }).click();
  await page.getByRole('radio', { name: 'Directions' }).click();
  await page.getByRole('button', { name: /kvm-04 to kvm-03: moves there/ }).click();
  await page.getByRole('button', { name: /kvm-03 to kvm-04: lacks/ }).click();
  await expect(
    page.getByText(/operation failed: guest CPU doesn't match specification: missing features/),
  ).toBeVisible();
});

import type { Page } from '@playwright/test';
import { expectNoAxeViolations } from './support/axe.ts';
import { pasteText, readClipboard } from './support/give.ts';
import { hostsText, threeHosts } from './support/hosts.ts';
import { expect, test } from './support/test.ts';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const refusal = `$ virsh migrate --live win-11-01 qemu+ssh://kvm-03/system
error: operation failed: guest CPU doesn't match specification: missing features: avx512vnni,hle`;

test.beforeEach(async ({ page }) => {
  await page.goto('./');
});

test('an error pasted before any host is decoded, with what can be done', async ({ page }) => {
  await pasteText(page, refusal);
  await expect(heading(page)).toHaveText(
    'kvm-03 refused win-11-01: it does not give 2 features that the guest has.',
  );
  await expect(page.getByRole('row', { name: /hle/ })).toContainText('tsx=on');
  await page.getByRole('button', { name: 'Copy the command', exact: true }).click();
  expect(await readClipboard(page)).toBe('virt-xml win-11-01 --edit --cpu disable=avx512vnni,disable=hle');
  await expectNoAxeViolations(page);
});

test('it is there after a reload, and goes when it is dismissed; undo brings it back', async ({ page }) => {
  await pasteText(page, refusal);
  await expect(heading(page)).toContainText('kvm-03 refused');
  await page.reload();
  await expect(heading(page)).toContainText('kvm-03 refused');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(heading(page)).toContainText('Which CPU');
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(heading(page)).toContainText('kvm-03 refused');
});

test('with hosts, its features are the rows, and who has them is said', async ({ page }) => {
  await pasteText(page, hostsText(threeHosts));
  await expect(heading(page)).toContainText('3 hosts');
  await pasteText(page, refusal.replace(',hle', ''));
  const band = page.getByRole('region', { name: 'Error' });
  await expect(band).toContainText(
    'kvm-03 refused win-11-01: it does not give 1 feature that the guest has.',
  );
  await expect(page.getByRole('textbox', { name: 'Find features' })).toHaveValue('avx512vnni');
  await band.getByRole('button', { name: 'What you can do' }).click();
  await expect(band.getByRole('listitem').first()).toContainText('Drop it from the guest');
  await expect(heading(page)).toContainText('3 hosts');
});

test('a log with many warnings of QEMU is one error', async ({ page }) => {
  const line = (name: string, bit: number) =>
    `2026-11-02T10:00:00.1Z qemu-system-x86_64: warning: host doesn't support requested feature: CPUID.07H:EBX.${name} [bit ${bit}]`;
  await pasteText(page, [line('hle', 4), line('rtm', 11), line('mpx', 14)].join('\n'));
  await expect(heading(page)).toHaveText(
    'QEMU refused a guest: it does not give 3 features that the guest asks for.',
  );
});

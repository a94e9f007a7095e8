import type { Page } from '@playwright/test';
import { pasteText } from './support/give.ts';
import { hostsText, threeHosts } from './support/hosts.ts';
import { expect, test } from './support/test.ts';

// Wide enough for all columns.
test.use({ viewport: { width: 1440, height: 900 } });

const focused = (page: Page) => page.locator(':focus');
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const grid = (page: Page) => page.getByRole('grid', { name: 'Features by host' });

/** The live region's text since the last time, change by change. */
async function expectSaid(page: Page, changes: readonly unknown[]): Promise<void> {
  await expect.poll(() => page.evaluate(() => window.said)).toEqual(changes);
  await page.evaluate(() => {
    window.said = [];
  });
}

declare global {
  interface Window {
    said: string[];
  }
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  await button(page, name).focus();
  await page.keyboard.press('Enter');
}

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('status')).toBeAttached();
  await page.evaluate(() => {
    window.said = [];
    const region = document.querySelector('[role=status]');
    if (region === null) throw new Error('no live region');
    new MutationObserver(() => window.said.push(region.textContent)).observe(region, {
      childList: true,
      subtree: true,
    });
  });
  await pasteText(page, hostsText(threeHosts));
  await expect(grid(page)).toBeVisible();
  // The news and the answer: together, or one after the other.
  await expect
    .poll(() => page.evaluate(() => window.said.join(' ')))
    .toContain(
      '3 hosts added. 3 hosts, 2 kinds of CPU. A guest that runs and migrates on all of them: Skylake-Server plus',
    );
  await page.evaluate(() => {
    window.said = [];
  });
});

test('one skip link leads to Copy, another into the grid, where its keys act', async ({ page }) => {
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  await page.keyboard.press('Tab');
  await expect(focused(page)).toHaveText('Skip to Copy');
  await page.keyboard.press('Enter');
  await expect(button(page, 'Copy for virsh edit')).toBeFocused();
  await page.getByRole('link', { name: 'Skip to the features' }).focus();
  await page.keyboard.press('Enter');
  await expect(focused(page)).toHaveText('avx512vnni');
  await page.keyboard.press('n');
  await expect(focused(page)).toHaveAccessibleName('the only host that lacks it');
});

test('when the focused element goes away, the focus stays near', async ({ page }) => {
  await grid(page).getByRole('gridcell', { name: 'only host' }).first().click();
  await press(page, 'Preview without kvm-03');
  await expect(focused(page)).toHaveAccessibleName('End preview');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Explanation' }).locator(':focus')).toHaveCount(1);
  await press(page, 'Close');
  await expect(page.getByRole('region', { name: 'Explanation' })).toHaveCount(0);
  await expect(focused(page)).toHaveAccessibleName('the only host that lacks it');

  const find = page.getByRole('textbox', { name: 'Find features' });
  await find.fill('missing:kvm-99');
  await press(page, 'Clear it');
  await expect(find).toBeFocused();

  await press(page, 'Edit');
  await expect(page.getByRole('textbox', { name: 'XML, by hand' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button(page, 'Edit')).toBeFocused();

  await page.keyboard.press('Tab');
  await pasteText(page, '== kvm-04\n<cpu>\n  <arch>x86_64</arch>\n  <model>Haswell');
  await press(page, 'Dismiss');
  await expect(page.getByRole('tab', { name: 'Features' })).toBeFocused();

  await press(page, '3 hosts');
  await press(page, 'Remove kvm-01');
  await expect(page.getByRole('checkbox', { name: 'kvm-02 counts' }).last()).toBeFocused();
  await page.getByRole('dialog').getByRole('button', { name: '+ Add hosts' }).press('Enter');
  await expect(page.getByRole('dialog', { name: 'Add hosts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(button(page, '2 hosts')).toBeFocused();
});

test('Esc leads back by one step: from the policy to its cell, from what lies over the page, from a preview', async ({
  page,
}) => {
  const row = grid(page).getByRole('row', { name: /^avx512vnni / });
  await row.getByRole('gridcell', { name: 'only host' }).click();
  await press(page, 'Preview without kvm-03');
  await row.getByRole('gridcell', { name: 'in the guest' }).last().click();
  await page.keyboard.press('Enter');
  await expect(row.getByRole('combobox')).toBeFocused();
  // If the browser has opened the list of policies, that is a step of its own.
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(focused(page)).toHaveRole('gridcell', { timeout: 100 });
  }).toPass();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await press(page, 'Columns');
  await page.keyboard.press('Escape');
  await expect(button(page, 'Columns')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(focused(page)).toHaveAccessibleName('Meaning');
  await expect(page.getByText('Nothing is changed until you apply it.').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Nothing is changed until you apply it.')).toHaveCount(0);
});

test('each change is said once, in words, and typing is not talked over', async ({ page }) => {
  await page.getByRole('checkbox', { name: 'kvm-03 counts' }).press('Space');
  await expectSaid(page, ['kvm-03 is excluded: a guest can have 11 more features.']);
  await page.keyboard.press('ControlOrMeta+Z');
  await expectSaid(page, ['Undone: excluding kvm-03. All 3 hosts count.']);
  await page.getByRole('textbox', { name: 'Find features' }).pressSequentially('leaf:7', { delay: 20 });
  await expectSaid(page, [expect.stringMatching(/^\d+ of 12 rows, \d+ the same\.$/)]);
  await press(page, 'Copy for virsh edit');
  await expectSaid(page, ['Copied for virsh edit.']);
  await press(page, 'Edit');
  await page.keyboard.type('n/?');
  await expectSaid(page, [expect.stringMatching(/^Line 1: (?!XML error|at line)\w/)]);
  await page.keyboard.press('Escape');
  await pasteText(page, '== kvm-04\n<cpu>\n  <arch>x86_64</arch>\n  <model>Haswell');
  await expectSaid(page, [
    'No hosts added, 1 problem. kvm-04 is not finished: it stops at line 4, inside <model>.',
  ]);
});

test('letters are keys only in the matrix', async ({ page }) => {
  const typed = 'npdc/?';
  const find = page.getByRole('textbox', { name: 'Find features' });
  await find.pressSequentially(typed);
  await expect(find).toHaveValue(typed);
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(find).not.toHaveValue(typed);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('3 hosts');
  await find.fill('');
  await press(page, 'Widen');
  const models = page.getByRole('combobox', { name: 'Model', exact: true });
  await models.fill('');
  await models.pressSequentially(typed);
  await expect(models).toHaveValue(typed);
  await press(page, 'Edit');
  await page.keyboard.type(typed);
  await expect(page.getByRole('textbox', { name: 'XML, by hand' })).toHaveValue(/npdc\/\?/);
  await page.keyboard.press('Escape');
  await press(page, '3 hosts');
  const name = page.getByRole('textbox', { name: 'Name of kvm-01' });
  await name.fill('');
  await name.pressSequentially(typed);
  await expect(name).toHaveValue(typed);
  await expect(page.getByRole('radio', { name: 'Differences' })).toHaveAttribute('aria-checked', 'true');
});

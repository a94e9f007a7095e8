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

test('Find narrows the guests, and says what it does not understand', async ({ page }) => {
  await pasteText(page, `${hosts}${guests}`);
  await page.getByRole('tab', { name: /Guests/ }).click();
  const find = page.getByRole('textbox', { name: 'Find guests' });
  const rows = page.getByRole('rowheader', { name: /-01/ });
  await expect(rows).toHaveCount(6);
  await find.fill('runs:<3');
  await expect(rows).toHaveCount(2);
  await find.fill('guest:web-*');
  await expect(rows).toHaveCount(1);
  await expect(page.getByText('2 of 7 guests.')).toBeVisible();
  await find.fill('stuck');
  await expect(rows).toHaveCount(1);
  await find.fill('runs:many');
  await expect(page.getByText(/runs: takes a number/)).toBeVisible();
  await find.press('Escape');
  await expect(rows).toHaveCount(6);
});

test('the keyboard goes from cell to cell, and each is explained', async ({ page }) => {
  await pasteText(page, `${hosts}${guests}`);
  await page.getByRole('tab', { name: /Guests/ }).click();
  const grid = page.getByRole('grid', { name: 'Guests, and where they start' });
  const explanation = page.getByRole('region', { name: 'Explanation' });
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(explanation).toContainText('far-01 on kvm-01 and 1 like it: refused');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(explanation).toContainText('db-01 on kvm-03: refused');
  await page.keyboard.press('b');
  await expect(page.getByRole('button', { name: /Drop md-clear 3 of 4/ })).toBeFocused();
  await grid.focus();
  await page.keyboard.press('Escape');
  await expect(explanation).toBeHidden();
});

test('the guests are there after a reload, and stand in a plain list too, in the dark', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await pasteText(page, `${hosts}${guests}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('4 hosts');
  await page.reload();
  await page.getByRole('tab', { name: /Guests 7/ }).click();
  await expect(page.getByRole('grid').getByRole('row', { name: /db-01/ })).toContainText('2 of 4');
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'Table' }).click();
  await page.getByRole('menuitem', { name: 'Show as a list' }).click();
  await page.getByRole('button', { name: /db-01.*2 of 4/ }).click();
  await expect(page.getByRole('region', { name: 'Explanation' })).toContainText('db-01 on kvm-03: refused');
  await expectNoAxeViolations(page);
});

test('a guest opens in the editor, is edited there, and its CPU goes back into it', async ({ page }) => {
  await pasteText(page, `${hosts}${guests}`);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('4 hosts');
  const answer = await heading.textContent();
  await page.getByRole('tab', { name: /Guests/ }).click();
  const row = page.getByRole('grid').getByRole('row', { name: /db-01/ });
  await row.getByRole('rowheader').click();
  await page.getByRole('button', { name: 'Open in the editor' }).click();
  await expect(page.getByRole('region', { name: 'Guest that is edited' })).toContainText('the CPU of db-01');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const box = page.getByRole('textbox', { name: 'XML, by hand' });
  await box.fill((await box.inputValue()).replace(/.*md-clear.*\n/, ''));
  await page.getByRole('button', { name: 'Done' }).click();
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'Put it into db-01' }).click();
  // It asks for what app-01 asks for, and stands with it.
  const alike = page.getByRole('grid').getByRole('row', { name: /app-01 \+1/ });
  await expect(alike).toContainText('3 of 4');
  expect(await heading.textContent()).toBe(answer);
  await page.getByRole('button', { name: /^Undo changing the CPU of db-01/ }).click();
  await expect(row).toContainText('2 of 4');
});

test('the XML box takes a whole domain, and gives it back with another CPU', async ({ page }) => {
  await pasteText(page, hosts);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('4 hosts');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const box = page.getByRole('textbox', { name: 'XML, by hand' });
  const around = (cpu: string) =>
    `<domain type='kvm'>\n\t<name>web-01</name>\n  <!-- <cpu/> -->\n  ${cpu}\n  <devices>  </devices>\n</domain>\n`;
  const cpu = `<cpu mode='custom' match='exact'>
    <model fallback='forbid'>SandyBridge</model>
    <feature policy='disable' name='avx'/>
  </cpu>`;
  await box.fill(around(cpu).slice(0, -20));
  await expect(page.getByText(/The domain is cut short/)).toBeVisible();
  await box.fill(around(cpu));
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Copy for virsh edit' }).click();
  expect(await readClipboard(page)).toBe(around(cpu));
  await page.getByRole('button', { name: 'Reset to baseline' }).click();
  await page.getByRole('button', { name: 'Copy for virsh edit' }).click();
  const copied = await readClipboard(page);
  expect(copied).toContain(around('').slice(0, 60));
  expect(copied).toContain('\n  <devices>  </devices>\n</domain>\n');
  expect(copied).not.toContain("name='avx'");
  await page.getByRole('button', { name: 'Only the CPU' }).click();
  await page.getByRole('button', { name: 'Copy for virsh edit' }).click();
  expect(await readClipboard(page)).toMatch(/^<cpu /);
});

test('the needs of a guest: the hosts that can, and the cheapest way there', async ({ page }) => {
  await pasteText(page, hosts);
  await page.getByRole('tab', { name: /Groups/ }).click();
  await page.getByRole('radio', { name: 'Needs' }).click();
  const table = page.getByRole('table', { name: 'What a guest must have' });
  await table.getByRole('checkbox', { name: /md-clear/ }).check();
  await page.getByRole('combobox', { name: 'Add a need' }).fill('avx2');
  await page.keyboard.press('Enter');
  await expect(table.getByRole('row', { name: /^avx2/ })).toContainText('3 of 4');
  await expect(table.getByRole('row', { name: /^avx2/ })).toContainText('Exclude kvm-04');
  const both = table.getByRole('row', { name: /All 2 together/ });
  await expect(both).toContainText('2 of 4');
  await expectNoAxeViolations(page);
  await both.getByRole('button', { name: 'Preview', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Haswell-noTSX');
  await both.getByRole('button', { name: 'Exclude the 2' }).click();
  await expect(both).toContainText('2 of 2');
  await expect(both).toContainText('Nothing: every host can');
});

test('Find knows what features are for, and takes a pasted error', async ({ page }) => {
  await pasteText(page, hosts);
  await page.getByRole('radio', { name: 'All' }).click();
  const find = page.getByRole('textbox', { name: 'Find features' });
  await find.fill('faster');
  await expect(page.getByRole('rowheader', { name: 'avx2' })).toBeVisible();
  await find.fill('');
  await page.evaluate(() =>
    navigator.clipboard.writeText(
      "host doesn't support requested feature: CPUID.07H:EBX.unknown [bit 5]\nerror: operation failed: guest CPU doesn't match specification: missing features: md-clear",
    ),
  );
  await find.focus();
  await page.keyboard.press('ControlOrMeta+V');
  await expect(find).toHaveValue('avx2,md-clear');
});

test('an error names the guests that ask for the same, and leads to them', async ({ page }) => {
  await pasteText(page, `${hosts}${guests}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('4 hosts');
  await pasteText(
    page,
    "error: operation failed: guest CPU doesn't match specification: missing features: md-clear,avx512f",
  );
  const band = page.getByRole('region', { name: 'Error', exact: true });
  await band.getByRole('button', { name: 'What you can do' }).click();
  const asking = band.getByRole('region', { name: 'Guests that ask for them' });
  await expect(asking).toContainText('2 of 7');
  await expectNoAxeViolations(page);
  await asking.getByRole('button', { name: 'db-01' }).click();
  await expect(page.getByRole('grid').getByRole('row', { name: /db-01/ })).toContainText('2 of 4');
  await expect(page.getByRole('heading', { name: /^Guest db-01/ })).toBeVisible();
});

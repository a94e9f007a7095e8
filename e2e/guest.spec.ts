import type { Locator, Page } from '@playwright/test';
import { expectNoAxeViolations } from './support/axe.ts';
import { pasteText, readClipboard } from './support/give.ts';
import { expect, test } from './support/test.ts';

const host = (name: string, model: string, ...features: string[]) =>
  `== ${name}\n<cpu>\n  <arch>x86_64</arch>\n  <model>${model}</model>\n  <vendor>Intel</vendor>\n${features
    .map((feature) => `  <feature name='${feature}'/>\n`)
    .join('')}</cpu>\n`;

const pool =
  host('kvm-01', 'Cascadelake-Server', 'md-clear', 'invtsc') +
  host('kvm-02', 'Cascadelake-Server', 'md-clear', 'invtsc') +
  host('kvm-03', 'Skylake-Server', 'invtsc');

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('./');
  await pasteText(page, pool);
  await expect(xml(page)).toContainText('<model');
});

function xml(page: Page): Locator {
  return page.getByRole('region', { name: 'XML', exact: true });
}

function verdicts(page: Page): Locator {
  return page.getByRole('region', { name: 'Verdicts' });
}

/** In the narrow pane a fact, in the wide one a heading. */
async function expectRuns(page: Page, hosts: number): Promise<void> {
  await expect(page.getByText(new RegExp(`^Runs on ?${hosts} of 3`)).first()).toBeVisible();
}

/** Mode, match, check and fallback are one field of the narrow pane until it is pressed. */
async function openAskedAs(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Asked as / }).click();
}

function field(page: Page, name: string): Locator {
  return page.getByRole('group', { name: 'Fields' }).getByRole('combobox', { name, exact: true });
}

function typed(page: Page, name: string): Locator {
  return page.getByRole('group', { name: 'Fields' }).getByRole('textbox', { name, exact: true });
}

async function widen(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Widen' }).click();
  await expect(page.getByRole('listbox', { name: 'Models' })).toBeVisible();
}

test('a match is chosen: the XML and the verdicts follow, and reset takes it back', async ({ page }) => {
  await expect(page.getByRole('button', { name: 'Reset to baseline' })).toHaveCount(0);
  await openAskedAs(page);
  await field(page, 'Match').selectOption('strict');
  await expect(xml(page)).toContainText("match='strict'");
  await expectRuns(page, 0);
  await expect(verdicts(page)).toContainText('refused');
  const explanation = page.getByRole('region', { name: 'Explanation' });
  await field(page, 'Match').focus();
  await expect(explanation).toHaveCount(0);
  await page.getByText('Match', { exact: true }).click();
  await expect(explanation).toContainText('strict: a host must have nothing beyond what is written here');
  await expect(explanation).toContainText('here: the baseline has exact');
  await explanation.getByRole('button', { name: 'Match as in the baseline' }).click();
  await expectRuns(page, 3);
  await field(page, 'Match').selectOption('minimum');
  await page.getByRole('button', { name: 'Reset to baseline' }).click();
  await expect(xml(page)).toContainText("match='exact'");
  await expectRuns(page, 3);
});

test('a model is chosen: it says the same, relative to another name', async ({ page }) => {
  await field(page, 'Model').selectOption('Cascadelake-Server');
  await expect(xml(page)).toContainText('Cascadelake-Server</model>');
  await expect(xml(page)).toContainText("<feature policy='disable' name='avx512vnni'/>");
  await expectRuns(page, 3);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(xml(page)).toContainText('Skylake-Server</model>');
});

test('every value of every field is taken and written', async ({ page }) => {
  await openAskedAs(page);
  for (const mode of ['host-model', 'host-passthrough', 'maximum']) {
    await field(page, 'Mode').selectOption(mode);
    await expect(xml(page)).toContainText(`<cpu mode='${mode}'`);
  }
  await field(page, 'Mode').selectOption('custom');
  for (const check of ['none', 'partial', 'full']) {
    await field(page, 'Check').selectOption(check);
    await expect(xml(page)).toContainText(`check='${check}'`);
  }
  await field(page, 'Check').selectOption('not set');
  await expect(xml(page)).not.toContainText('check=');
  await field(page, 'Fallback').selectOption('forbid');
  await expect(xml(page)).toContainText("fallback='forbid'");
});

test('a policy that a host cannot meet is said, and its fix mends it', async ({ page }) => {
  await widen(page);
  await page.getByRole('combobox', { name: 'Add a feature' }).fill('avx512vnni');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expectRuns(page, 2);
  await expect(verdicts(page)).toContainText('after the fix: 3 of 3');
  const lint = page.getByRole('list', { name: 'Worth knowing' });
  await expect(lint).toContainText('kvm-03 lacks avx512vnni, which the guest requires.');

  await page.getByRole('combobox', { name: 'Policy of avx512vnni' }).selectOption('optional');
  await expect(xml(page)).toContainText("<feature policy='optional' name='avx512vnni'/>");
  await expectRuns(page, 3);
  await expect(lint).toContainText("a guest started on kvm-01 has it, and can't migrate to kvm-03");
  await page.getByRole('button', { name: 'avx512vnni', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Explanation' })).toContainText(
    'Once the guest has migrated, optional becomes require',
  );
  await lint.getByRole('button', { name: 'Disable avx512vnni' }).click();
  await expect(xml(page)).toContainText("<feature policy='disable' name='avx512vnni'/>");
  await expect(page.getByRole('region', { name: 'Diff' })).toContainText("name='avx512vnni'");
});

test('editing the guest moves nothing on the page', async ({ page }) => {
  // So narrow that the answer takes a line less once it speaks of a guest that runs everywhere.
  await page.setViewportSize({ width: 1280, height: 900 });
  const tabs = page.getByRole('tablist').first();
  await openAskedAs(page);
  const before = await tabs.boundingBox();
  await field(page, 'Match').selectOption('minimum');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Your guest');
  expect(await tabs.boundingBox()).toEqual(before);
});

test('with its host’s own CPU the guest has what each host has', async ({ page }) => {
  await widen(page);
  await field(page, 'Mode').selectOption('host-passthrough');
  await expect(verdicts(page)).toContainText('gives its own CPU');
  await page.getByRole('button', { name: 'Narrow' }).click();
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: 'avx512vnni', exact: true }) });
  await expect(row.getByRole('gridcell', { name: 'in the guest where the host has it' })).toBeVisible();
  await expect(row.getByRole('gridcell', { name: 'has it, in the guest' })).toHaveCount(2);
});

test('a half typed value is reported when the focus leaves it, and nothing moves before', async ({
  page,
}) => {
  await widen(page);
  await field(page, 'Mode').selectOption('custom');
  const id = typed(page, 'Vendor id');
  const below = page.getByRole('group', { name: 'Fields' });
  const height = (await below.boundingBox())?.height;
  await id.pressSequentially('Genu');
  await expect(id).toHaveAttribute('aria-invalid', 'true');
  expect((await below.boundingBox())?.height).toBe(height);
  await id.blur();
  await expect(below).toContainText('The last valid value is still used.');
});

test('a filter is said beside the wide editor too, and can be cleared there', async ({ page }) => {
  await page.getByRole('textbox', { name: 'Find features' }).fill('avx');
  await widen(page);
  await expect(page.getByText(/^\d+ of \d+ rows[.,]/)).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(page.getByText(/^\d+ of \d+ rows[.,]/)).toHaveCount(0);
});

test('a feature that blocks migration is not deployed, is named where it is asked for, and dropped by one button', async ({
  page,
}) => {
  await expect(xml(page)).not.toContainText('invtsc');
  await expect(page.getByRole('list', { name: 'Worth knowing' })).toHaveCount(0);
  await widen(page);
  await page.getByRole('combobox', { name: 'Add a feature' }).fill('invtsc');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(xml(page)).toContainText("name='invtsc'");
  await page.getByRole('button', { name: 'Drop invtsc' }).click();
  await expect(xml(page)).not.toContainText('invtsc');
});

test('the output of virsh itself is one click away, with its options and why a line is not deployed', async ({
  page,
}) => {
  await page.getByRole('radio', { name: /^As virsh prints it/ }).click();
  const printed = page.getByRole('region', { name: 'Output of virsh' });
  await expect(printed.getByText("name='invtsc'")).toBeVisible();
  await expect(printed.getByTitle('blocks live migration')).toHaveCount(1);
  await page.getByRole('button', { name: 'Copy what virsh prints' }).click();
  expect(await readClipboard(page)).toContain("  <feature policy='require' name='invtsc'/>\n");
  await page.getByRole('checkbox', { name: '--migratable' }).check();
  await expect(printed).not.toContainText('invtsc');
  await expect(page.getByText('virsh cpu-baseline hosts.xml --migratable')).toBeVisible();
  await page.getByRole('button', { name: 'Copy for virsh edit' }).click();
  expect(await readClipboard(page)).not.toContain('invtsc');
});

test('a feature that the CPU map lacks is refused in words and stays as typed', async ({ page }) => {
  await widen(page);
  const input = page.getByRole('combobox', { name: 'Add a feature' });
  await input.fill('avx1024');
  await input.press('Enter');
  await expect(page.getByText('knows no feature named avx1024')).toBeVisible();
  await expect(input).toHaveValue('avx1024');
  await expect(input).toHaveAttribute('aria-invalid', 'true');
});

test('groups go by one button that counts them', async ({ page }) => {
  await widen(page);
  const button = page.getByRole('button', { name: 'TSX off 2' });
  await button.click();
  await expect(xml(page)).toContainText("<feature policy='disable' name='rtm'/>");
  await expect(page.getByRole('button', { name: 'TSX off 0' })).toHaveAttribute('aria-disabled', 'true');
});

test('copy gives exactly the text that is shown', async ({ page }) => {
  await page.getByRole('button', { name: 'Copy for virsh edit' }).click();
  await expect(page.getByRole('button', { name: 'Copy for virsh edit' })).toContainText('Copied');
  const copied = await readClipboard(page);
  expect(copied).toBe(await xml(page).locator('pre').textContent());
  expect(copied).toMatch(/^<cpu mode='custom' match='exact'>\n {2}<model.*\n<\/cpu>\n$/s);
});

test('an entry of the menu of Copy copies for its platform at once, and is remembered', async ({ page }) => {
  await page.getByRole('button', { name: 'Copy for another platform' }).click();
  await page.getByRole('menuitemradio', { name: 'QEMU', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Copy for QEMU' })).toContainText('Copied');
  const copied = await readClipboard(page);
  expect(copied).toContain('-cpu Skylake-Server');
  expect(copied).toBe(
    await page.getByRole('region', { name: 'QEMU', exact: true }).locator('pre').textContent(),
  );
});

test('the text for another platform, with what it cannot say', async ({ page }) => {
  const select = page.getByLabel('Write it for');
  await select.selectOption({ label: 'QEMU' });
  await expect(page.getByRole('region', { name: 'QEMU', exact: true })).toContainText('-cpu');
  await select.selectOption({ label: 'Proxmox VE' });
  const text = page.getByRole('region', { name: 'Proxmox VE', exact: true });
  await page.getByRole('textbox', { name: 'Name' }).fill('pool-a');
  await expect(text).toContainText('cpu-model: pool-a');
  await expect(page.getByText("Proxmox VE can't say the vendor")).toBeVisible();
  await page.getByRole('button', { name: 'Copy for Proxmox VE' }).click();
  const copied = await readClipboard(page);
  expect(copied).toContain('\tflags ');
  expect(copied).toBe(await text.locator('pre').textContent());
});

test('XML by hand: right text takes effect, a mistake is marked at its line, Escape takes all back', async ({
  page,
}) => {
  const before = (await xml(page).locator('pre').textContent()) ?? '';
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const area = page.getByRole('textbox', { name: 'XML, by hand' });
  await area.fill(before.replace("match='exact'", "match='strict'"));
  await expectRuns(page, 0);

  const lines = before.split('\n');
  const wrong = [...lines.slice(0, 3), "  <feature policy='require' name='avx1024'/>", ...lines.slice(3)];
  await area.fill(wrong.join('\n'));
  await expect(page.getByText('Line 4: internal error: Unknown CPU feature avx1024')).toBeVisible();
  await expect(area).toHaveValue(wrong.join('\n'));
  await expectRuns(page, 0);
  await expect(page.getByRole('button', { name: 'Done' })).toHaveAttribute('aria-disabled', 'true');

  await area.press('Escape');
  await expect(xml(page).locator('pre')).toHaveText(before.trim(), { useInnerText: false });
  await expectRuns(page, 3);
});

test('widened, searched and chosen by keyboard alone', async ({ page }) => {
  const button = page.getByRole('button', { name: 'Widen' });
  await button.focus();
  await page.keyboard.press('Enter');
  const model = page.getByRole('combobox', { name: 'Model', exact: true });
  await model.focus();
  await page.keyboard.type('cascade');
  const models = page.getByRole('listbox', { name: 'Models' });
  await expect(models.getByRole('option').first()).toContainText('Cascadelake');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(xml(page)).toContainText('Cascadelake-Server');
  await expect(models.getByRole('option', { selected: true })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Widen' })).toBeVisible();
});

test('a value that libvirt refuses stays visible, and the last valid one is still used', async ({ page }) => {
  await widen(page);
  await field(page, 'Topology').selectOption('stated');
  await typed(page, 'Cores').fill('8');
  await expect(xml(page)).toContainText("cores='8'");
  await typed(page, 'Cores').fill('0');
  await typed(page, 'Cores').blur();
  await expect(page.getByRole('main').getByText('Zero is not permitted')).toBeVisible();
  await expect(typed(page, 'Cores')).toHaveValue('0');
  await expect(xml(page)).toContainText("cores='8'");
  // The field begins with what libvirt's QEMU driver starts, and what it refuses has a way out.
  await field(page, 'Cache').selectOption('emulate');
  await expect(xml(page)).toContainText("<cache level='3' mode='emulate'/>");
  await typed(page, 'Cache level').fill('2');
  await page.getByRole('button', { name: 'Set level 3' }).click();
  await expect(xml(page)).toContainText("<cache level='3' mode='emulate'/>");
  await typed(page, 'Vendor id').fill('abc');
  await typed(page, 'Vendor id').blur();
  await expect(page.getByText('vendor_id must be exactly 12 characters long').first()).toBeVisible();
  await typed(page, 'Vendor id').fill('GenuineIntel');
  await expect(xml(page)).toContainText("vendor_id='GenuineIntel'");
});

test('a value that its mode does not offer stays where it is while it is cleared and typed anew', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const area = page.getByRole('textbox', { name: 'XML, by hand' });
  const before = await area.inputValue();
  await area.fill(before.replace('</cpu>', "  <maxphysaddr mode='passthrough' bits='40'/>\n</cpu>"));
  await page.getByRole('button', { name: 'Done' }).click();
  await widen(page);
  const bits = typed(page, 'Bits');
  await expect(bits).toHaveValue('40');
  await bits.focus();
  const place = await bits.boundingBox();
  await bits.fill('');
  await expect(xml(page)).toContainText("<maxphysaddr mode='passthrough'/>");
  await expect(bits).toBeFocused();
  expect(await bits.boundingBox()).toEqual(place);
  await bits.fill('42');
  await expect(xml(page)).toContainText("<maxphysaddr mode='passthrough' bits='42'/>");
  await bits.fill('');
  await typed(page, 'Vendor id').focus();
  await expect(bits).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`narrow, and with a mistake in the XML, it breaks no rule of axe, ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.getByText('Security', { exact: true }).click();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('textbox', { name: 'XML, by hand' }).fill('<cpu>');
    await expectNoAxeViolations(page);
  });

  test(`wide, and with a host that lacks something, it breaks no rule of axe, ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await widen(page);
    await page.getByRole('combobox', { name: 'Add a feature' }).fill('avx512vnni');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expectNoAxeViolations(page);
  });
}

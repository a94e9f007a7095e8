import { expectNoAxeViolations } from './support/axe.ts';
import { pasteText, readClipboard } from './support/give.ts';
import { expect, test } from './support/test.ts';

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('an empty page asks the question and says how to begin', async ({ page }) => {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Which CPU can your virtual machines have on every host?',
  );
  await expect(
    page.getByRole('textbox', { name: 'Paste or drop the output of virsh capabilities' }),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open files' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open a folder' })).toBeVisible();
  const sources = page.getByRole('table', { name: 'What can be read' });
  await expect(sources.getByRole('rowheader', { name: 'virsh capabilities' })).toBeVisible();
  await expect(sources.getByRole('rowheader')).toHaveCount(8);
  await expect(
    page.getByText('Nothing leaves this page: it is not allowed to make network requests.'),
  ).toBeVisible();
});

test('the models and features of the chosen CPU map are counted from the map', async ({ page }) => {
  await expect(page.getByRole('heading', { name: 'Results match libvirt 12.8' })).toBeVisible();
  await expect(
    page.getByText(
      '176 x86 models, 400 features. 11.3 (Debian 13), 9.0 (Debian 12, RHEL 9.2) and 7.0 (Debian 11) can be chosen at the top.',
    ),
  ).toBeVisible();
  await page.getByRole('combobox', { name: 'CPU map' }).selectOption('9.0.0');
  await expect(page.getByRole('heading', { name: 'Results match libvirt 9.0' })).toBeVisible();
  await expect(
    page.getByText(/11\.3 \(Debian 13\) and 7\.0 \(Debian 11\) can be chosen at the top\./),
  ).toBeVisible();
});

test('the theme goes from the system’s to light to dark, and is remembered', async ({ page }) => {
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const white = 'rgb(255, 255, 255)';
  const dark = 'rgb(18, 20, 22)';
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await paper()).toBe(dark);
  await page.getByRole('button', { name: 'Theme: as the system. Switch to light' }).click();
  expect(await paper()).toBe(white);
  await page.getByRole('button', { name: 'Theme: light. Switch to dark' }).click();
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await paper()).toBe(dark);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Theme: dark. Switch to as the system' })).toBeVisible();
  expect(await paper()).toBe(dark);
});

test('the commands are copied exactly as they are shown', async ({ page }) => {
  const section = page.getByRole('region', { name: 'Collect it from all hosts' });
  await section.getByRole('button', { name: 'Copy the commands' }).click();
  await expect(page.getByRole('status').getByText('Copied the commands.')).toBeAttached();
  const shown = await section.locator('pre').textContent();
  expect(shown).toContain('ssh -n $h');
  expect(await readClipboard(page)).toBe(`${shown}\n`);
  await section.getByRole('combobox', { name: 'Collect with' }).selectOption('Ansible');
  await section.getByRole('checkbox', { name: 'guests too' }).check();
  await section.getByRole('button', { name: 'Copy the commands' }).click();
  await expect.poll(() => readClipboard(page)).toMatch(/^ansible all -m shell .*dumpxml/s);
});

test('a browser that refuses to copy leaves the text selected and says so', async ({ page }) => {
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    document.execCommand = () => false;
  });
  await page.getByRole('button', { name: 'Copy the commands' }).click();
  const said = 'Your browser did not allow copying. The text is selected: press Ctrl+C.';
  await expect(page.getByRole('region', { name: 'Collect it from all hosts' }).getByText(said)).toBeVisible();
  const selected = await page.evaluate(() => getSelection()?.toString());
  expect(selected).toBe(await page.locator('pre').textContent());
});

test('a paste into something typed stays in the field', async ({ page }) => {
  const field = page.getByRole('textbox', { name: 'Paste or drop' });
  await field.fill('== kvm-01\n');
  await pasteText(page, '<cpu>');
  await expect(field).toHaveValue('== kvm-01\n<cpu>');
  await expect(page.getByRole('button', { name: 'Read' })).toBeVisible();
});

test('a paste anywhere else is read, and what can’t be read is said', async ({ page }) => {
  await pasteText(page, 'hello');
  await expect(page.getByRole('region', { name: 'Problems' })).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByRole('region', { name: 'Problems' })).toBeHidden();
});

test('a drag over the page frames it until it leaves; a drop goes nowhere', async ({ page }) => {
  const address = page.url();
  const dataTransfer = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['hello'], 'hello.txt'));
    return transfer;
  });
  await page.dispatchEvent('body', 'dragover', { dataTransfer });
  await expect(page.getByText('Drop to read')).toBeVisible();
  await page.dispatchEvent('body', 'dragleave', { dataTransfer });
  await expect(page.getByText('Drop to read')).toBeHidden();
  await page.dispatchEvent('body', 'dragover', { dataTransfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer });
  await expect(page.getByText('Drop to read')).toBeHidden();
  await expect(page.getByRole('region', { name: 'Problems' })).toContainText('hello.txt');
  expect(page.url()).toBe(address);
});

test('? lists the keys, Esc closes the list and gives the focus back', async ({ page }) => {
  const help = page.getByRole('button', { name: 'Keys and help' });
  await help.focus();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys and signs' });
  await expect(dialog).toBeVisible();
  await expectNoAxeViolations(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(help).toBeFocused();
});

test('everything is reached by keyboard, and the way past the bar comes first', async ({ page }) => {
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to adding hosts' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Open files' })).toBeFocused();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
    [320, 640],
    [320, 256],
  ] as const) {
    test(`an empty page of ${width} × ${height} is whole and breaks no rule of axe, ${colorScheme}`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      const beyond = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(beyond, 'pixels beyond the right edge').toBeLessThanOrEqual(0);
      await expect(page.getByRole('rowheader', { name: 'openstack hypervisor show' })).toBeVisible();
      await expectNoAxeViolations(page);
    });
  }
}

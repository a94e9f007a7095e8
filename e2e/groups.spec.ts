import { expectNoAxeViolations } from './support/axe.ts';
import { pasteText, readClipboard } from './support/give.ts';
import { domcapabilities, hosts } from './support/guests.ts';
import { expect, test } from './support/test.ts';

const amd = domcapabilities({ name: 'amd-01', model: 'EPYC', vendor: 'AMD', models: { EPYC: [] } });

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('hosts are cut into groups by click and by key; groups are named, kept, and undone', async ({
  page,
}) => {
  await pasteText(page, hosts);
  await page.getByRole('tab', { name: /Groups/ }).click();
  const cuts = page.getByRole('radiogroup', { name: 'Number of groups' });
  // Two of four hosts have md-clear and the third lacks it: apart from kvm-04 two of four lose one feature.
  await cuts.getByRole('radio', { name: '2 groups: 0.5 features lost per host, on average' }).click();
  await expect(page.getByRole('button', { name: 'Intel new', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Intel old', exact: true })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(
    cuts.getByRole('radio', { name: '3 groups: 0 features lost per host, on average' }),
  ).toBeFocused();
  await expect(page.getByRole('button', { name: 'Intel 3', exact: true })).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('button', { name: 'Intel old', exact: true })).toBeVisible();
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'Intel old', exact: true }).click();
  await page.getByRole('button', { name: 'Rename Intel old' }).click();
  await page.getByRole('textbox', { name: /Name of Intel old/ }).fill('Rack 7');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Rack 7', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.getByRole('button', { name: /^Undo renaming Intel old/ }).click();
  await expect(page.getByRole('button', { name: 'Intel old', exact: true })).toBeVisible();
});

test('each group has a guest CPU of its own, and all can be copied at once', async ({ page }) => {
  await pasteText(page, `${hosts}${amd}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('5 hosts are 2 groups');
  await page.getByRole('button', { name: 'Copy for virsh edit, AMD' }).click();
  expect(await readClipboard(page)).toContain('EPYC</model>');
  await page.getByRole('button', { name: 'Copy for virsh edit, Intel' }).click();
  expect(await readClipboard(page)).toContain('SandyBridge</model>');
  await page.getByRole('tab', { name: /Groups/ }).click();
  const cuts = page.getByRole('radiogroup', { name: 'Number of groups' });
  // One group for two vendors is never offered.
  await expect(cuts.getByRole('radio').first()).toHaveAccessibleName(/^2 groups/);
  await cuts.getByRole('radio', { name: /^3 groups/ }).click();
  await page.getByRole('button', { name: 'Copy all 3 groups' }).click();
  const all = await readClipboard(page);
  expect(all.match(/<cpu /g)).toHaveLength(3);
  expect(all).toContain('AMD: amd-01');
  expect(all).toContain('kvm-01 kvm-02 kvm-03');
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(page.getByRole('region', { name: 'Guest CPU of AMD', exact: true })).toContainText('EPYC');
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.reload();
  await expect(page.getByRole('button', { name: 'Copy all 3 groups' })).toBeVisible();
});

test('the ladder says which hosts to exclude, and previews it', async ({ page }) => {
  await pasteText(page, hosts);
  await page.getByRole('tab', { name: /Groups/ }).click();
  await page.getByRole('radio', { name: 'Ladder' }).click();
  await expect(page.getByRole('row', { name: /^1 kvm-04/ })).toContainText('Haswell-noTSX');
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'Preview without 1 host' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Haswell-noTSX');
  await page.getByRole('button', { name: 'Preview without 1 host' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('SandyBridge');
});

test('a group whose hosts are gone is said, kept, and removed when asked', async ({ page }) => {
  await pasteText(page, hosts);
  await page.getByRole('tab', { name: /Groups/ }).click();
  await page.getByRole('radiogroup', { name: 'Number of groups' }).getByRole('radio', { name: /^2/ }).click();
  await page.getByRole('button', { name: '4 hosts', exact: true }).click();
  const list = page.getByRole('dialog', { name: /Hosts/ });
  await list.getByRole('button', { name: /Remove kvm-04/ }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText(/1 group has no host any more/)).toBeVisible();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText(/no host any more/)).toBeHidden();
});

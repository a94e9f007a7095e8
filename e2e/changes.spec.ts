import { readFileSync } from 'node:fs';
import { expectNoAxeViolations } from './support/axe.ts';
import { dropFiles, pasteText, readClipboard } from './support/give.ts';
import { custom, domain, domcapabilities, hosts } from './support/guests.ts';
import { expect, test } from './support/test.ts';

const models = { 'Haswell-noTSX': [], SandyBridge: [] };
/** kvm-02 as it is after an update: without md-clear. */
const updated = domcapabilities({ name: 'kvm-02', model: 'Haswell-noTSX', models });

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a host that comes again says what changed, and what follows', async ({ page }) => {
  const guest = domain({ name: 'db-01', cpu: custom('Haswell-noTSX', 'md-clear') });
  await pasteText(page, `${hosts}[root@kvm-01 ~]# virsh dumpxml db-01\n${guest}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('4 hosts');
  await pasteText(page, updated);
  const question = page.getByRole('region', { name: 'A host that is already here' });
  await expect(question).toContainText('1 feature removed: md-clear');
  await expect(question).toContainText('md-clear usually comes back with newer microcode');
  await expect(question).toContainText('db-01 no longer starts on kvm-02.');
  await expectNoAxeViolations(page);
  await question.getByRole('button', { name: 'Replace it' }).click();
  await page.getByRole('tab', { name: /Changes/ }).click();
  await expect(page.getByRole('row', { name: /^kvm-02/ })).toContainText('1: md-clear');
  await expect(page.getByRole('cell', { name: 'db-01 no longer starts on kvm-02.' })).toBeVisible();
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'Copy the changes, as Markdown' }).click();
  const changes = await readClipboard(page);
  expect(changes).toContain('md-clear');
  expect(changes).toContain('- db-01 no longer starts on kvm-02.');
});

test('another processor under the same name is no update, and is said so', async ({ page }) => {
  await pasteText(page, hosts);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('4 hosts');
  await pasteText(
    page,
    domcapabilities({ name: 'kvm-02', model: 'EPYC', vendor: 'AMD', models: { EPYC: [] } }),
  );
  const question = page.getByRole('region', { name: 'A host that is already here' });
  await expect(question).toContainText('This is another processor, not an update.');
  await question.getByRole('button', { name: 'Keep both' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('5 hosts are 2 groups');
});

test('two workspaces beside each other: hosts gone, new and changed, and the answer before and now', async ({
  page,
}) => {
  await pasteText(page, hosts);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('4 hosts');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('menuitem', { name: 'Save as a workspace file' }).click();
  const file = readFileSync(await (await saving).path(), 'utf8');
  await pasteText(page, updated);
  await page.getByRole('button', { name: 'Replace it' }).click();
  await pasteText(page, domcapabilities({ name: 'kvm-05', model: 'SandyBridge', models }));
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('5 hosts');
  await dropFiles(page, [{ name: 'monday.commonbits.json', text: file }]);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByRole('columnheader', { name: /monday/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /^New/ })).toContainText('kvm-05');
  await expect(page.getByRole('row', { name: /^kvm-02/ })).toContainText('1: md-clear');
  await expect(page.getByText('3 hosts are the same')).toBeVisible();
  // Comparing changes nothing.
  await expect(heading).toContainText('5 hosts');
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: /^Close monday/ }).click();
  await expect(page.getByRole('button', { name: 'Compare with the start of this visit' })).toBeVisible();
});

test('a workspace of a newer version is refused by name, and nothing changes', async ({ page }) => {
  await pasteText(page, hosts);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('4 hosts');
  await dropFiles(page, [{ name: 'later.commonbits.json', text: '{"commonbits": 2, "workspace": {}}' }]);
  await expect(page.getByText(/was written by a newer Commonbits/)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('4 hosts');
});

test('the answers of all releases stand side by side', async ({ page }) => {
  await pasteText(page, hosts);
  await page.getByText('Known to', { exact: true }).click();
  const answers = page.getByRole('table', { name: 'The answer of each release for these 4 hosts' });
  await expect(answers.getByRole('rowheader', { name: '9.0' })).toBeVisible();
  await expect(answers.getByRole('row', { name: /12\.8/ })).toContainText('in use');
  await expectNoAxeViolations(page);
});

test('the report for a ticket has the answer, groups, guests and changes', async ({ page }) => {
  const guest = domain({ name: 'db-01', cpu: custom('Haswell-noTSX', 'md-clear') });
  await pasteText(page, `${hosts}[root@kvm-01 ~]# virsh dumpxml db-01\n${guest}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('4 hosts');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('menuitem', { name: /report/i }).click();
  const report = readFileSync(await (await saving).path(), 'utf8');
  expect(report).toContain('## Groups');
  expect(report).toContain('SandyBridge</model>');
  expect(report).toContain('| db-01 | 2 of 4 |');
});

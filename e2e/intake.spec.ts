import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { dropCopies, type GivenFile, holdReading, pasteText, readClipboard } from './support/give.ts';
import { hostsText, threeHosts } from './support/hosts.ts';
import { ownMap } from './support/own-map.ts';
import { expect, test } from './support/test.ts';

test.beforeEach(async ({ page }) => {
  await page.goto('./');
});

/** Drops what lies on the disk, folders too, as the browser itself does it. */
async function dropPaths(page: Page, paths: readonly string[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  }
}

function makeFolder(root: string, files: readonly GivenFile[]): string {
  for (const { name, text } of files) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

/** Without its heading: the file is what names it. */
const documents = threeHosts.map((host) => hostsText([host]).replace(/^.*\n/, ''));

/** With a CPU of its own, and as much around it as in a real one. */
const largeFile = {
  name: 'kvm-#.xml',
  text: `<!-- ${'x'.repeat(20_000)} -->
<cpu><arch>x86_64</arch><model>Haswell</model><feature name='made-up-#'/></cpu>`,
};

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('folders are dropped whole: hosts at any depth, and a CPU map beside them', async ({ page }, info) => {
  const [first = '', second = '', third = ''] = documents;
  const rack = makeFolder(info.outputPath('rack'), [
    { name: 'kvm-01.xml', text: first },
    { name: 'spare/kvm-02.xml', text: second },
    { name: 'spare/deep/er/kvm-03.xml', text: third },
    { name: 'spare/notes.txt', text: 'The second rack comes in spring.' },
  ]);
  const source = makeFolder(
    info.outputPath('libvirt-99'),
    ownMap.map(({ name, text }) => ({ name: `src/cpu_map/${name}`, text })),
  );
  await dropPaths(page, [rack, source]);
  await expect(page.getByRole('button', { name: 'Undo adding 3 hosts' })).toBeEnabled();
  await expect(page.getByRole('combobox', { name: 'CPU map' }).locator('option:checked')).toHaveText(
    'libvirt-99',
  );
});

test('while files are read, the one in hand is named; stopping keeps what came, or takes it back', async ({
  page,
}) => {
  await holdReading(page);
  await page.goto('./');
  await pasteText(page, hostsText(threeHosts));
  await expect(heading(page)).toContainText('3 hosts');
  for (const [way, keeps] of [
    ['Stop and keep what was read', true],
    ['Stop and undo', false],
  ] as const) {
    await dropCopies(page, 1000, largeFile);
    await expect(page.getByText(/^Reading kvm-\d+\.xml\. Everything/)).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('menuitem', { name: way }).click();
    await expect(page.getByRole('progressbar', { name: 'Reading' })).toHaveCount(0);
    await expect(page.getByRole('status')).toHaveText(/^Reading was stopped/);
    await expect(page.getByRole('button', { name: /^Undo adding [\d,]+ hosts$/ })).toHaveCount(keeps ? 1 : 0);
    if (keeps) await page.getByRole('button', { name: /^Undo adding/ }).click();
    await expect(heading(page)).toContainText('3 hosts');
  }
});

test('a reader that dies is replaced, and all is read', async ({ page }) => {
  await pasteText(page, '== kvm-00\n<cpu><arch>x86_64</arch><model>Haswell</model></cpu>');
  await expect(page.getByRole('button', { name: 'Undo pasting kvm-00' })).toBeEnabled();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect.poll(() => page.workers().length).toBe(1);
  await page.workers()[0]?.evaluate(() => {
    globalThis.postMessage = () => {
      throw new Error('made to fail');
    };
  });
  await pasteText(page, hostsText(threeHosts));
  await expect(page.getByRole('button', { name: 'Undo pasting 3 hosts' })).toBeEnabled();
});

test('leaving while files are read asks first, and keeps what came', async ({ page }) => {
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await holdReading(page);
  await page.goto('./');
  await dropCopies(page, 1000, largeFile);
  await expect(heading(page)).toContainText(/read\. [\d,]+ hosts/);
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText(/^[\d,]+ hosts/);
});

test('a link to the pool opens the pool', async ({ page, context }) => {
  await pasteText(page, hostsText(threeHosts));
  await expect(heading(page)).toContainText('3 hosts');
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('menuitem', { name: 'Link to this pool…' }).click();
  await page.getByRole('button', { name: 'Copy the link' }).click();
  const link = await readClipboard(page);
  expect(link).toBe(await page.getByRole('textbox', { name: 'Link' }).inputValue());
  await page.keyboard.press('Escape');
  const answer = await heading(page).textContent();
  await page.getByRole('button', { name: /^Undo pasting/ }).click();
  const other = await context.newPage();
  await other.goto(link);
  await expect(heading(other)).toHaveText(answer ?? '');
  expect(other.url()).not.toContain('#pool');
});

test('a host that comes again with another CPU is asked about, also after the first has gone', async ({
  page,
}) => {
  const [first = '', , third = ''] = documents;
  await pasteText(page, `== kvm-01\n${first}`);
  await expect(heading(page)).toBeVisible();
  await pasteText(page, `== kvm-01\n${third}`);
  const question = page.getByRole('region', { name: 'A host that is already here' });
  await expect(question).toContainText('kvm-01 is already here, with a different CPU.');
  await page.getByRole('button', { name: 'Undo pasting kvm-01' }).click();
  await expect(question).toContainText('the first one is gone');
  await question.getByRole('button', { name: 'Add it' }).click();
  await expect(question).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Undo adding kvm-01' })).toBeEnabled();
});

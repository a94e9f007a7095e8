import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectNoAxeViolations } from './support/axe.ts';
import { dropFiles, pasteText, readClipboard } from './support/give.ts';
import { host, recorded, threeHosts, threeHostsAsText } from './support/recorded.ts';
import { expect, test } from './support/test.ts';

const answer = (page: Page) => page.getByRole('heading', { level: 1 });
const grid = (page: Page) => page.getByRole('grid', { name: 'Features by host' });

/** The XML as it is on the page, without the line numbers. */
async function shownXml(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Copy for virsh edit' }).click();
  return readClipboard(page);
}

/** The output of virsh itself; `test` asks libvirt's own function, without the QEMU driver. */
async function printedByVirsh(page: Page, connection: 'qemu' | 'test'): Promise<string> {
  await page.getByRole('radio', { name: /^As virsh prints it/ }).click();
  if (connection === 'test') await page.getByRole('button', { name: 'test:///default' }).click();
  await page.getByRole('button', { name: 'Copy what virsh prints' }).click();
  return readClipboard(page);
}

test.beforeEach(async ({ page }) => {
  await page.goto('./');
});

test('three hosts pasted as one text: the sentence, the matrix, the XML', async ({ page }) => {
  await pasteText(page, threeHostsAsText);
  await expect(answer(page)).toContainText(
    '3 hosts, 2 kinds of CPU. A guest that runs and migrates on all of them: Skylake-Server',
  );
  await expect(answer(page)).toContainText('kvm-03 costs you');
  const row = grid(page).getByRole('row', { name: /^avx512vnni / });
  await expect(row.getByRole('gridcell', { name: 'the only host that lacks it' })).toHaveCount(1);
  await expect(row.getByRole('gridcell', { name: 'has it, not in the guest' })).toHaveCount(2);
  expect(await shownXml(page)).toBe(
    "<cpu mode='custom' match='exact'>\n  <model fallback='allow'>Skylake-Server</model>\n  <vendor>Intel</vendor>\n  <feature policy='require' name='vmx'/>\n  <feature policy='require' name='pku'/>\n  <feature policy='disable' name='mpx'/>\n</cpu>\n",
  );
  await expectNoAxeViolations(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoAxeViolations(page);
});

test('files dropped, and files opened', async ({ page }) => {
  // From the start: the browser's dialog is caught only some time after this has been said.
  const chooser = page.waitForEvent('filechooser');
  await dropFiles(page, threeHosts.slice(0, 2));
  await expect(answer(page)).toContainText('Both hosts have the same CPU.');
  await page.keyboard.press('ControlOrMeta+O');
  const [third] = threeHosts.slice(2);
  await (await chooser).setFiles([
    { name: third?.name ?? '', mimeType: 'text/xml', buffer: Buffer.from(third?.text ?? '') },
  ]);
  await expect(answer(page)).toContainText('3 hosts, 2 kinds of CPU.');
});

test('a source that shows no features of MSRs is named beside the answer', async ({ page }) => {
  const list = 'fpu vme de pse tsc msr pae mce cx8 apic sse sse2 lm avx avx2';
  const cpuinfo = `processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 85\nstepping\t: 7\nflags\t\t: ${list}\n`;
  await pasteText(page, `== kvm-09\n${cpuinfo}`);
  await expect(
    page.getByText('kvm-09 was read from /proc/cpuinfo, which shows no features of MSRs'),
  ).toBeVisible();
});

test('another CPU map recomputes everything', async ({ page }) => {
  await dropFiles(page, threeHosts);
  await expect(answer(page)).toContainText('Skylake-Server');
  await page.getByRole('combobox', { name: 'CPU map' }).selectOption('9.0.0');
  await expect(page.getByRole('radio', { name: /^All/ })).toContainText(/\d+/);
  expect(await shownXml(page)).toContain("<model fallback='allow'>Skylake-Server</model>");
  await dropFiles(page, [{ name: 'kvm-04.xml', text: host('SapphireRapids-v3', []) }]);
  await expect(page.getByText('libvirt 9.0.0 does not know the model SapphireRapids-v3')).toBeVisible();
  await page.getByRole('combobox', { name: 'CPU map' }).selectOption('12.8.0');
  await expect(answer(page)).toContainText('4 hosts, 3 kinds of CPU.');
  await expect(page.getByText('does not know the model')).toHaveCount(0);
});

test('a broken paste next to good ones loses nothing', async ({ page }) => {
  await dropFiles(page, threeHosts.slice(0, 1));
  await expect(answer(page)).toContainText('1 host.');
  const cut = `<capabilities>\n  <host>\n    <cpu>\n      <arch>x86_64</arch>\n      <model>Haswell</model>\n      <feature name='avx5`;
  await dropFiles(page, [...threeHosts.slice(1), { name: 'kvm-04.xml', text: cut }]);
  const problems = page.getByRole('region', { name: 'Problems' });
  await expect(problems).toContainText(/kvm-04\.xml is not finished: it stops at line 6, inside <cpu>/);
  await expect(answer(page)).toContainText('3 hosts, 2 kinds of CPU.');
  await page.getByRole('button', { name: 'Dismiss' }).first().click();
  await expect(problems).toHaveCount(0);
  await expect(answer(page)).toContainText('3 hosts');
});

test.describe('the answers of libvirt', () => {
  const options = ['expand', 'migratable', 'allowedModels', 'allowedFeatures'];
  const pools = recorded('baseline').filter(
    ({ release, ask, answer: { xml } }) =>
      release === '12.8.0' &&
      xml !== undefined &&
      (ask.cpus?.length ?? 0) > 1 &&
      !options.some((key) => key in ask),
  );
  for (const [index, { ask, answer: given }] of pools.slice(0, 8).entries()) {
    test(`pool ${index + 1}, pasted as one text, gives the XML that libvirt gave`, async ({ page }) => {
      const cpus = ask.cpus ?? [];
      await pasteText(page, cpus.map((cpu, i) => `### kvm-${i}\n${cpu}`).join('\n'));
      await expect(answer(page)).toContainText(
        cpus.length === 2 ? /2 hosts|Both hosts/ : `${cpus.length} hosts`,
      );
      expect(await printedByVirsh(page, 'test')).toBe(given.xml);
    });
  }

  const captures = join(import.meta.dirname, '../src/intake/fixtures/captures');
  test('a whole capabilities document of a real machine', async ({ page }) => {
    await dropFiles(page, [
      { name: 'kvm-01.xml', text: readFileSync(join(captures, 'capabilities.xml'), 'utf8') },
    ]);
    await expect(answer(page)).toContainText('1 host.');
    expect((await printedByVirsh(page, 'qemu')).trimEnd()).toBe(
      readFileSync(join(captures, 'baseline-of-capabilities.xml'), 'utf8').trimEnd(),
    );
  });
});

test.describe('the laptop and the server of 2010', () => {
  test.beforeEach(async ({ page }) => {
    await page.getByRole('button', { name: 'A laptop and a server of 2010' }).click();
    await expect(answer(page)).toContainText('2 hosts, 2 kinds of CPU.');
  });

  test('each is incompatible with the other, for reasons', async ({ page }) => {
    const explanation = page.getByRole('region', { name: 'Explanation' });
    await grid(page)
      .getByRole('columnheader', { name: /^laptop/ })
      .getByText('laptop')
      .click();
    await expect(explanation).toContainText(
      /Not to\s*a guest with all of this CPU: server, lacks \d+: .*ssse3/,
    );
    await grid(page)
      .getByRole('columnheader', { name: /^server/ })
      .getByText('server')
      .click();
    await expect(explanation).toContainText(
      /Not to\s*a guest with all of this CPU: laptop, lacks \d+: .*3dnow/,
    );
  });

  test('the baseline is what a guest can have, and pentium3 gives the article’s answer less that', async ({
    page,
  }) => {
    const required = (xml: string) =>
      [...xml.matchAll(/policy='require' name='([^']+)'/g)].map(([, name]) => name);
    const xml = await shownXml(page);
    expect(xml).toContain("<model fallback='allow'>kvm32</model>");
    expect(new Set(required(xml))).toEqual(new Set('cx16 vme lahf_lm lm'.split(' ')));
    await page.getByRole('combobox', { name: 'Model' }).selectOption({ value: 'pentium3' });
    await expect(answer(page)).toContainText('Your guest: pentium3');
    const chosen = await shownXml(page);
    expect(chosen).toContain('>pentium3</model>');
    expect(new Set(required(chosen))).toEqual(new Set('lahf_lm lm cx16 pni sse2 clflush apic'.split(' ')));
    await expect(page.getByText('It runs on all 2.')).toBeVisible();
  });
});

test('hosts are renamed, excluded, included and removed, and each step can be undone', async ({ page }) => {
  await dropFiles(page, threeHosts);
  await expect(answer(page)).toContainText('3 hosts');
  await grid(page).getByRole('checkbox', { name: 'kvm-03 counts' }).uncheck();
  await expect(answer(page)).toContainText('Both hosts have the same CPU.');
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(answer(page)).toContainText('3 hosts, 2 kinds of CPU.');
  await page.keyboard.press('ControlOrMeta+Shift+Z');
  await expect(answer(page)).toContainText('Both hosts have the same CPU.');
  await grid(page).getByRole('checkbox', { name: 'kvm-03 counts' }).check();
  await expect(answer(page)).toContainText('3 hosts, 2 kinds of CPU.');

  await page.getByRole('button', { name: '3 hosts' }).click();
  const list = page.getByRole('dialog');
  const name = list.getByRole('textbox', { name: /kvm-03/ });
  await name.fill('spare');
  await name.press('Enter');
  await list.getByRole('button', { name: /Remove kvm-02/ }).click();
  await page.keyboard.press('Escape');
  await expect(grid(page).getByRole('columnheader', { name: /^spare/ })).toBeVisible();
  await expect(answer(page)).toContainText('2 hosts, 2 kinds of CPU.');
});

test('hosts of another architecture are a group of their own', async ({ page }) => {
  const arm = '<cpu><arch>aarch64</arch><model>Kunpeng-920</model><vendor>HiSilicon</vendor></cpu>';
  await dropFiles(page, [...threeHosts, { name: 'arm-01.xml', text: arm }]);
  await expect(answer(page)).toContainText('4 hosts are 2 groups. Intel x86_64: Skylake-Server');
  await expect(answer(page)).toContainText('HiSilicon aarch64: host-passthrough');
});

test('two groups: each has its own Copy, and the pane says and changes whose guest it shows', async ({
  page,
}) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Intel and AMD together' }).click();
  const copy = (group: string) =>
    page.getByRole('button', { name: `Copy for virsh edit, ${group}`, exact: true });
  await copy('Intel').click();
  await expect.poll(() => readClipboard(page)).toContain('<vendor>Intel</vendor>');
  await copy('AMD').click();
  await expect.poll(() => readClipboard(page)).toContain('<vendor>AMD</vendor>');
  const model = page
    .getByRole('combobox', { name: 'Model' })
    .or(page.getByRole('textbox', { name: 'Model' }));
  await expect(model).toHaveValue(/EPYC/);
  await page.getByRole('button', { name: 'for AMD, 2 hosts' }).click();
  await page.getByRole('menuitemradio', { name: /^Intel/ }).click();
  await expect(page.getByRole('button', { name: 'for Intel, 2 hosts' })).toBeFocused();
  await expect(model).toHaveValue(/lake/);
});

test('the matrix is taken out as it is filtered: Markdown, CSV, and all of it as JSON', async ({ page }) => {
  await dropFiles(page, threeHosts);
  await expect(answer(page)).toContainText('3 hosts');
  await page.getByRole('textbox', { name: 'Find features' }).fill('vnni');
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('menuitem', { name: 'Copy the matrix as Markdown' }).click();
  await expect.poll(() => readClipboard(page)).toContain('| avx512vnni |');
  const markdown = await readClipboard(page);
  expect(markdown.trimEnd().split('\n')).toHaveLength(3);

  const saved = async (item: string) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('menuitem', { name: item }).click();
    return readFileSync(await (await download).path(), 'utf8');
  };
  expect(await saved('Save the matrix as CSV')).toMatch(
    /^Feature,Meaning.*kvm-01,kvm-02,kvm-03,Guest\r\navx512vnni,/,
  );
  expect(JSON.parse(await saved('Save all as JSON')).hosts).toHaveLength(3);
});

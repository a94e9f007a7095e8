import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { host } from '../../support/recorded.ts';
import { type Jobs, job, type World } from '../job.ts';
import { answer, form, freshPage, grid, threePasted } from './steps.ts';

const xml = 'section[aria-label="XML"]';

/** The guest CPU, its text, and what leaves the page: copies, files, links. */
export const guestJobs: Jobs = [
  job('choose a model', async (world) => {
    const { page } = world;
    await threePasted(world);
    await page.choose('Model', 'Cascadelake-Server');
    await page.reads('Cascadelake-Server</model>', xml);
    await page.reads("policy='disable' name='avx512vnni'", xml);
    await page.session.press('Control+z');
    await page.reads('Skylake-Server</model>', xml);
  }),
  job('widen the guest', async ({ page }) => {
    await page.click({ name: 'Widen' });
    await page.sees({ css: '[role=listbox]' });
  }),
  job('choose a match', async ({ page }) => {
    await page.choose('Match', 'strict');
    await page.reads("match='strict'", xml);
    await page.session.press('Control+z');
    await page.reads("match='exact'", xml);
  }),
  job('choose a mode', async ({ page }) => {
    await page.choose('Mode', 'host-model');
    await page.reads("mode='host-model'", xml);
    await page.choose('Mode', 'custom');
    await page.reads("mode='custom'", xml);
  }),
  job('choose a policy', async ({ page }) => {
    await page.click({ css: '[aria-label=Policies] button', name: 'vmx' });
    await page.choose('Policy of vmx', 'disable');
    await page.reads("policy='disable' name='vmx'", xml);
    await page.session.press('Control+z');
    await page.reads("policy='require' name='vmx'", xml);
  }),
  job('narrow the guest', async ({ page }) => {
    await page.click({ name: 'Narrow' });
    await page.sees({ css: grid });
  }),
  job('write the XML by hand', async ({ page }) => {
    await page.click({ name: 'Edit' });
    await page.sees({ css: 'textarea' });
    await page.session.run(selectWord, "match='exact'");
    await page.session.type("match='minimum'");
    await page.click({ name: 'Done' });
    await page.reads("match='minimum'", xml);
    await page.session.press('Control+z');
  }),
  job('see a mistake in the XML, and go back', async ({ page }) => {
    await page.click({ name: 'Edit' });
    await page.session.run(selectWord, '</model>');
    await page.session.type('</modle>');
    await page.sees({ css: 'textarea[aria-invalid=true], [data-wrong=true]' });
    await page.click({ name: 'Cancel' });
    await page.reads('Skylake-Server</model>', xml);
  }),
  job('write it for another platform', async ({ page }) => {
    const other = await page.session.run(secondTarget, null);
    const before = await page.text('[aria-label=Output]');
    await page.choose('Write it for', other);
    await page.until(
      'another text',
      () => page.text('[aria-label=Output]'),
      (text) => text !== before,
    );
    await page.choose('Write it for', 'libvirt');
  }),
  job('copy the matrix as Markdown, the first time', async ({ page }) => {
    await page.click({ css: 'button', name: 'Share' });
    await page.click({ css: '[role=menuitem]', name: 'Copy the matrix as Markdown' });
    await page.copied((text) => text.includes('| avx512vnni |'));
  }),
  job('save the matrix as CSV', async ({ page, folder }) => {
    await page.click({ css: 'button', name: 'Share' });
    await page.click({ css: '[role=menuitem]', name: 'Save the matrix as CSV' });
    assert.match(
      await saved(page.until.bind(page), folder, '.csv'),
      /^Feature,Meaning.*kvm-01,kvm-02,kvm-03/,
    );
  }),
  job('save the workspace, and open it in a fresh page', async (world) => {
    const { page, folder } = world;
    await page.click({ css: 'button', name: 'Share' });
    await page.click({ css: '[role=menuitem]', name: 'Save as a workspace file' });
    const text = await saved(page.until.bind(page), folder, '.json');
    assert.equal(JSON.parse(text).commonbits !== undefined, true);
    const file = join(folder, 'pool.json');
    writeFileSync(file, text);
    await freshPage(world);
    await page.openFiles([file], () => page.session.press('Control+o'));
    await page.reads('3 hosts, 2 kinds of CPU.', answer);
  }),
  job('open the link to a pool', async (world) => {
    const { page } = world;
    await page.click({ css: 'button', name: 'Share' });
    await page.click({ css: '[role=menuitem]', part: 'Link to this pool' });
    await page.sees({ css: 'textarea[aria-label=Link]' });
    const link = await page.session.run(
      () => document.querySelector<HTMLTextAreaElement>('textarea[aria-label=Link]')?.value ?? '',
      null,
    );
    await freshPage(world);
    await page.session.go(link.replace(/^[^#]*/, await page.session.run(() => location.href, null)));
    await page.reads('3 hosts, 2 kinds of CPU.', answer);
  }),
  job('open files', async (world) => {
    const { page, folder } = world;
    await freshPage(world);
    const files = ['kvm-01', 'kvm-02'].map((name) => join(folder, `${name}.xml`));
    for (const file of files) writeFileSync(file, host('Cascadelake-Server', ['vmx']));
    await page.openFiles(files, () => page.click({ name: 'Open files' }));
    await page.reads('Both hosts have the same CPU.', answer);
  }),
  job('rename a host and remove one in the list', async (world) => {
    const { page } = world;
    await threePasted(world);
    await page.click({ css: `${answer} button`, name: '3 hosts' });
    await page.click({ css: 'dialog input', part: 'Name of kvm-03' });
    await page.session.press('Control+a');
    await page.session.type('spare');
    await page.session.press('Enter');
    await page.click({ css: 'dialog button', name: 'Remove kvm-02' });
    await page.session.press('Escape');
    await page.sees({ css: `${grid} [role=columnheader]`, part: 'spare' });
    await page.reads('2 hosts, 2 kinds of CPU.', answer);
  }),
  job('change the CPU map', async ({ page }) => {
    await page.choose('CPU map', '9.0.0');
    await page.choose('CPU map', '12.8.0');
    await page.reads('2 hosts, 2 kinds of CPU.', answer);
  }),
  job('read a broken paste beside good ones', async ({ page }) => {
    const cut =
      "== kvm-07\n<capabilities>\n  <host>\n    <cpu>\n      <arch>x86_64</arch>\n      <model>Haswell</model>\n      <feature name='avx5";
    await page.paste(cut);
    await page.reads(/stops at line \d+/, '[aria-label=Problems]');
    await page.reads('2 hosts, 2 kinds of CPU.', answer);
  }),
  job('see the keys and close them', async (world) => {
    await threePasted(world);
    const { page } = world;
    await page.session.press('?');
    await page.reads('Take it along', 'dialog[open]');
    await page.reads(/Commonbits \d+\.\d+\.\d+/, 'dialog[open]');
    await page.session.press('Escape');
    await page.seesNo({ css: 'dialog[open]' });
  }),
  job('switch to dark', async ({ page }) => {
    const before = await page.session.run(paper, null);
    for (let clicks = 0; clicks < 2; clicks++) {
      if ((await page.session.run(paper, null)) !== before) break;
      await page.click({ css: 'button[aria-label^="Theme"]' });
    }
    assert.notEqual(await page.session.run(paper, null), before);
  }),
  job('switch back to the differences after all of it', async ({ page }: World) => {
    await page.click(form('All'));
    await page.click(form('Differ'));
    await page.sees({ css: `${grid} [role=row]`, part: 'avx512vnni' });
  }),
];

type Until = World['page']['until'];

/** The text of the newest file that was saved, wherever the browser puts such files below `folder`. */
async function saved(until: Until, folder: string, end: string): Promise<string> {
  return until(
    `a saved ${end}`,
    async () => {
      const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith(end),
      );
      const last = found.at(-1);
      return last === undefined ? '' : readFileSync(join(folder, last), 'utf8');
    },
    (text) => text !== '',
  );
}

// In the page.

function selectWord(word: string): void {
  const area = document.querySelector('textarea');
  const at = area?.value.indexOf(word) ?? -1;
  if (area === null || at < 0) throw new Error(`there is no ${word}`);
  area.focus();
  area.setSelectionRange(at, at + word.length);
}

function secondTarget(): string {
  const select = document.querySelector<HTMLSelectElement>('select[aria-label="Write it for"]');
  return select?.options[1]?.value ?? '';
}

function paper(): string {
  return getComputedStyle(document.documentElement).backgroundColor;
}

import assert from 'node:assert/strict';
import { threeHosts, threeHostsAsText } from '../../support/recorded.ts';
import { type Jobs, job, type World } from '../job.ts';
import { answer, form, freshPage, grid, threePasted } from './steps.ts';

const baseline =
  "<cpu mode='custom' match='exact'>\n  <model fallback='allow'>Skylake-Server</model>\n  <vendor>Intel</vendor>\n  <feature policy='require' name='vmx'/>\n  <feature policy='require' name='pku'/>\n  <feature policy='disable' name='mpx'/>\n</cpu>\n";

/** From an empty page to a guest CPU on the clipboard, and back. */
export const firstJobs: Jobs = [
  job('open the page', async (world) => {
    await freshPage(world);
    await world.page.reads('Which CPU can your virtual machines have on every host?', answer);
  }),
  job('paste three hosts', async ({ page }) => {
    await page.paste(threeHostsAsText);
    await page.reads('3 hosts, 2 kinds of CPU.', answer);
    await page.reads('kvm-03 costs you', answer);
  }),
  job('read the matrix', async ({ page }) => {
    await page.sees({ css: `${grid} [role=row]`, part: 'avx512vnni' });
    await page.sees({ css: `${grid} [role=gridcell]`, name: 'the only host that lacks it' });
  }),
  job('copy the XML', async ({ page }) => {
    await page.click({ css: 'button', part: 'Copy for virsh edit' });
    assert.equal(await page.copied((text) => text.startsWith('<cpu')), baseline);
  }),
  job('walk the matrix by keys', async ({ page }) => {
    await page.click({ css: `${grid} [role=gridcell]` });
    const before = await page.session.run(focusWords, null);
    await page.session.press('ArrowDown');
    await page.session.press('ArrowRight');
    const after = await page.session.run(focusWords, null);
    assert.notEqual(after, before);
    await page.session.press('Enter');
    await page.sees({ css: '[aria-label=Explanation]' });
  }),
  job('find the next missing cell by n', async ({ page }) => {
    await page.session.press('n');
    await page.until(
      'n finds a missing cell',
      () => page.session.run(focusWords, null),
      (words) => words.includes('lacks'),
    );
  }),
  job('undo and redo by keys', async ({ page }) => {
    await page.session.press('Control+z');
    await page.reads('Which CPU can your virtual machines have', answer);
    await page.session.press('Control+Shift+z');
    await page.reads('3 hosts, 2 kinds of CPU.', answer);
  }),
  job('undo by the button', async ({ page }) => {
    await page.click({ css: 'button[aria-label^="Undo"]' });
    await page.reads('Which CPU can your virtual machines have', answer);
    await page.click({ css: 'button[aria-label^="Redo"]' });
    await page.reads('3 hosts, 2 kinds of CPU.', answer);
  }),
  job('exclude a host, and include it', async ({ page }) => {
    await page.click({ css: `${grid} input[type=checkbox][aria-label^="kvm-03"]` });
    await page.reads('Both hosts have the same CPU.', answer);
    await page.session.press('Control+z');
    await page.reads('3 hosts, 2 kinds of CPU.', answer);
  }),
  job('filter by / and clear it', async ({ page }) => {
    await page.session.press('/');
    await page.session.type('vnni');
    await page.sees({ css: `${grid} [role=rowheader]`, part: 'avx512vnni' });
    await page.sees({ css: `${grid} [role=row] [role=rowheader]` }, 2);
    await page.click({ name: 'Clear the filter' });
    await page.until(
      'all rows are back',
      () => page.look({ css: `${grid} [role=row] [role=rowheader]` }),
      ({ count }) => count > 2,
    );
  }),
  job('show all features', async ({ page }) => {
    const few = (await page.look({ css: `${grid} [role=row]` })).count;
    await page.click(form('All'));
    await page.until(
      'All shows more rows',
      () => page.look({ css: `${grid} [role=row]` }),
      ({ count }) => count > few,
    );
  }),
  job('look at the registers', async ({ page }) => {
    await page.click(form('Registers'));
    await page.sees({ css: '[role=option][aria-label*="lost"]' });
    await page.click(form('Differ'));
    await page.sees({ css: `${grid} [role=row]`, part: 'avx512vnni' });
  }),
  job('ask what a feature is for', async ({ page }) => {
    await page.click({ css: `${grid} [role=rowheader]`, part: 'avx512vnni' });
    await page.reads(/neural|dot product|vector/i, '[aria-label=Explanation]');
  }),
  job('every answer again from files that are dropped', async (world) => {
    await freshPage(world);
    await world.page.session.run(dropFiles, threeHosts);
    await world.page.reads('3 hosts, 2 kinds of CPU.', answer);
  }),
  job('drop a text', async (world) => {
    await freshPage(world);
    await world.page.session.run(dropText, threeHostsAsText);
    await world.page.reads('3 hosts, 2 kinds of CPU.', answer);
  }),
  job('look at an example', async (world: World) => {
    await freshPage(world);
    await world.page.click({ name: 'A laptop and a server of 2010' });
    await world.page.reads('2 hosts, 2 kinds of CPU.', answer);
  }),
  job('keep hosts over a reload', async (world) => {
    await threePasted(world);
    await world.page.session.reload();
    await world.page.reads('3 hosts, 2 kinds of CPU.', answer);
  }),
];

// In the page.

function focusWords(): string {
  const element = document.activeElement;
  const place = element?.getBoundingClientRect();
  return `${element?.getAttribute('aria-label') ?? element?.textContent} at ${place?.x},${place?.y}`;
}

function dropFiles(files: readonly { name: string; text: string }[]): void {
  const transfer = new DataTransfer();
  for (const { name, text } of files) transfer.items.add(new File([text], name));
  for (const type of ['dragenter', 'dragover', 'drop']) {
    document.body.dispatchEvent(
      new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }),
    );
  }
}

function dropText(text: string): void {
  const transfer = new DataTransfer();
  transfer.setData('text/plain', text);
  for (const type of ['dragenter', 'dragover', 'drop']) {
    document.body.dispatchEvent(
      new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }),
    );
  }
}

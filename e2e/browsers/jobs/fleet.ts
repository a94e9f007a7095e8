import assert from 'node:assert/strict';
import { guests, hosts } from '../../support/guests.ts';
import { fortyHosts, hostsText } from '../../support/hosts.ts';
import { type Jobs, job } from '../job.ts';
import { answer, freshPage, grid, pasteThree } from './steps.ts';

const view = (part: string) => ({ css: '[role=tablist] [role=tab]', part });
const guestsGrid = '[role=grid][aria-label="Guests, and where they start"]';
const explanation = '[aria-label=Explanation]';
const refusal = `$ virsh migrate --live win-11-01 qemu+ssh://kvm-03/system
error: operation failed: guest CPU doesn't match specification: missing features: avx512vnni,hle`;

/** Virtual machines on the hosts. */
export const guestsJobs: Jobs = [
  job('paste hosts and their virtual machines', async (world) => {
    await freshPage(world);
    await world.page.paste(`${hosts}${guests}`);
    await world.page.reads('4 hosts', answer);
  }),
  job('see where each guest starts, and why one does not', async ({ page }) => {
    await page.click(view('Guests'));
    await page.sees({ css: `${guestsGrid} [role=row]`, part: 'web-01' });
    await page.reads(/db-01.*2 of 4/, guestsGrid);
    await page.click({ css: `${guestsGrid} [role=gridcell]`, name: 'kvm-03: refused', at: -1 });
    await page.reads('Host CPU does not provide required features', explanation);
  }),
  job('walk the guests by keys', async ({ page }) => {
    await page.session.press('ArrowDown');
    await page.reads('app-01 on kvm-03: starts', explanation);
    await page.session.press('ArrowUp');
    await page.reads('db-01 on kvm-03: refused', explanation);
  }),
  job('copy what mends a guest', async ({ page }) => {
    await page.click({ name: 'Copy the command for virt-xml' });
    await page.copied((text) => text === 'virt-xml db-01 --edit --cpu disable=md-clear\n');
  }),
  job('find guests, and clear it', async ({ page }) => {
    await page.click({ css: 'input', name: 'Find guests' });
    await page.session.type('runs:<3');
    await page.reads(/\d of 7 guests/);
    await page.session.press('Escape');
    await page.sees({ css: `${guestsGrid} [role=row]`, part: 'web-01' });
  }),
  job('keep the guests over a reload', async ({ page }) => {
    await page.session.reload();
    await page.sees(view('Guests 7'));
    await page.click(view('Features'));
    await page.sees({ css: grid });
  }),
];

/** Hosts of six kinds in groups. */
export const groupsJobs: Jobs = [
  job('part forty hosts into groups', async (world) => {
    const { page } = world;
    await freshPage(world);
    await page.paste(hostsText(fortyHosts));
    await page.reads('40 hosts, 6 kinds of CPU.', answer);
    await page.click(view('Groups'));
    await page.click({ css: '[aria-label="Number of groups"] *', part: '3 groups' });
    await page.sees({ css: 'button', part: 'Copy the guest CPU of' }, 3);
  }),
  job('copy the guest CPU of a group', async ({ page }) => {
    await page.click({ css: 'button', part: 'Copy the guest CPU of' });
    await page.copied((text) => text.startsWith("<cpu mode='custom'"));
  }),
  job('climb the ladder, and try it', async ({ page }) => {
    await page.click({ css: '[aria-label="Groups, shown as"] *', part: 'Ladder' });
    await page.click({ css: 'button', part: 'Preview without' });
    await page.sees({ css: 'button[aria-pressed=true]', part: 'Preview without' });
    await page.click({ css: 'button[aria-pressed=true]', part: 'Preview without' });
  }),
];

/** A program's message when it refused. */
export const errorJobs: Jobs = [
  job('have an error decoded before any host', async (world) => {
    const { page } = world;
    await freshPage(world);
    await page.paste(refusal);
    await page.reads('kvm-03 refused win-11-01: it does not give 2 features that the guest has.', answer);
    await page.click({ name: 'Copy the command' });
    await page.copied((text) => text === 'virt-xml win-11-01 --edit --cpu disable=avx512vnni,disable=hle');
  }),
  job('keep the error over a reload, dismiss it and bring it back', async ({ page }) => {
    await page.session.reload();
    await page.reads('kvm-03 refused win-11-01', answer);
    await page.click({ name: 'Dismiss' });
    await page.reads('Which CPU', answer);
    await page.session.press('Control+z');
    await page.reads('kvm-03 refused win-11-01', answer);
  }),
  job('see an error among the hosts', async (world) => {
    const { page } = world;
    await freshPage(world);
    await pasteThree(world);
    await page.paste(refusal);
    await page.reads('kvm-03 refused win-11-01', '[aria-label=Error]');
    assert.match(await page.text(answer), /3 hosts/);
  }),
];

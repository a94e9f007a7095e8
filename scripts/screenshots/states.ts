import type { Page } from '@playwright/test';
import { dropFiles, type GivenFile } from '../../e2e/support/give.ts';
import { formatCpu } from '../../src/cpu/definition/format.ts';
import { loadCpuMap } from '../../src/cpu-map/releases.ts';
import { capabilities, madeUpHost } from '../support/made-up-hosts.ts';
import { Random } from '../support/random.ts';

/** Brings the page, opened empty, into a state that a picture is taken of. */
export type Prepare = (page: Page) => Promise<void>;

export const nothing: Prepare = async () => {};

export const inOrder =
  (...steps: readonly Prepare[]): Prepare =>
  async (page) => {
    for (const step of steps) await step(page);
  };

export const example =
  (title: string): Prepare =>
  async (page) => {
    await page.getByRole('button', { name: title }).click();
    // The question's place is taken by the answer.
    await page
      .getByRole('heading', { level: 1 })
      .filter({ hasText: 'CPU' })
      .filter({ hasNotText: 'Which' })
      .waitFor();
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
  };

export const three = example('Cascade Lake and Skylake');
export const forty = example('Five generations of Xeon');

export const press =
  (
    role: 'button' | 'tab' | 'radio' | 'menuitemradio' | 'menuitem' | 'option',
    name: string | RegExp,
  ): Prepare =>
  async (page) => {
    await page.getByRole(role, { name }).first().click();
  };

export const find =
  (text: string): Prepare =>
  async (page) => {
    await page.getByRole('textbox', { name: 'Find features' }).fill(text);
  };

export interface Pool {
  readonly hosts: number;
  readonly kinds: number;
  readonly name?: (number: number) => string;
}

/** Hosts of made-up CPUs: the same every time. */
export const pool =
  ({ hosts, kinds, name = numbered }: Pool): Prepare =>
  async (page) => {
    await dropFiles(page, await madeUpFiles({ hosts, kinds, name }));
    await page
      .getByRole('heading', { level: 1, name: `${hosts.toLocaleString('en')} hosts` })
      .waitFor({ timeout: 60_000 });
    await page.getByRole('progressbar').waitFor({ state: 'detached', timeout: 60_000 });
  };

const numbered = (number: number) => `compute-${String(number).padStart(4, '0')}.example.net`;

async function madeUpFiles({ hosts, kinds, name = numbered }: Pool): Promise<GivenFile[]> {
  const map = await loadCpuMap('12.8.0');
  const random = new Random(7);
  const cpus = Array.from({ length: kinds }, () => formatCpu(madeUpHost(map, random)));
  return Array.from({ length: hosts }, (_, i) => ({
    name: `${name(i + 1)}.xml`,
    text: cpus[i % kinds] ?? '',
  }));
}

/** One of three files ends in the middle of a name. */
export const broken: Prepare = async (page) => {
  const map = await loadCpuMap('12.8.0');
  const random = new Random(3);
  const whole = (name: string) => ({ name, text: formatCpu(madeUpHost(map, random)) });
  const cut = `<capabilities>\n  <host>\n${formatCpu(madeUpHost(map, random)).slice(0, 620).replace(/^/gm, '    ')}`;
  await dropFiles(page, [whole('kvm-01.xml'), whole('kvm-02.xml'), { name: 'kvm-03.xml', text: cut }]);
  await page.getByRole('region', { name: 'Problems' }).waitFor();
  await page.getByRole('progressbar').waitFor({ state: 'detached' });
};

/** Enough large files to take a picture before the last is read. */
export const reading: Prepare = async (page) => {
  const map = await loadCpuMap('12.8.0');
  const random = new Random(7);
  const kinds = Array.from({ length: 4 }, () => madeUpHost(map, random));
  const text = kinds.map((cpu) => capabilities(cpu, 23_000));
  const files = Array.from({ length: 4000 }, (_, i) => ({
    name: `node-${String(i + 1).padStart(4, '0')}.xml`,
    // No two files alike: the same text would be read once.
    text: `${text[(i * i) % 4]}<!-- ${i} -->`,
  }));
  await dropFiles(page, files);
  await page.getByRole('heading', { level: 1, name: /kinds of CPU/ }).waitFor({ timeout: 60_000 });
};

/** A host that is there already comes again, and is another CPU now. */
export const twice: Prepare = async (page) => {
  const [first, second] = await madeUpFiles({ hosts: 2, kinds: 2, name: (number) => `kvm-0${number}` });
  if (first === undefined || second === undefined) return;
  await three(page);
  await dropFiles(page, [first, second]);
  await page
    .getByRole('button', { name: /Keep both/ })
    .first()
    .waitFor();
};

/** Hosts of two architectures. */
export const mixed: Prepare = async (page) => {
  const [first, second] = await madeUpFiles({ hosts: 2, kinds: 2, name: (number) => `kvm-0${number}` });
  const arm =
    "<cpu>\n  <arch>aarch64</arch>\n  <model>cortex-a72</model>\n  <vendor>ARM</vendor>\n  <feature name='fp'/>\n  <feature name='asimd'/>\n  <feature name='crc32'/>\n</cpu>\n";
  await dropFiles(page, [
    ...(first === undefined || second === undefined ? [] : [first, second]),
    { name: 'arm-01.xml', text: arm },
  ]);
  await page.getByRole('heading', { level: 1, name: 'aarch64' }).waitFor();
};

/** Names as long as data centres make them. */
export const longNames = pool({
  hosts: 5,
  kinds: 5,
  name: (number) => `compute-rack1${number}-blade004${number}.az-1.openstack.example-telecom.net`,
});

export const explained = inOrder(three, async (page) => {
  const row = page.getByRole('row', { name: /^avx512vnni / });
  await row.getByRole('gridcell', { name: 'the only host that lacks it' }).click();
});

/** A guest that not all hosts run: its costs, its fix and its difference from the baseline. */
export const changedGuest = inOrder(
  three,
  press('button', 'Widen'),
  press('option', /^Cascadelake-Server,/),
  requiresAgain('avx512vnni'),
  requiresAgain('spec-ctrl'),
);

function requiresAgain(feature: string): Prepare {
  return async (page) => {
    await page.getByRole('combobox', { name: `Policy of ${feature}`, exact: true }).selectOption('require');
  };
}

/** The guest's XML is edited, and a line of it is wrong. */
export const mistaken = inOrder(three, press('button', /^Edit/), async (page) => {
  const area = page.getByRole('textbox', { name: /XML/ });
  const text = await area.inputValue();
  await area.fill(
    text.replace("<feature policy='require' name='vmx'/>", "<feature policy='needed' name='vmx'/>"),
  );
});

const menuItem = (menu: string | RegExp, item: string | RegExp): Prepare =>
  inOrder(press('button', menu), async (page) => {
    await page.getByText(item, { exact: true }).locator('visible=true').first().click();
  });

export const unfolded = menuItem('Same CPUs merged', 'A column for each host');
export const asList = menuItem('By purpose', 'As a plain list');

export const menu = (name: string): Prepare => press('button', name);

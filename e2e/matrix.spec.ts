import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectNoAxeViolations } from './support/axe.ts';
import { pasteText, readClipboard } from './support/give.ts';
import { distinctHosts, fortyHosts, type GivenHost, hostsText, threeHosts } from './support/hosts.ts';
import { expect, test } from './support/test.ts';

const captured = '../src/intake/fixtures/captures/proc-cpuinfo.txt';

// Wide enough for all columns.
test.use({ viewport: { width: 1440, height: 900 } });

async function give(page: Page, hosts: readonly GivenHost[]): Promise<void> {
  await page.goto('./');
  await pasteText(page, hostsText(hosts));
  await expect(page.getByRole('grid', { name: 'Features by host' })).toBeVisible();
}

const grid = (page: Page) => page.getByRole('grid', { name: 'Features by host' });
const row = (page: Page, name: string) =>
  grid(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) });
const head = (page: Page, name: string) =>
  grid(page).getByRole('columnheader', { name: new RegExp(`^${name}`) });
const focused = (page: Page) => page.locator(':focus');

test('three hosts: what differs has rows, what agrees is run in', async ({ page }) => {
  await give(page, threeHosts);
  await expect(row(page, 'avx512vnni').getByRole('gridcell')).toHaveText([
    'AVX-512 neural-network dot products',
    '7.0 ecx 11',
    '1 of 3',
    '',
    '',
    '',
    'kept out',
  ]);
  await expect(
    row(page, 'avx512vnni').getByRole('gridcell', { name: 'the only host that lacks it' }),
  ).toHaveCount(1);
  await expect(grid(page).getByRole('rowheader', { name: /^Security mitigations 10 differ/ })).toBeVisible();
  await expect(grid(page).getByRole('rowheader', { name: /^The same on all 3 hosts/ })).toBeVisible();
  await expect(grid(page)).toHaveAttribute('aria-colcount', '8');
  const signs = page.getByRole('list', { name: 'Signs' }).first();
  await expect(signs.getByRole('listitem')).toHaveText([
    'has it, not in the guest',
    'the only kind that lacks it',
  ]);
});

test('features of MSRs that /proc/cpuinfo does not show are not told, and another lone lack stays lone', async ({
  page,
}) => {
  const cpuinfo = readFileSync(new URL(captured, import.meta.url), 'utf8');
  await page.goto('./');
  await pasteText(page, `${hostsText(threeHosts)}\n== kvm-41\n${cpuinfo}`);
  await expect(row(page, 'rdctl-no').getByRole('gridcell', { name: 'not told' })).toHaveCount(1);
  await expect(row(page, 'rdctl-no')).toContainText('1 of 4');
  await expect(
    row(page, 'rdctl-no').getByRole('gridcell', { name: 'the only host that lacks it' }),
  ).toHaveCount(1);
  await row(page, 'rdctl-no').getByRole('gridcell', { name: 'not told' }).click();
  await expect(page.getByRole('region', { name: 'Explanation' })).toContainText(
    '/proc/cpuinfo does not show it, so it is neither there nor lacking on kvm-41.',
  );
  await page.getByRole('textbox', { name: 'Find features' }).fill('is:untold');
  await expect(row(page, 'rdctl-no')).toBeVisible();
  await expect(row(page, 'avx512vnni')).toHaveCount(0);
  await expectNoAxeViolations(page);
});

test('the corner of the grid as a screen reader meets it', async ({ page }) => {
  await give(page, threeHosts);
  await expect(grid(page)).toMatchAriaSnapshot(`
    - grid "Features by host":
      - rowgroup:
        - row:
          - columnheader "Feature"
          - columnheader "Meaning"
          - columnheader "CPUID or MSR"
          - columnheader "Lacked by"
          - columnheader "kvm-01, Cascadelake-Server-v1":
            - checkbox "kvm-01 counts" [checked]
          - columnheader "kvm-02, Cascadelake-Server-v1"
          - columnheader "kvm-03, Skylake-Server-v1"
          - columnheader "Guest"
      - rowgroup:
        - row:
          - rowheader /AVX-512 .* 1 differs/ [expanded]
        - row:
          - rowheader "avx512vnni"
          - gridcell "AVX-512 neural-network dot products"
          - gridcell "7.0 ecx 11"
          - gridcell "1 of 3"
          - gridcell "has it, not in the guest"
          - gridcell "has it, not in the guest"
          - gridcell "the only host that lacks it"
          - gridcell "not in the guest"
  `);
  await expect(row(page, 'avx512vnni')).toHaveAttribute('aria-rowindex', '3');
  await expect(row(page, 'avx512vnni').getByRole('gridcell', { name: 'only host' })).toHaveAttribute(
    'aria-colindex',
    '7',
  );
});

test('arrow keys walk the grid, one Tab in and one out', async ({ page }) => {
  await give(page, threeHosts);
  await row(page, 'avx512vnni').getByRole('rowheader').click();
  await expect(focused(page)).toHaveText('avx512vnni');
  await page.keyboard.press('End');
  await expect(focused(page)).toHaveAttribute('aria-colindex', '8');
  await page.keyboard.press('ArrowRight');
  await expect(focused(page)).toHaveAttribute('aria-colindex', '8');
  await page.keyboard.press('ArrowLeft');
  await expect(focused(page)).toHaveAccessibleName('the only host that lacks it');
  await page.keyboard.press('ArrowDown');
  await expect(focused(page)).toHaveText(/^Security mitigations/);
  await page.keyboard.press('ArrowDown');
  await expect(focused(page)).toHaveAccessibleName('the only host that lacks it');
  await page.keyboard.press('Control+Home');
  await expect(focused(page)).toHaveAccessibleName('Feature');
  await page.keyboard.press('ArrowUp');
  await expect(focused(page)).toHaveAccessibleName('Feature');
  await page.keyboard.press('Control+End');
  await expect(focused(page)).toHaveText(/^Processor and platform/);
  await expect(focused(page)).toBeInViewport();
  await expect(grid(page).locator('[tabindex="0"]')).toHaveCount(1);
  await page.keyboard.press('Tab');
  await expect(grid(page).locator(':focus')).toHaveCount(0);
  await page.keyboard.press('Shift+Tab');
  await expect(focused(page)).toHaveText(/^Processor and platform/);
});

test('the focused cell is explained', async ({ page }) => {
  await give(page, threeHosts);
  await row(page, 'md-clear').getByRole('gridcell', { name: 'only host' }).click();
  await expect(page.getByText('kvm-03 is the only host that lacks it.')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText('kvm-03 is the only host that lacks it.')).toBeHidden();
});

test('each head says what stands under it, also by keys', async ({ page }) => {
  await give(page, fortyHosts);
  const explanation = page.getByRole('region', { name: 'Explanation' });
  await head(page, 'Guest').click();
  await expect(explanation).toContainText('Whether the guest CPU has the feature');
  await page.keyboard.press('Home');
  await expect(explanation).toContainText('The name that libvirt gives it');
  await page.keyboard.press('ArrowDown');
  await expect(explanation).toContainText('How many features each column lacks');
  await page.keyboard.press('ArrowDown');
  await expect(explanation).toContainText('How many more features a guest could have');
});

test('Space folds a group and opens what is run in', async ({ page }) => {
  await give(page, threeHosts);
  const group = grid(page).getByRole('rowheader', { name: /^Security mitigations 10 differ/ });
  await group.click();
  await expect(row(page, 'md-clear')).toHaveCount(0);
  await expect(group).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Space');
  await expect(row(page, 'md-clear')).toBeVisible();
  const run = grid(page).getByRole('rowheader', { name: /^Crypto and random 4/ });
  await expect(run).toContainText('pclmuldq aes rdrand rdseed');
  await run.click();
  await expect(row(page, 'aes')).toBeVisible();
});

test('Space on a host excludes it, and the answer follows', async ({ page }) => {
  await give(page, threeHosts);
  await row(page, 'avx512vnni').getByRole('gridcell', { name: 'only host' }).click();
  await page.keyboard.press('Control+Home');
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight');
  await expect(focused(page)).toHaveAccessibleName(/^kvm-03/);
  await page.keyboard.press('Space');
  await expect(head(page, 'kvm-03')).toHaveAccessibleName(/excluded$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Both hosts have the same CPU');
  await page.keyboard.press('Space');
  await expect(head(page, 'kvm-03').getByRole('checkbox')).toBeChecked();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('kvm-03 costs you 11 features');
});

test('every line of a long matrix comes to have its cells, and follow a host that is excluded', async ({
  page,
}) => {
  await give(page, distinctHosts(3, 400));
  await page.getByRole('radio', { name: 'All' }).click();
  const lines = grid(page).getByRole('row');
  await expect.poll(() => lines.count()).toBeGreaterThan(300);
  await expect(lines).toHaveCount(Number(await grid(page).getAttribute('aria-rowcount')));
  await expect(lines.last().getByRole('gridcell', { name: /has it|lacks it/ })).toHaveCount(3);
  await grid(page).getByRole('checkbox').last().uncheck();
  await expect(lines.last().locator('[data-out]')).toHaveCount(1);
});

test('n and p go from missing cell to missing cell, d to all rows and back, c copies the sentence', async ({
  page,
}) => {
  await give(page, threeHosts);
  await row(page, 'avx512vnni').getByRole('rowheader').click();
  const here = () => focused(page).locator('xpath=..').getAttribute('data-row');
  await page.keyboard.press('n');
  expect(await here()).toBe('avx512vnni');
  await page.keyboard.press('n');
  expect(await here()).toBe('md-clear');
  await page.keyboard.press('p');
  expect(await here()).toBe('avx512vnni');
  await page.keyboard.press('p');
  await expect(page.getByRole('status').getByText('No missing cell before this one.')).toBeAttached();
  await page.keyboard.press('c');
  const sentence = 'kvm-03 is the only host that lacks it. Without kvm-03 the guest can gain it and 10 more.';
  await expect(page.getByRole('region', { name: 'Explanation' })).toContainText(sentence);
  await expect.poll(() => readClipboard(page)).toBe(`avx512vnni on kvm-03: lacks it. ${sentence}`);
  await page.keyboard.press('d');
  await expect(page.getByRole('radio', { name: 'All' })).toHaveAttribute('aria-checked', 'true');
  await expect(row(page, 'avx512vnni')).toBeVisible();
});

test('Find filters as typed, explains an empty result and clears', async ({ page }) => {
  await give(page, fortyHosts);
  await page.keyboard.press('/');
  const find = page.getByRole('textbox', { name: 'Find features' });
  await expect(find).toBeFocused();
  await find.fill('leaf:1');
  await expect(find).toHaveAccessibleDescription(/^\d+ of 48 rows, \d+ the same\.$/);
  await find.fill('leaf:7');
  await expect(find).toHaveAccessibleDescription(/^\d+ of 48 rows\.$/);
  await expect(row(page, 'avx2')).toBeVisible();
  await expect(row(page, 'fma')).toHaveCount(0);
  await find.fill('missing:kvm-99');
  await expect(page.getByText('No row matches missing:kvm-99. The filter hides all 48 rows.')).toBeVisible();
  await expect(page.getByText('No host is called “kvm-99”.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Clear it' }).click();
  await expect(row(page, 'fma')).toBeVisible();
  await find.fill('colour:red');
  await expect(find).toHaveAccessibleDescription(/Find knows no “colour:”/);
  await find.press('Escape');
  await expect(find).toHaveValue('');
  await page.getByRole('button', { name: 'What Find understands' }).click();
  await page.getByRole('button', { name: 'only:1' }).click();
  await expect(find).toHaveValue('only:1');
});

test('forty hosts of six kinds are six columns with what each costs; unfolded, forty', async ({ page }) => {
  await give(page, fortyHosts);
  await expect(grid(page).getByRole('checkbox')).toHaveCount(6);
  await expect(head(page, 'kvm-01 and 13 more')).toBeVisible();
  const alone = grid(page).getByRole('row').filter({ hasText: 'of these, lost only because of it' });
  await expect(alone.getByRole('gridcell')).toHaveText(['–', '–', '–', '–', '–', '12', '']);
  await page.getByRole('button', { name: 'Same CPUs merged' }).click();
  await page.getByRole('menuitemradio', { name: 'A column for each host' }).click();
  await expect(head(page, 'kvm-15, Skylake')).toBeVisible();
  await expect(grid(page)).toHaveAttribute('aria-colcount', /^4\d$/);
});

test('some hosts of a folded column excluded: a mixed tick, and how many count; Space takes all in', async ({
  page,
}) => {
  await give(page, fortyHosts);
  await page.getByRole('button', { name: '40 hosts', exact: true }).click();
  const list = page.getByRole('dialog');
  await list.getByRole('checkbox', { name: 'kvm-29 counts' }).uncheck();
  await list.getByRole('checkbox', { name: 'kvm-30 counts' }).uncheck();
  await page.keyboard.press('Escape');
  const column = head(page, 'kvm-28 and 7 more, Broadwell-v1, 2 excluded');
  await expect(column).toContainText('6 of 8');
  await expect(column.getByRole('checkbox')).toBeChecked({ indeterminate: true });
  await column.getByText('6 of 8').click();
  await page.keyboard.press('Space');
  await expect(head(page, 'kvm-28 and 7 more, Broadwell-v1')).toContainText('+7');
});

test('the list of hosts finds models and vendors, and its buttons are about what it found', async ({
  page,
}) => {
  await give(page, fortyHosts);
  await page.getByRole('button', { name: '40 hosts', exact: true }).click();
  const list = page.getByRole('dialog');
  await list.getByRole('textbox', { name: 'Find a host' }).fill('haswell');
  await expect(list.getByRole('checkbox')).toHaveCount(4);
  await list.getByRole('button', { name: 'Exclude these 4' }).click();
  await list.getByRole('textbox', { name: 'Find a host' }).fill('AMD');
  await expect(list.getByText('No host has all of it')).toBeVisible();
  await expect(list.getByRole('button', { name: 'Remove these 0' })).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('36 hosts');
});

test('the head of the rows opens their menu by Enter, and its keys are its own', async ({ page }) => {
  await give(page, threeHosts);
  await head(page, 'Feature').getByText('Feature').click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: 'By purpose' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitemradio', { name: 'By register' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(focused(page)).toHaveAccessibleName('Feature');
  await expect(page.getByRole('button', { name: 'By register' })).toBeVisible();
});

test('a window of 768 px keeps how many hosts a column stands for, and what it costs', async ({ page }) => {
  await page.setViewportSize({ width: 768, height: 1024 });
  await give(page, fortyHosts);
  await expect(head(page, 'kvm-01 and 13 more')).toContainText('+13');
  await expect(grid(page).getByRole('row', { name: /^of these, lost only because of it/ })).toContainText(
    '12',
  );
});

test('an excluded host shows no number of lacked features', async ({ page }) => {
  await give(page, fortyHosts);
  await page.getByRole('checkbox', { name: 'kvm-40 counts' }).uncheck();
  const costs = (label: string) =>
    grid(page).getByRole('row').filter({ hasText: label }).getByRole('gridcell').nth(5);
  await expect(costs('that some host has')).toHaveText('');
  await expect(costs('of these, lost only because of it')).toHaveText('');
});

test('the cost of each host is a ranked list, to preview the pool without one or to exclude it', async ({
  page,
}) => {
  await give(page, fortyHosts);
  await page.getByRole('button', { name: 'What each host costs' }).click();
  const list = page.getByRole('table', { name: 'Hosts by what they cost' });
  const lines = list.getByRole('row');
  await expect(lines).toHaveCount(7);
  await expect(lines.nth(1).getByRole('rowheader')).toContainText('kvm-40');
  await expect(lines.nth(1).getByRole('cell').first()).toContainText(/^12 /);
  await expect(lines.nth(2).getByRole('cell').first()).toHaveText('–');
  await list.getByRole('button', { name: 'Preview without kvm-40' }).click();
  await expect(list).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('39 hosts');
  await page.getByRole('button', { name: 'End preview' }).click();
  await page.getByRole('button', { name: 'Same CPUs merged' }).click();
  await page.getByRole('menuitem', { name: 'What each host costs…' }).click();
  await list.getByRole('button', { name: 'Exclude kvm-40' }).click();
  await expect(lines).toHaveCount(6);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Undo excluding kvm-40' })).toBeEnabled();
});

test('the explained row is pinned, or its column hidden, from the explanation', async ({ page }) => {
  await give(page, threeHosts);
  await row(page, 'md-clear').getByRole('gridcell', { name: 'only host' }).click();
  const explanation = page.getByRole('region', { name: 'Explanation' });
  await explanation.getByRole('button', { name: 'Pin the row' }).click();
  await expect(grid(page).getByRole('row', { name: /^Pinned/ })).toBeVisible();
  await explanation.getByRole('button', { name: 'Unpin the row' }).click();
  await explanation.getByRole('button', { name: 'Hide the column' }).click();
  await expect(head(page, 'kvm-03')).toHaveCount(0);
  await explanation.getByRole('button', { name: 'Show the column' }).click();
  await expect(head(page, 'kvm-03')).toBeVisible();
});

test('the label of the costs opens their list, which can order the columns', async ({ page }) => {
  await give(page, fortyHosts);
  const columns = () => grid(page).getByRole('columnheader', { name: /^kvm-/ });
  await expect(columns().first()).toHaveAccessibleName(/^kvm-01/);
  await grid(page)
    .getByRole('button', { name: /^Lacks, of/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'What each host costs' });
  await dialog.getByRole('checkbox', { name: 'The columns of the matrix in this order' }).check();
  await page.keyboard.press('Escape');
  await expect(columns().first()).toHaveAccessibleName(/^kvm-40/);
});

test('with all hosts excluded the heads stay, so one can be included again', async ({ page }) => {
  await give(page, threeHosts);
  for (const name of ['kvm-01', 'kvm-02', 'kvm-03']) {
    await grid(page)
      .getByRole('checkbox', { name: `${name} counts` })
      .uncheck();
  }
  await expect(page.getByText('All hosts are excluded, so there is nothing to compare.')).toBeVisible();
  await grid(page).getByRole('checkbox', { name: 'kvm-02 counts' }).check();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('1 host');
});

test('a policy is changed in the Guest column, by keys and by the pointer', async ({ page }) => {
  await give(page, threeHosts);
  const guest = row(page, 'md-clear').getByRole('gridcell').last();
  const policy = guest.getByRole('combobox');
  await row(page, 'md-clear').getByRole('rowheader').click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(policy).toBeFocused();
  await policy.selectOption('optional');
  await expect(policy).toHaveAccessibleName(/in the guest where the host has it, policy optional/);

  const other = row(page, 'stibp').getByRole('gridcell').last();
  await other.hover();
  await other.getByRole('combobox').click();
  await expect(row(page, 'stibp')).toHaveAttribute('data-current', 'true');
  await expect(page.getByRole('region', { name: 'Explanation' })).toContainText('stibp');
});

test('rows are pinned, grouped otherwise, and said as a list', async ({ page }) => {
  await give(page, threeHosts);
  await row(page, 'ssbd').getByRole('rowheader').click();
  await page.getByRole('button', { name: 'By purpose' }).click();
  await page.getByRole('menuitem', { name: 'Pin ssbd on top' }).click();
  await expect(grid(page).getByRole('rowheader').first()).toContainText('Pinned');
  await page.getByRole('button', { name: 'By purpose' }).click();
  await page.getByRole('menuitemradio', { name: 'By register' }).click();
  await expect(grid(page).getByRole('rowheader', { name: /^MSR 10A, EAX 4 differ/ })).toBeVisible();
  await page.getByRole('button', { name: 'By register' }).click();
  await page.getByRole('menuitem', { name: 'As a plain list' }).click();
  const list = page.getByRole('region', { name: 'Features as a list' });
  await expect(list.getByRole('row', { name: /avx512vnni/ })).toContainText('lacked by kvm-03');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no rule of axe is broken by the matrix, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await give(page, threeHosts);
    await row(page, 'md-clear').getByRole('gridcell', { name: 'only host' }).click();
    await expectNoAxeViolations(page);
    await head(page, 'kvm-02').getByRole('checkbox').uncheck();
    await page.getByRole('radio', { name: 'All' }).click();
    await page.getByRole('textbox', { name: 'Find features' }).fill('group:security');
    await expectNoAxeViolations(page);
  });

  test(`no rule of axe is broken by a folded matrix, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await give(page, fortyHosts);
    await page.getByRole('textbox', { name: 'Find features' }).fill('leaf:7');
    await expectNoAxeViolations(page);
  });

  test(`no rule of axe is broken by registers and list, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await give(page, fortyHosts);
    await page.getByRole('radio', { name: 'Registers' }).click();
    await expectNoAxeViolations(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('radio', { name: 'Differences' }).click();
    await expect(page.getByRole('region', { name: 'Features as a list' })).toBeVisible();
    await expectNoAxeViolations(page);
  });
}

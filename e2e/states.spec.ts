import type { Page } from '@playwright/test';
import { expectNoAxeViolations } from './support/axe.ts';
import { dropCopies, dropFiles, holdReading, pasteText } from './support/give.ts';
import { fortyHosts, hostsText, threeHosts } from './support/hosts.ts';
import { expect, test } from './support/test.ts';

const answer = (page: Page) => page.getByRole('heading', { level: 1 });

async function three(page: Page): Promise<void> {
  await page.goto('./');
  await expect(answer(page)).toHaveText('Which CPU can your virtual machines have on every host?');
  await pasteText(page, hostsText(threeHosts));
  await expect(answer(page)).toContainText('3 hosts');
  await expect(page.getByRole('grid')).toBeVisible();
}

/** Large enough that three thousand of them are not all read before the page has been looked at. */
const largeFile = {
  name: 'node-#.xml',
  text: `<!-- ${'x'.repeat(20_000)} -->
${hostsText([{ name: 'node-#', model: 'Westmere', features: ['vmx', 'made-up-#'] }])}<!-- # -->`,
};

async function explained(page: Page): Promise<void> {
  await page
    .getByRole('row', { name: /^avx512vnni / })
    .getByRole('gridcell', { name: 'the only host that lacks it' })
    .click();
  await expect(page.getByRole('region', { name: 'Explanation' })).toContainText('For');
}

async function lookWideAndAtRegisters(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Widen' }).click();
  await expect(page.getByRole('heading', { name: 'Policies' })).toBeVisible();
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'Narrow' }).click();
  await page.getByRole('radio', { name: 'Registers' }).click();
  await expect(page.getByRole('heading', { name: /CPUID/ })).toBeVisible();
  await expectNoAxeViolations(page);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the matrix: differences, an explanation', async ({ page }) => {
      await three(page);
      await expectNoAxeViolations(page);
      await explained(page);
      await expectNoAxeViolations(page);
    });

    test('the matrix: all rows, nothing found, a plain list', async ({ page }) => {
      await three(page);
      await page.getByRole('radio', { name: /^All/ }).click();
      await expect(page.getByRole('row', { name: /^pni / })).toBeVisible();
      await expectNoAxeViolations(page);
      const find = page.getByRole('textbox', { name: 'Find features' });
      await find.fill('missing:kvm-99');
      await expect(page.getByRole('button', { name: 'Clear it' })).toBeVisible();
      await expectNoAxeViolations(page);
      await find.fill('');
      await page.getByRole('radio', { name: /^Differences/ }).click();
      await page.getByRole('button', { name: 'By purpose' }).click();
      await page.getByRole('menuitem', { name: 'As a plain list' }).click();
      await expect(page.getByRole('region', { name: 'Features as a list' })).toBeVisible();
      await expectNoAxeViolations(page);
    });

    test('wide guest, registers', async ({ page }) => {
      await three(page);
      await lookWideAndAtRegisters(page);
    });

    test('the hosts, a preview, a problem', async ({ page }) => {
      await three(page);
      await page.getByRole('button', { name: '3 hosts', exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectNoAxeViolations(page);
      await page.keyboard.press('Escape');
      await explained(page);
      await page.getByRole('button', { name: 'Preview without kvm-03' }).click();
      await expect(page.getByRole('region', { name: 'Answer' })).toContainText(
        'Nothing is changed until you apply it.',
      );
      await dropFiles(page, [{ name: 'kvm-04.xml', text: '<capabilities>\n  <host>\n    <cpu>\n      <ar' }]);
      await expect(page.getByRole('region', { name: 'Problems' })).toBeVisible();
      await expectNoAxeViolations(page);
    });

    test('the link to the pool, what Find understands', async ({ page }) => {
      await three(page);
      await page.getByRole('button', { name: 'Share' }).click();
      await page.getByRole('menuitem', { name: 'Link to this pool…' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectNoAxeViolations(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'What Find understands' }).click();
      await expect(page.getByText('what the pool loses only because of that host')).toBeVisible();
      await expectNoAxeViolations(page);
    });

    test('a host that comes twice', async ({ page }) => {
      await three(page);
      const [first, , third] = threeHosts;
      if (first === undefined || third === undefined) throw new Error('three hosts');
      await pasteText(page, hostsText([{ ...third, name: first.name }]));
      await expect(page.getByRole('button', { name: /Keep both/ }).first()).toBeVisible();
      await expectNoAxeViolations(page);
    });

    test('while hosts are read', async ({ page }) => {
      await holdReading(page);
      await page.goto('./');
      await expect(answer(page)).toBeVisible();
      await dropCopies(page, 1000, largeFile);
      await expect(page.getByRole('progressbar')).toBeVisible();
      await expect(answer(page)).toContainText('CPU');
      await expectNoAxeViolations(page);
      await expect(page.getByRole('progressbar')).toBeVisible();
    });

    test.describe('in forced colours', () => {
      test.use({ contextOptions: { forcedColors: 'active' } });

      test('the matrix, a wide guest, registers', async ({ page }) => {
        await three(page);
        expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
        await explained(page);
        await expectNoAxeViolations(page);
        await lookWideAndAtRegisters(page);
      });

      test('the line of a mistake is marked', async ({ page }) => {
        await three(page);
        await page.getByRole('button', { name: 'Edit', exact: true }).click();
        const area = page.getByRole('textbox', { name: 'XML, by hand' });
        await area.fill((await area.inputValue()).replace('<vendor>', '<vendor'));
        await expect(area).toHaveAttribute('aria-invalid', 'true');
        await expect(page.locator('[data-mistaken-line]')).toHaveCSS('border-block-start-style', 'dashed');
      });
    });
  });
}

test('a host that is excluded or previewed without is named beside the answer, with the way back', async ({
  page,
}) => {
  await three(page);
  const row = page.getByRole('region', { name: 'Answer' });
  await explained(page);
  await page.getByRole('button', { name: 'Preview without kvm-03' }).click();
  await expect(row).toContainText('Preview without kvm-03: a guest can have 11 more features.');
  // The count leads to what it counts, though all that is left is the same.
  await row.getByRole('button', { name: '11 more features' }).click();
  await expect(page.getByRole('grid').getByRole('checkbox', { name: 'kvm-01' })).toBeVisible();
  await expect(page.locator('[role=rowheader]:not([aria-expanded])')).toHaveCount(11);
  await row.getByRole('button', { name: 'End preview' }).click();
  await expect(answer(page)).toContainText('kvm-03 costs you 11 features');
  await page.getByRole('textbox', { name: 'Find features' }).fill('');
  await page.getByRole('checkbox', { name: 'kvm-03 counts' }).uncheck();
  await expect(row).toContainText('kvm-03 is excluded: a guest can have 11 more features.');
  await row.getByRole('button', { name: 'Include it' }).click();
  await expect(answer(page)).toContainText('kvm-03 costs you 11 features');
});

test('the tools of the matrix never stand on one another', async ({ page }) => {
  await page.goto('./');
  await pasteText(page, hostsText(fortyHosts));
  await expect(page.getByRole('grid')).toBeVisible();
  for (const width of [1440, 1180, 1100, 1024, 768]) {
    await page.setViewportSize({ width, height: 800 });
    const boxes = await Promise.all(
      [/Registers$/, /What Find understands/, /By purpose/, /Same CPUs merged/].map(async (name, index) =>
        page
          .getByRole(index === 0 ? 'radio' : 'button', { name })
          .last()
          .boundingBox(),
      ),
    );
    const lines = boxes.flatMap((box) => box ?? []);
    expect(lines).toHaveLength(4);
    for (const [index, box] of lines.entries()) {
      const next = lines[index + 1];
      if (next === undefined) expect(box.x + box.width, `at ${width}`).toBeLessThanOrEqual(width);
      else expect(next.y >= box.y + box.height || next.x >= box.x + box.width, `at ${width}`).toBe(true);
    }
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a system that asks for more contrast gets 7:1 for all text, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, contrast: 'more' });
    await three(page);
    await explained(page);
    await expectNoAxeViolations(page, ['color-contrast-enhanced']);
  });
}

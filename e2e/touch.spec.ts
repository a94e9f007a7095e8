import type { Page } from '@playwright/test';
import { pasteText } from './support/give.ts';
import { fortyHosts, hostsText, threeHosts } from './support/hosts.ts';
import { expect, test } from './support/test.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

/** Visible controls lower than 36 px. Links in a sentence are as high as its line; the matrix's cells are targets themselves. */
async function lowTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>(
      'button, a[href], input, select, textarea, summary',
    );
    return [...controls].flatMap((control) => {
      if (!control.checkVisibility({ visibilityProperty: true }) || control.closest('[role=grid]')) return [];
      if (document.querySelector('dialog[open]') && !control.closest('dialog[open]')) return [];
      const target = control.matches('[type=checkbox]') ? (control.closest('label') ?? control) : control;
      const { width, height } = target.getBoundingClientRect();
      // A link with its full stop is a word of the sentence.
      const around = control.parentElement?.closest('p, h1') ?? control.parentNode;
      const words = [control.parentNode, around].flatMap((node) => [...(node?.childNodes ?? [])]);
      const isInSentence =
        getComputedStyle(control).display.startsWith('inline') &&
        words.some((node) => node.nodeType === Node.TEXT_NODE && /\w/.test(node.textContent ?? ''));
      if (width < 2 || isInSentence || height >= 35.5) return [];
      const name = control.ariaLabel ?? control.textContent;
      return [`${control.tagName.toLowerCase()} ${name.slice(0, 40)}: ${Math.round(height)} px`];
    });
  });
}

async function give(page: Page, text: string): Promise<void> {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await pasteText(page, text);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    'A guest that runs and migrates on all of them',
  );
}

test('with a finger: everything that acts is at least 36 px high', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect.soft(await lowTargets(page), 'empty').toEqual([]);
  await give(page, hostsText(threeHosts));
  await expect(page.getByRole('grid')).toBeVisible();
  expect.soft(await lowTargets(page), 'matrix').toEqual([]);
  for (const tab of ['Features', 'Guest CPU']) {
    await page.getByRole('tab', { name: tab }).click();
    await expect(page.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true');
    expect.soft(await lowTargets(page), tab).toEqual([]);
  }
  await page.getByRole('tab', { name: 'Guest CPU' }).click();
  await page.getByRole('button', { name: 'All fields' }).click();
  await expect(page.getByRole('heading', { name: 'Policies' })).toBeVisible();
  expect.soft(await lowTargets(page), 'all fields').toEqual([]);
});

test('with a finger: the plain list, an explanation, the hosts', async ({ page }) => {
  await give(page, hostsText(fortyHosts));
  const list = page.getByRole('region', { name: 'Features as a list' });
  await expect(list).toBeVisible();
  expect.soft(await lowTargets(page), 'list').toEqual([]);
  await list.getByRole('button').first().click();
  await expect(page.getByRole('region', { name: 'Explanation' })).toBeVisible();
  expect.soft(await lowTargets(page), 'explanation').toEqual([]);
  await page.getByRole('button', { name: '40 hosts', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect.soft(await lowTargets(page), 'hosts').toEqual([]);
});

test('the hosts that lack a feature are listed under one another, and beside the guest', async ({ page }) => {
  await give(page, hostsText(fortyHosts));
  const list = page.getByRole('region', { name: 'Features as a list' });
  const row = list.getByRole('row').filter({ hasText: 'avx512f' });
  const lines = await row.getByText('lacked by').evaluate((cell) => {
    const range = document.createRange();
    return [...cell.childNodes]
      .filter((node) => node.nodeName !== 'svg' && node.textContent?.trim() !== '')
      .flatMap((node) => {
        range.selectNodeContents(node);
        return [...range.getClientRects()].map(({ left, bottom }) => ({ left, bottom: Math.round(bottom) }));
      });
  });
  const first = lines[0] ?? { left: 0, bottom: 0 };
  const wrapped = lines.filter(({ bottom }) => bottom > first.bottom + 9).map(({ left }) => left);
  expect(Math.min(...wrapped)).toBeCloseTo(first.left, 0);

  await page.setViewportSize({ width: 320, height: 640 });
  const middle = async (name: 'rowheader' | 'cell') => {
    const words = row.getByRole(name).last().locator('bdi, span').first();
    const box = await words.boundingBox();
    return (box?.y ?? 0) + (box?.height ?? 0) / 2;
  };
  expect(Math.abs((await middle('rowheader')) - (await middle('cell')))).toBeLessThan(3);
});

test('at 320 px the fields of the guest show their values whole', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await give(page, hostsText(threeHosts));
  await page.getByRole('tab', { name: 'Guest CPU' }).click();
  await page.getByRole('button', { name: /^Asked as / }).click();
  for (const name of ['Mode', 'Match', 'Check', 'Fallback']) {
    const room = await page.getByRole('combobox', { name, exact: true }).evaluate((element) => {
      const select = element as HTMLSelectElement;
      const { fontSize, fontFamily, paddingInlineEnd } = getComputedStyle(select);
      const context = new OffscreenCanvas(1, 1).getContext('2d');
      if (context === null) throw new Error('no canvas');
      context.font = `${fontSize} ${fontFamily}`;
      const words = context.measureText(select.selectedOptions[0]?.text ?? '').width;
      return select.clientWidth - Number.parseFloat(paddingInlineEnd) - words;
    });
    expect.soft(room, name).toBeGreaterThanOrEqual(0);
  }
});

test('the mistake in the XML stays in view while a person reads its lines', async ({ page }) => {
  await give(page, hostsText(threeHosts));
  await page.getByRole('tab', { name: 'Guest CPU' }).click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const area = page.getByRole('textbox', { name: 'XML, by hand' });
  const text = await area.inputValue();
  await area.fill(text.replaceAll('require', 'needed'));
  const said = page.getByText(/^Line \d+: /);
  await expect(said).toBeVisible();
  await area.evaluate((element) => element.scrollIntoView({ block: 'end' }));
  const { top, under } = await said.evaluate((element) => {
    const { left, top } = element.getBoundingClientRect();
    return { top, under: element.contains(document.elementFromPoint(left + 4, top + 4)) };
  });
  expect(top).toBeGreaterThan(0);
  expect(under).toBe(true);
});

import { expectNoAxeViolations } from './support/axe.ts';
import { builtAssets } from './support/built.ts';
import { readyForOffline } from './support/offline.ts';
import { expect, test } from './support/test.ts';

const title = 'Commonbits: the CPU your hosts have in common';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the page opens, says what it is and breaks no rule of axe, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('./');
    await expect(page).toHaveTitle(title);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectNoAxeViolations(page);
  });
}

test('the page works offline after its first visit, by any address below its own', async ({
  page,
  context,
}) => {
  await page.goto('./');
  await readyForOffline(page);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goto('./?from=a-link#state');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('every built file is kept for offline use', async ({ page, context }) => {
  await page.goto('./');
  await readyForOffline(page);
  await context.setOffline(true);
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map((request) => new URL(request.url).pathname);
  });
  expect(kept).toContain('/');
  expect(kept).toContain('/favicon.svg');
  expect(kept.filter((path) => path.startsWith('/assets/')).sort()).toEqual(builtAssets());
});

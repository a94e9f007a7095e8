import { pasteText } from './support/give.ts';
import { distinctHosts, hostsText } from './support/hosts.ts';
import { expect, test } from './support/test.ts';

const hosts = distinctHosts(6, 60).map((host, at) => ({
  ...host,
  name: `compute-rack1${at}-blade004${at}.az-1.openstack.example-telecom.net`,
}));

test('on a phone nobody’s name makes a row higher than two lines', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./');
  await pasteText(page, hostsText(hosts));
  const list = page.getByRole('region', { name: 'Features as a list' });
  await expect(list).toContainText('each host compute-');
  const rows = list.getByRole('row').filter({ hasText: 'lacked by' });
  expect(await rows.count()).toBeGreaterThan(5);
  for (const row of await rows.all()) {
    expect((await row.boundingBox())?.height).toBeLessThanOrEqual(44);
  }
});

test('what the names share is cut in the middle, and whole in the title', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('./');
  await pasteText(page, hostsText(hosts));
  const shared = page.getByRole('columnheader', { name: 'Feature' }).locator('bdi');
  await expect(shared).toHaveAttribute('title', 'compute-….az-1.openstack.example-telecom.net');
  await expect(shared).toHaveText(/^compute.*….*\.net/);
  const { width, room } = await shared.evaluate((element) => ({
    width: element.scrollWidth,
    room: element.closest('th')?.clientWidth ?? 0,
  }));
  expect(width).toBeLessThan(room);
});

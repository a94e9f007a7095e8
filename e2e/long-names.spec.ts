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

test('the common part of names is cut in the middle, and whole in the title', async ({ page }) => {
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

test('a name with Hebrew letters reads the same wherever it stands', async ({ page }) => {
  const name = '01-שרת.example';
  await page.goto('./');
  await pasteText(page, hostsText([...hosts.slice(0, 2), { name, model: 'Westmere', features: [] }]));
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  await page.getByRole('button', { name: '3 hosts', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  // Whether the first character stands left of the last, for each place that shows the whole name.
  const places = await page.evaluate((text) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: boolean[] = [];
    const left = (node: Node, at: number) => {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return range.getBoundingClientRect().left;
    };
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const at = node.textContent?.indexOf(text) ?? -1;
      if (at >= 0 && node.parentElement?.checkVisibility())
        found.push(left(node, at) < left(node, at + text.length - 1));
    }
    return found;
  }, name);
  expect(places.length).toBeGreaterThan(2);
  expect(places).toEqual(places.map(() => true));
});

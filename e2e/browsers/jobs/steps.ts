import { threeHostsAsText } from '../../support/recorded.ts';
import type { World } from '../job.ts';
import type { Wanted } from '../look.ts';

export const answer = 'h1';
export const grid = '[role=grid][aria-label="Features by host"]';

/** What switches between ways of looking: `All`, `Registers`. */
export function form(label: string): Wanted {
  return { css: '[aria-label="Features of the hosts"] :is(button, [role=tab], [role=radio])', part: label };
}

/** An empty page of the app: nothing is stored from before. */
export async function freshPage({ page, app }: World, url = app.url): Promise<void> {
  // From a picture: the app itself would store again what it has, as it goes.
  await page.session.go(`${url}favicon.svg`);
  await page.session.run(forget, null);
  await page.session.go(url);
  await page.reads('Which CPU can your virtual machines have', answer);
}

export async function threePasted(world: World, url = world.app.url): Promise<void> {
  await freshPage(world, url);
  await world.page.paste(threeHostsAsText);
  await world.page.reads('3 hosts, 2 kinds of CPU.', answer);
}

/** Runs in the page. */
async function forget(): Promise<void> {
  const databases = await indexedDB.databases();
  for (const { name } of databases) {
    if (name === undefined) continue;
    const opened = indexedDB.open(name);
    await new Promise<void>((resolve) => {
      opened.onerror = () => resolve();
      opened.onsuccess = () => {
        const { result: db } = opened;
        const stores = [...db.objectStoreNames];
        if (stores.length === 0) return resolve();
        const transaction = db.transaction(stores, 'readwrite');
        for (const store of stores) transaction.objectStore(store).clear();
        transaction.oncomplete = () => resolve();
      };
    });
  }
  localStorage.clear();
}

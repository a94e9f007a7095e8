import { threeHostsAsText } from '../../support/recorded.ts';
import type { World } from '../job.ts';
import type { Wanted } from '../look.ts';

export const answer = 'h1';
export const grid = '[role=grid][aria-label="Features by host"]';

/** The buttons that switch between views: `All`, `Registers`. */
export function form(label: string): Wanted {
  return { css: '[aria-label="Features of the hosts"] :is(button, [role=tab], [role=radio])', part: label };
}

let visits = 1;

/**
 * An empty page of the app. Each comes from an address of its own, for which nothing is stored: all of 127.0.0.0/8 is
 * this machine.
 */
export async function freshPage(world: World): Promise<void> {
  await emptyPage(world, `http://127.0.0.${(++visits % 250) + 2}:${world.app.port}/`);
}

export async function threePasted(world: World): Promise<void> {
  await freshPage(world);
  await pasteThree(world);
}

export async function emptyPage({ page }: World, url: string): Promise<void> {
  await page.session.go(url);
  await page.reads('Which CPU can your virtual machines have', answer);
}

export async function pasteThree({ page }: World): Promise<void> {
  await page.paste(threeHostsAsText);
  await page.reads('3 hosts, 2 kinds of CPU.', answer);
}

import type { Page } from '@playwright/test';
import { distinctHosts, hostsText } from '../../e2e/support/hosts.ts';

/** Pastes so many hosts with different CPUs and waits for their matrix. */
export async function giveHosts(page: Page, count: number, rows: number): Promise<void> {
  // Works like a paste, without the clipboard: headless browsers share one.
  await page.evaluate(
    (given) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', given);
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    hostsText(distinctHosts(count, rows)),
  );
  await page.getByRole('progressbar').waitFor({ state: 'detached' });
  await page.getByRole('gridcell').first().waitFor();
}

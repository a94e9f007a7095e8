import type { Page } from '@playwright/test';

export interface GivenFile {
  readonly name: string;
  readonly text: string;
}

/** Drops files on the element at `target`, as a person does: over it first, then let go. */
export async function dropFiles(page: Page, files: readonly GivenFile[], target = 'body'): Promise<void> {
  const dataTransfer = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const { name, text } of given) transfer.items.add(new File([text], name));
    return transfer;
  }, files);
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent(target, type, { dataTransfer });
  }
  await dataTransfer.dispose();
}

/** Puts text on the clipboard and presses the keys: the paste event is the browser's own. */
export async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((given) => navigator.clipboard.writeText(given), text);
  await page.keyboard.press('ControlOrMeta+V');
}

export function readClipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

import type { JSHandle, Page } from '@playwright/test';

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
  await drop(page, dataTransfer, target);
}

/**
 * Drops `count` copies of a file, which differ by their number where `file` says `#`. They are made in the page: sending
 * it many megabytes takes longer than reading them.
 */
export async function dropCopies(page: Page, count: number, file: GivenFile): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ({ count, name, text }) => {
      const transfer = new DataTransfer();
      for (let i = 0; i < count; i++) {
        transfer.items.add(new File([text.replaceAll('#', String(i))], name.replaceAll('#', String(i))));
      }
      return transfer;
    },
    { count, ...file },
  );
  await drop(page, dataTransfer, 'body');
}

async function drop(page: Page, dataTransfer: JSHandle<DataTransfer>, target: string): Promise<void> {
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

/**
 * From the next page on, the reader's first two answers come through and no more: the page stays as it is while hosts
 * are read, however fast the machine.
 */
export async function holdReading(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        let answers = 0;
        this.addEventListener('message', (event) => {
          if (event.data.kind === 'results' && ++answers > 2) event.stopImmediatePropagation();
        });
      }
    };
  });
}

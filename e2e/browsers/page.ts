import { setTimeout as sleep } from 'node:timers/promises';
import { type Look, look, type Wanted } from './look.ts';
import type { Session } from './session.ts';

/** How long something that must come may take, in ms. */
const patience = 20_000;

/** The page in a browser, by words: each act waits for what it needs, and fails with its name. */
export class PageOf {
  readonly session: Session;

  constructor(session: Session) {
    this.session = session;
  }

  /** Asks until the answer is right, and gives it. */
  async until<Found>(
    what: string,
    ask: () => Promise<Found>,
    isRight: (found: Found) => boolean,
  ): Promise<Found> {
    const end = Date.now() + patience;
    for (;;) {
      const found = await ask();
      if (isRight(found)) return found;
      if (Date.now() > end) throw new Error(`${what}; last seen: ${JSON.stringify(found)?.slice(0, 600)}`);
      await sleep(60);
    }
  }

  look(wanted: Wanted): Promise<Look> {
    return this.session.run(look, wanted);
  }

  async click(wanted: Wanted): Promise<void> {
    let before = '';
    const { place } = await this.until(
      `nothing to click: ${JSON.stringify(wanted)}`,
      () => this.look({ ...wanted, scroll: true }),
      ({ place }) => {
        // A click would miss an element that is still moving.
        const rests = place !== null && before === JSON.stringify(place);
        before = JSON.stringify(place);
        return rests;
      },
    );
    if (place !== null) await this.session.clickAt(place.x, place.y);
  }

  async sees(wanted: Wanted, count?: number): Promise<void> {
    await this.until(
      `not on the page: ${JSON.stringify(wanted)}`,
      () => this.look(wanted),
      (found) => (count === undefined ? found.count > 0 : found.count === count),
    );
  }

  async seesNo(wanted: Wanted): Promise<void> {
    await this.sees(wanted, 0);
  }

  /** Puts a choice of a select, as a person who picks it: the change event is what the page hears. */
  async choose(name: string, value: string): Promise<void> {
    await this.until(
      `nothing to choose ${value} from in ${name}`,
      () => this.session.run(chooseIn, { name, value }),
      (found) => found === 'done',
    );
  }

  /** The text of the first element, or of the whole page, in one line. */
  async text(css = 'body'): Promise<string> {
    const text = await this.session.run(
      (wanted) => document.querySelector<HTMLElement>(wanted)?.innerText ?? '',
      css,
    );
    return text.replace(/\s+/g, ' ').trim();
  }

  async reads(part: string | RegExp, css = 'body'): Promise<string> {
    return this.until(
      `“${part}” is not read in ${css}`,
      () => this.text(css),
      (found) => (typeof part === 'string' ? found.includes(part) : part.test(found)),
    );
  }

  /** The text goes through the browser's own clipboard, by its own keys. */
  async paste(text: string): Promise<void> {
    await this.session.run(putField, text);
    await this.session.press('Control+a');
    await this.session.press('Control+c');
    await this.session.run(dropField, null);
    await this.session.press('Control+v');
  }

  async clipboard(): Promise<string> {
    await this.session.run(putField, '');
    await this.session.press('Control+v');
    return this.session.run(dropField, null);
  }

  /** The copied text, when it is right. */
  async copied(isRight: (text: string) => boolean): Promise<string> {
    // Looking takes the focus away, and a page without it may not write.
    await sleep(400);
    return this.until('not on the clipboard', () => this.clipboard(), isRight);
  }

  /** The page asks for files in the browser's own dialog, which no driver can use: its input is put into the page. */
  async openFiles(paths: readonly string[], ask: () => Promise<void>): Promise<void> {
    await this.session.run(catchDialogs, null);
    await ask();
    await this.sees({ css: 'input[data-caught]' });
    await this.session.chooseFiles('input[data-caught]', paths);
    await this.session.run(() => document.querySelector('input[data-caught]')?.remove(), null);
  }
}

// All below runs in the page, each function alone.

function chooseIn({ name, value }: { name: string; value: string }): string {
  const named = (element: HTMLSelectElement) =>
    (element.getAttribute('aria-label') ?? element.labels?.[0]?.innerText ?? '').trim();
  const select = [...document.querySelectorAll('select')].find((one) => named(one) === name);
  const option = [...(select?.options ?? [])].find((one) => one.value === value || one.text.trim() === value);
  if (select === undefined || option === undefined) return 'missing';
  select.focus();
  select.value = option.value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  return 'done';
}

function putField(text: string): void {
  const field = document.createElement('textarea');
  field.dataset.clipboard = '';
  field.value = text;
  (document.querySelector('dialog[open]') ?? document.body).append(field);
  field.focus();
  field.select();
}

function dropField(): string {
  const field = document.querySelector<HTMLTextAreaElement>('textarea[data-clipboard]');
  field?.remove();
  return field?.value ?? '';
}

function catchDialogs(): void {
  HTMLInputElement.prototype.click = function (this: HTMLInputElement) {
    if (this.type !== 'file') return HTMLElement.prototype.click.call(this);
    // A driver hands over files, no folder.
    this.webkitdirectory = false;
    this.dataset.caught = '';
    document.body.append(this);
  };
}

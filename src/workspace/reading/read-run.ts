import type { ErrorReading, IntakeProblem } from '../../intake/reading.ts';
import type { FromReader, ReaderPort, ReadItem, ReadResults } from './worker/protocol.ts';
import type { SourceTable } from './worker/source-table.ts';
import { type Reading, Unpacker } from './worker/transfer-packing.ts';

export interface ReadRunOptions {
  readonly items: readonly ReadItem[];
  readonly table: SourceTable;
  /** A reader on its own thread; called again when one broke down. */
  readonly open: () => ReaderPort;
  /** For when readers can't even start. */
  readonly openInline: () => ReaderPort;
  /** Milliseconds without a word on one file after which the reader counts as hung; large files get more. */
  readonly hangAfter: number;
  readonly onFound: (found: Found) => void;
  readonly onProgress: (done: number, current: string) => void;
  /** There is no reader at all, also none inline: these items are not read, and the run is over. */
  readonly onNoReader: (unread: readonly ReadItem[]) => void;
}

export interface Found {
  readonly readings: readonly Reading[];
  readonly errors: readonly ErrorReading[];
  readonly problems: readonly IntakeProblem[];
  readonly skipped: number;
}

const MAX_BYTES_AHEAD = 64 * 1024 * 1024;
/** The reader tells what it has found each 50 ms, and must not run dry meanwhile. */
const MAX_ITEMS_AHEAD = 1024;
/** After a computer slept, timers fire before the messages that came meanwhile are heard. */
const GRACE = 500;
const HANG_MS_PER_MB = 500;

/** Reads items through a reader that may die or hang: then the item is named, and the rest goes to a new one. */
export class ReadRun {
  readonly finished: Promise<void>;
  readonly #options: ReadRunOptions;
  readonly #waiting: ReadItem[];
  readonly #ahead = new Map<number, ReadItem>();
  #bytesAhead = 0;
  #done = 0;
  #port: ReaderPort | undefined;
  #unpacker: Unpacker;
  /** Whom to blame if the reader dies now; undefined between two files. */
  #current: ReadItem | undefined;
  #path = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #finish: () => void = () => {};

  constructor(options: ReadRunOptions) {
    this.#options = options;
    this.#waiting = [...options.items].reverse();
    this.#unpacker = new Unpacker(options.table);
    this.finished = new Promise((resolve) => {
      this.#finish = resolve;
    });
    this.#connect(options.open());
  }

  /** Results that were not posted yet are lost. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#port?.terminate();
    this.#port = undefined;
    this.#finish();
  }

  #connect(port: ReaderPort): void {
    this.#port = port;
    this.#unpacker = new Unpacker(this.#options.table);
    this.#current = undefined;
    port.onmessage = ({ data }) => {
      if (this.#port === port) this.#hear(data);
    };
    port.onerror = ({ message, isMissing }) => {
      if (this.#port !== port) return;
      if (isMissing === true) this.#giveUp();
      else this.#breakDown('stopped', message);
    };
    this.#send();
  }

  #send(): void {
    const items: ReadItem[] = [];
    for (let next = this.#waiting.at(-1); next !== undefined; next = this.#waiting.at(-1)) {
      const bytes = sizeOf(next);
      const full = this.#bytesAhead + bytes > MAX_BYTES_AHEAD || this.#ahead.size >= MAX_ITEMS_AHEAD;
      if (full && this.#ahead.size > 0) break;
      this.#waiting.pop();
      this.#ahead.set(next.id, next);
      this.#bytesAhead += bytes;
      items.push(next);
    }
    if (items.length > 0) this.#port?.postMessage({ kind: 'read', items });
    if (this.#ahead.size === 0) this.cancel();
    else this.#watch();
  }

  #hear(message: FromReader): void {
    if (message.kind === 'reading') {
      this.#current = this.#ahead.get(message.id);
      this.#path = message.path;
      this.#options.onProgress(this.#done, this.#path);
      this.#watch();
    } else this.#take(message);
  }

  #take({ done, readings, errors, problems, skipped }: ReadResults): void {
    for (const id of done) this.#release(id);
    if (this.#current !== undefined && !this.#ahead.has(this.#current.id)) this.#current = undefined;
    this.#done += done.length;
    this.#options.onFound({ readings: this.#unpacker.unpack(readings), errors, problems, skipped });
    this.#options.onProgress(this.#done, this.#path);
    this.#send();
  }

  #release(id: number): void {
    const item = this.#ahead.get(id);
    if (item === undefined) return;
    this.#ahead.delete(id);
    this.#bytesAhead -= sizeOf(item);
  }

  #watch(): void {
    clearTimeout(this.#timer);
    const megabytes = this.#current === undefined ? 0 : sizeOf(this.#current) / 1024 / 1024;
    const patience = this.#options.hangAfter + megabytes * HANG_MS_PER_MB;
    this.#timer = setTimeout(() => {
      this.#timer = setTimeout(() => this.#breakDown('hung', undefined), Math.min(GRACE, patience));
    }, patience);
  }

  #giveUp(): void {
    const unread = [...this.#ahead.values(), ...this.#waiting.toReversed()];
    this.cancel();
    this.#options.onNoReader(unread);
  }

  #breakDown(how: 'stopped' | 'hung', detail: string | undefined): void {
    clearTimeout(this.#timer);
    this.#port?.terminate();
    const { open, openInline, onFound } = this.#options;
    const culprit = this.#current;
    if (culprit !== undefined) {
      this.#release(culprit.id);
      this.#done++;
      onFound({ readings: [], errors: [], problems: [breakdownOn(culprit.path, how, detail)], skipped: 0 });
    }
    this.#waiting.push(...[...this.#ahead.values()].reverse());
    this.#ahead.clear();
    this.#bytesAhead = 0;
    // A reader that dies before it reads anything would do so for ever.
    this.#connect(culprit === undefined ? openInline() : open());
  }
}

function sizeOf({ content }: ReadItem): number {
  return typeof content === 'string' ? content.length : content.size;
}

function breakdownOn(path: string, how: 'stopped' | 'hung', detail: string | undefined): IntakeProblem {
  const what = how === 'hung' ? 'took too long to read' : 'stopped the reader';
  const why = detail === undefined || detail === '' ? '' : ` (${detail})`;
  const sentence = `${path} ${what}${why} and was skipped. The other files were read.`;
  return { code: 'gave-up', sentence, place: { file: path, line: 1 }, excerpt: [] };
}

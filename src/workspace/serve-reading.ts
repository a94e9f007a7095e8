import { createIntake } from '../intake/intake.ts';
import type { HostReading, IntakeProblem } from '../intake/reading.ts';
import { decodeText } from './decode-text.ts';
import type { FromReader, ReadItem, ToReader } from './reading-protocol.ts';
import { Packer } from './wire.ts';

const FLUSH_EVERY = 100;
const HOSTS_PER_MESSAGE = 500;

interface Waiting {
  readonly item: ReadItem;
  /** Begun when the item arrives, so that the disk works while the text before is parsed. */
  readonly text: Promise<string | IntakeProblem>;
}

/** The reader's side: reads items in turn and posts what it finds, the first host at once, then every 100 ms. */
export class ReadingService {
  readonly #post: (message: FromReader) => void;
  readonly #pause: (() => Promise<void>) | undefined;
  readonly #intake = createIntake();
  readonly #packer = new Packer();
  readonly #queue: Waiting[] = [];
  #running = false;
  #stopped = false;
  #flushedAt = Number.NEGATIVE_INFINITY;
  #done: number[] = [];
  #hosts: HostReading[] = [];
  #problems: IntakeProblem[] = [];
  #skipped = 0;

  /** `pause` is for the page's own thread, where others want to run between two files. */
  constructor(post: (message: FromReader) => void, pause?: () => Promise<void>) {
    this.#post = post;
    this.#pause = pause;
  }

  receive({ items }: ToReader): void {
    for (const item of items) this.#queue.push({ item, text: textOf(item) });
    if (!this.#running) void this.#run();
  }

  stop(): void {
    this.#stopped = true;
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      const { item } = next;
      this.#post({ kind: 'reading', id: item.id, path: item.path });
      const text = await next.text;
      if (this.#stopped) return;
      if (typeof text === 'string') this.#read(item, text);
      else this.#problems.push(text);
      this.#done.push(item.id);
      const waited = performance.now() - this.#flushedAt >= FLUSH_EVERY;
      if (waited && (this.#hosts.length > 0 || this.#problems.length > 0)) this.#flush();
      if (this.#pause !== undefined) await this.#pause();
      if (this.#stopped) return;
    }
    this.#flush();
    this.#running = false;
  }

  #read(item: ReadItem, text: string): void {
    try {
      const { hosts, problems } = this.#intake(text, item.path);
      const nothing = item.nested && hosts.length === 0 && problems.every(isNoHost);
      if (nothing) this.#skipped++;
      else this.#problems.push(...problems);
      for (const host of hosts) this.#hosts.push(host);
    } catch (error) {
      this.#problems.push(faultOn(item.path, error));
    }
  }

  #flush(): void {
    let hosts = this.#hosts;
    while (hosts.length > HOSTS_PER_MESSAGE) {
      this.#send(hosts.slice(0, HOSTS_PER_MESSAGE), false);
      hosts = hosts.slice(HOSTS_PER_MESSAGE);
    }
    this.#send(hosts, true);
    this.#hosts = [];
    this.#flushedAt = performance.now();
  }

  #send(hosts: readonly HostReading[], last: boolean): void {
    const readings = this.#packer.pack(hosts);
    if (!last) {
      this.#post({ kind: 'results', done: [], readings, problems: [], skipped: 0 });
      return;
    }
    const [done, problems, skipped] = [this.#done, this.#problems, this.#skipped];
    this.#done = [];
    this.#problems = [];
    this.#skipped = 0;
    this.#post({ kind: 'results', done, readings, problems, skipped });
  }
}

function isNoHost({ code }: { readonly code: string }): boolean {
  return code === 'not-understood' || code === 'empty' || code === 'no-cpu';
}

async function textOf({ content, path }: ReadItem): Promise<string | IntakeProblem> {
  if (typeof content === 'string') return content;
  try {
    return decodeText(new Uint8Array(await content.arrayBuffer()));
  } catch (error) {
    const sentence = `${path} could not be read: the browser says “${messageOf(error)}”.`;
    return { code: 'unreadable', sentence, place: { file: path, line: 1 }, excerpt: [] };
  }
}

/** Our mistake, said as ours, and kept to the one file. */
function faultOn(path: string, error: unknown): IntakeProblem {
  const sentence = `Commonbits failed on ${path}: “${messageOf(error)}”. This is a mistake in Commonbits, not in the file.`;
  return { code: 'gave-up', sentence, place: { file: path, line: 1 }, excerpt: [] };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

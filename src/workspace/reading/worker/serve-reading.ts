import type { Unpackers } from '../../../intake/archive/archive.ts';
import type { Packing } from '../../../intake/archive/entries.ts';
import { loadUnpacker } from '../../../intake/archive/unpackers.ts';
import { createIntake } from '../../../intake/intake.ts';
import type { ErrorReading, IntakeProblem } from '../../../intake/reading.ts';
import { objectionToReading } from '../../packing/check-reading.ts';
import { type Document, documentsOf } from './documents.ts';
import type { FromReader, ReadItem, ToReader } from './protocol.ts';
import { Report } from './report.ts';
import { Packer, type Reading } from './transfer-packing.ts';

const FLUSH_EVERY = 50;
const READINGS_PER_MESSAGE = 500;
/** Files that are being opened at the same time: a browser is slower with more. */
const OPEN_AHEAD = 128;

interface Unreadable {
  readonly problem: IntakeProblem;
}

interface Waiting {
  readonly item: ReadItem;
  /** Begun before its turn, so that the disk works while the text before is parsed. */
  readonly content: Promise<Uint8Array | string | Unreadable>;
}

/** The reader's side: reads items in turn and posts what it finds, the first host at once, then every 50 ms. */
export class ReadingService {
  readonly #post: (message: FromReader) => void;
  readonly #pause: (() => Promise<void>) | undefined;
  readonly #intake = createIntake();
  readonly #packer = new Packer();
  readonly #unpackers: Unpackers = {};
  readonly #queue: ReadItem[] = [];
  readonly #opened: Waiting[] = [];
  /** By the folder that they stand for. */
  readonly #hostNames = new Map<string, string>();
  /** The parts of a sos report in the archive that is being read. */
  #report = this.#newReport();
  #running = false;
  #stopped = false;
  #flushedAt = Number.NEGATIVE_INFINITY;
  #done: number[] = [];
  #readings: Reading[] = [];
  #errors: ErrorReading[] = [];
  #problems: IntakeProblem[] = [];
  #skipped = 0;

  /** `pause` is for the page's own thread, where others want to run between two files. */
  constructor(post: (message: FromReader) => void, pause?: () => Promise<void>) {
    this.#post = post;
    this.#pause = pause;
  }

  receive({ items }: ToReader): void {
    this.#queue.push(...items);
    if (!this.#running) void this.#run();
  }

  stop(): void {
    this.#stopped = true;
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const { item } = next;
      this.#post({ kind: 'reading', id: item.id, path: item.path });
      const content = await next.content;
      if (this.#stopped) return;
      if (typeof content === 'object' && 'problem' in content) this.#problems.push(content.problem);
      else await this.#read(item, content);
      if (this.#stopped) return;
      this.#done.push(item.id);
      this.#flushIfDue();
    }
    this.#flush();
    this.#running = false;
  }

  #next(): Waiting | undefined {
    for (const item of this.#queue.splice(0, OPEN_AHEAD - this.#opened.length)) {
      this.#opened.push({ item, content: contentOf(item) });
    }
    return this.#opened.shift();
  }

  async #read(item: ReadItem, content: Uint8Array | string): Promise<void> {
    try {
      for (const document of documentsOf(item, content, this.#unpackers)) {
        if (this.#stopped) return;
        if (document.kind === 'needs') await this.#load(document.packing);
        // Says that the reader lives.
        else if (document.kind === 'busy') this.#post({ kind: 'reading', id: item.id, path: item.path });
        else this.#take(item, document);
        this.#flushIfDue();
        if (this.#pause !== undefined) await this.#pause();
      }
    } catch (error) {
      this.#problems.push(faultOn(item.path, error));
    }
    for (const reading of [...this.#report.hosts(), ...this.#report.guests()]) this.#hold(reading);
    this.#report = this.#newReport();
  }

  /** If it can't be loaded, the archive is reported as not read. */
  async #load(packing: Packing): Promise<void> {
    const unpack = await loadUnpacker(packing).catch(() => undefined);
    if (unpack !== undefined) this.#unpackers[packing] = unpack;
  }

  #take(item: ReadItem, document: Exclude<Document, { readonly kind: 'busy' | 'needs' }>): void {
    if (document.kind === 'problem') {
      this.#problems.push(document.problem);
    } else if (document.kind === 'hostname') {
      this.#hostNames.set(document.root, document.name);
    } else {
      const { path, text, nested } = document;
      if (path !== item.path) this.#post({ kind: 'reading', id: item.id, path });
      const { hosts, guests, errors, problems, told = [] } = this.#intake(text, path);
      const nothing =
        nested && hosts.length + guests.length + errors.length === 0 && problems.every(isNoHost);
      if (nothing) this.#skipped++;
      else this.#problems.push(...problems);
      this.#errors.push(...errors);
      if (!this.#report.take(path, hosts, told)) {
        for (const host of hosts) this.#hold({ ...host, name: host.name ?? this.#hostAt(path) });
      }
      for (const guest of guests) {
        if (path === item.path) this.#hold(guest);
        else this.#report.takeGuest(path, guest);
      }
    }
  }

  #hold(reading: Reading): void {
    const objection = objectionToReading(reading);
    if (objection === undefined) this.#readings.push(reading);
    else this.#problems.push(tooMuchIn(reading, objection));
  }

  #newReport(): Report {
    return new Report((path) => this.#hostAt(path));
  }

  #hostAt(path: string): string | undefined {
    for (const [root, name] of this.#hostNames) if (path.startsWith(root)) return name;
    return undefined;
  }

  #flushIfDue(): void {
    if (this.#readings.length + this.#errors.length + this.#problems.length === 0) return;
    if (performance.now() - this.#flushedAt >= FLUSH_EVERY) this.#flush();
  }

  #flush(): void {
    let readings = this.#readings;
    while (readings.length > READINGS_PER_MESSAGE) {
      this.#send(readings.slice(0, READINGS_PER_MESSAGE), false);
      readings = readings.slice(READINGS_PER_MESSAGE);
    }
    this.#send(readings, true);
    this.#readings = [];
    this.#flushedAt = performance.now();
  }

  #send(found: readonly Reading[], last: boolean): void {
    const readings = this.#packer.pack(found);
    if (!last) {
      this.#post({ kind: 'results', done: [], readings, errors: [], problems: [], skipped: 0 });
      return;
    }
    const [done, errors, problems, skipped] = [this.#done, this.#errors, this.#problems, this.#skipped];
    this.#done = [];
    this.#errors = [];
    this.#problems = [];
    this.#skipped = 0;
    this.#post({ kind: 'results', done, readings, errors, problems, skipped });
  }
}

const MAX_SHOWN = 200;

function tooMuchIn({ name, view, place: { file, line } }: Reading, objection: string): IntakeProblem {
  const shown = (text: string) => (text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text);
  const who =
    name === undefined
      ? `The ${view === 'guest' ? 'guest' : 'host'} on line ${line} of ${shown(file)}`
      : shown(name);
  const sentence = `${who} was not added: ${objection}.`;
  const place = { file: shown(file), line };
  return {
    code: 'too-large',
    sentence,
    place,
    excerpt: [],
    ...(name === undefined ? {} : { host: shown(name) }),
  };
}

function isNoHost({ code }: { readonly code: string }): boolean {
  return code === 'not-understood' || code === 'empty' || code === 'no-cpu';
}

async function contentOf({ content, path }: ReadItem): Promise<Uint8Array | string | Unreadable> {
  if (typeof content === 'string') return content;
  try {
    return new Uint8Array(await content.arrayBuffer());
  } catch (error) {
    const sentence = `${path} could not be read: the browser says “${messageOf(error)}”.`;
    return { problem: { code: 'unreadable', sentence, place: { file: path, line: 1 }, excerpt: [] } };
  }
}

/** Our mistake, said as ours, and kept to the one file. */
function faultOn(path: string, error: unknown): IntakeProblem {
  const sentence = `Commonbits failed on ${path}: “${messageOf(error)}”. This is a bug in Commonbits, not in the file.`;
  return { code: 'gave-up', sentence, place: { file: path, line: 1 }, excerpt: [] };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

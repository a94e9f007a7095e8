import { MAX_BATCH_SIZE, MAX_FILE_SIZE } from '../intake/limits.ts';
import type { IntakeProblem } from '../intake/reading.ts';
import { Batch, type BatchOptions } from './batch.ts';
import { ReadRun } from './read-run.ts';
import { openInlineReader, openReader } from './reader-port.ts';
import type { ReaderPort, ReadItem } from './reading-protocol.ts';
import { SourceTable } from './source-table.ts';
import { workspaceStore } from './store.ts';
import { yieldToPage } from './yield-to-page.ts';

/** A file and its path within what was dropped. */
export interface FileToRead {
  readonly file: File;
  readonly path: string;
}

export type CancelKeep = 'read so far' | 'nothing';

/** Hosts of a pasted text join the workspace; `label` names the text in places and problems: `paste 1`. */
export function readText(text: string, label = `paste ${++lastPaste}`): Promise<void> {
  const item: ReadItem = { id: 0, path: label, content: text, nested: false };
  return enqueue({ items: [item], problems: [], label, verb: 'pasting' });
}

/** Hosts of these files join the workspace as they are read: one undo step, progress in the store. */
export function readFiles(files: readonly FileToRead[]): Promise<void> {
  const [first] = files;
  if (first === undefined) return Promise.resolve();
  const label = files.length === 1 ? first.path : `${files.length.toLocaleString('en')} files`;
  return enqueue({ ...withinLimits(files), label, verb: 'adding' });
}

/** Stops reading. The person says whether what was read so far stays. */
export function cancelReading(keep: CancelKeep): void {
  for (const { done } of jobs.splice(0)) done();
  if (active === undefined) return;
  if (keep === 'nothing') active.batch.abandon();
  active.run.cancel();
}

/** Starts the reader before it is needed, so that the first paste need not wait for it. */
export function warmReader(): void {
  const { open } = settings;
  spare ??= { port: open(), open };
}

interface ReaderSettings {
  open: () => ReaderPort;
  openInline: () => ReaderPort;
  hangAfter: number;
}

/** Tests put their own readers and patience here. */
export const settings: ReaderSettings = { open: openReader, openInline: openInlineReader, hangAfter: 10_000 };

interface Job extends Pick<BatchOptions, 'label' | 'verb'> {
  readonly items: readonly ReadItem[];
  readonly problems: readonly IntakeProblem[];
}

const table = new SourceTable();
const jobs: { readonly job: Job; readonly done: () => void }[] = [];
let lastPaste = 0;
let active: { readonly run: ReadRun; readonly batch: Batch } | undefined;
let spare: { readonly port: ReaderPort; readonly open: () => ReaderPort } | undefined;
let working = false;

/** One batch at a time; the next waits. */
function enqueue(job: Job): Promise<void> {
  return new Promise((done) => {
    jobs.push({ job, done });
    if (!working) void work();
  });
}

async function work(): Promise<void> {
  working = true;
  for (let next = jobs.shift(); next !== undefined; next = jobs.shift()) {
    await read(next.job);
    next.done();
  }
  working = false;
}

async function read({ items, problems, label, verb }: Job): Promise<void> {
  await table.learn(workspaceStore.getState().workspace.hosts, yieldToPage);
  const batch = new Batch({ label, verb, total: items.length, onUndone: () => run.cancel() });
  batch.receive({ readings: [], problems, skipped: 0 });
  const run = new ReadRun({
    ...settings,
    items,
    table,
    open: openSpare,
    onFound: (found) => batch.receive(found),
    onProgress: (done, current) => batch.progress(done, current),
  });
  active = { run, batch };
  await run.finished;
  active = undefined;
  await batch.finish();
  warmReader();
}

function openSpare(): ReaderPort {
  const port = spare?.open === settings.open ? spare.port : settings.open();
  spare = undefined;
  return port;
}

/** What is too large is named and left out; in a folder, where anything may lie, a large file is no host. */
function withinLimits(files: readonly FileToRead[]): { items: ReadItem[]; problems: IntakeProblem[] } {
  const items: ReadItem[] = [];
  const problems: IntakeProblem[] = [];
  let bytes = 0;
  for (const [id, { file, path }] of files.entries()) {
    const nested = path.includes('/');
    if (file.size > MAX_FILE_SIZE) {
      if (!nested)
        problems.push(tooLarge(path, `${path} is larger than ${megabytes(MAX_FILE_SIZE)} and was not read.`));
      continue;
    }
    bytes += file.size;
    if (bytes > MAX_BATCH_SIZE) {
      const rest = files.length - id;
      const what = rest === 1 ? path : `${path} and ${rest - 1} more`;
      const sentence = `${what} would make more than ${megabytes(MAX_BATCH_SIZE)} at once and was not read. Add the rest in a second step.`;
      problems.push(tooLarge(path, sentence));
      break;
    }
    items.push({ id, path, content: file, nested });
  }
  return { items, problems };
}

function tooLarge(file: string, sentence: string): IntakeProblem {
  return { code: 'too-large', sentence, place: { file, line: 1 }, excerpt: [] };
}

function megabytes(bytes: number): string {
  return `${bytes / 1024 / 1024} MB`;
}

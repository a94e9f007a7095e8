import type { IntakeProblem } from '../../intake/reading.ts';
import { yieldToPage } from '../browser/yield-to-page.ts';
import { type FileToRead, sortFiles } from '../file-format/files.ts';
import { linkIn } from '../file-format/share-link.ts';
import { isWorkspaceFile } from '../file-format/workspace-file.ts';
import { openWorkspaceFile, takeLink, takeWorkspaceText } from '../persistence/merge-question.ts';
import { loadPart } from '../stores/missing-part.ts';
import { workspaceStore } from '../stores/store.ts';
import { Batch, type BatchOptions } from './batch.ts';
import { ReadRun } from './read-run.ts';
import { openInlineReader, openReader } from './reader-port.ts';
import { selectItems } from './select-items.ts';
import { keepUnread, takeUnread } from './unread.ts';
import type { ReaderPort, ReadItem } from './worker/protocol.ts';
import { SourceTable } from './worker/source-table.ts';

export type { FileToRead } from '../file-format/files.ts';

export type CancelKeep = 'read so far' | 'nothing';

/** Hosts of a pasted text join the workspace; `label` names the text in places and problems: `paste 1`. */
export async function readText(text: string, label = `paste ${++lastPaste}`): Promise<void> {
  if (isWorkspaceFile(text)) {
    await takeWorkspaceText(text, label);
    return;
  }
  const link = linkIn(text);
  if (link !== undefined) {
    await takeLink(link);
    return;
  }
  const item: ReadItem = { id: 0, path: label, content: text, nested: false };
  await enqueue({ items: [item], problems: [], skipped: 0, label, verb: 'pasting' });
}

/**
 * Hosts of these files join the workspace as they are read: one undo step, progress in the store. A cpu_map
 * directory among them becomes a CPU map, a workspace file is opened.
 */
export async function readFiles(files: readonly FileToRead[]): Promise<void> {
  const { cpuMaps, workspaces, hosts } = await sortFiles(files);
  for (const folder of cpuMaps) {
    const loaded = await loadPart(() => import('../cpu-maps/own-maps.ts'));
    await loaded?.importCpuMap(folder);
  }
  for (const workspace of workspaces) await openWorkspaceFile(workspace);
  const [first] = hosts;
  if (first === undefined) return;
  const label = hosts.length === 1 ? first.path : `${hosts.length.toLocaleString('en')} files`;
  await enqueue({ ...selectItems(hosts), label, verb: 'adding' });
}

/** Reads what was given to the page before, which could not load its reader. */
export async function readUnread(): Promise<void> {
  const unread = await takeUnread();
  if (unread !== undefined) await enqueue({ ...unread, problems: [], skipped: 0 });
}

/** Stops what is being read; what waits behind it is read all the same. The person says whether what came stays. */
export function cancelReading(keep: CancelKeep): void {
  if (active === undefined) return;
  if (keep === 'nothing') active.batch.abandon();
  else active.batch.stopHere();
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
  readonly skipped: number;
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

async function read({ items, problems, skipped, label, verb }: Job): Promise<void> {
  await table.learn(workspaceStore.getState().workspace.hosts, yieldToPage);
  const batch = new Batch({ label, verb, total: items.length, onUndone: () => run.cancel() });
  batch.receive({ readings: [], errors: [], problems, skipped });
  const run = new ReadRun({
    ...settings,
    items,
    table,
    open: openSpare,
    onFound: (found) => batch.receive(found),
    onProgress: (done, current) => batch.progress(done, current),
    onNoReader: (unread) => void keepUnread({ items: unread, label, verb }),
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

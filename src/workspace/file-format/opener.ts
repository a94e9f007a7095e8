import { ownScriptUrl } from '../../own-script-url.ts';
import { pauseBetween } from '../packing/steps.ts';
import workerUrl from './opener.worker.ts?worker&url';
import { type FromOpener, JoinedParts, type ToOpener, textToOpen } from './opener-protocol.ts';
import { type ImportResult, importWorkspace, unpackWhole } from './workspace-file.ts';

/** Milliseconds without a word after which the worker counts as hung; large files get more. */
const PATIENCE = 10_000;
const PATIENCE_PER_MB = 500;

/**
 * Reads and checks a workspace file or a link on a thread of its own: a large one takes seconds. Never throws;
 * refuses as `importWorkspace` does. `pause`: lets the page do other things meanwhile.
 */
export async function openWorkspace(given: ToOpener, pause: () => Promise<void>): Promise<ImportResult> {
  // Node has none.
  if (typeof Worker === 'undefined') return openInline(given);
  const worker = new Worker(ownScriptUrl(workerUrl), { type: 'module', name: 'opener' });
  try {
    const packed = await heard(worker, given);
    return 'problem' in packed ? packed : await pauseBetween(unpackWhole(packed), pause);
  } finally {
    worker.terminate();
  }
}

async function openInline(given: ToOpener): Promise<ImportResult> {
  const text = await textToOpen(given);
  return typeof text === 'string' ? importWorkspace(text) : { ok: false, problem: text.problem };
}

type Heard = Parameters<typeof unpackWhole>[0] | Extract<ImportResult, { readonly ok: false }>;

function heard(worker: Worker, given: ToOpener): Promise<Heard> {
  const patience = PATIENCE + (sizeOf(given) / 1024 / 1024) * PATIENCE_PER_MB;
  const parts = new JoinedParts();
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (result: Heard) => {
      clearTimeout(timer);
      resolve(result);
    };
    const watch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => end({ ok: false, problem: 'took too long to open' }), patience);
    };
    worker.onmessage = ({ data }: MessageEvent<FromOpener>) => {
      watch();
      if (data.kind === 'busy') return;
      if (data.kind === 'refused') return end({ ok: false, problem: data.problem });
      const packed = parts.add(data);
      if (packed !== undefined) end(packed);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      const detail = event.message ? ` (${event.message})` : '';
      end({ ok: false, problem: `stopped the reader${detail} and was not opened` });
    };
    watch();
    worker.postMessage(given);
  });
}

function sizeOf(given: ToOpener): number {
  if (given.kind === 'file') return given.file.size;
  return given.kind === 'text' ? given.text.length : given.hash.length;
}

import { startOwnWorker } from '../../own-script-url.ts';
import { runSteps } from '../packing/steps.ts';
import workerUrl from './opener.worker.ts?worker&url';
import { type FromOpener, JoinedParts } from './opener-protocol.ts';
import { type ImportResult, importWorkspace, unpackWhole } from './workspace-file.ts';

/**
 * Reads and checks the text of a workspace file on a thread of its own: a large one takes seconds. Never throws;
 * refuses as `importWorkspace` does.
 */
export function openWorkspace(text: string): Promise<ImportResult> {
  // Node has none.
  if (typeof Worker === 'undefined') return Promise.resolve(importWorkspace(text));
  const worker = startOwnWorker(workerUrl);
  const parts = new JoinedParts();
  const opened = new Promise<ImportResult>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<FromOpener>) => {
      if (data.kind === 'refused') return resolve({ ok: false, problem: data.problem });
      const packed = parts.add(data);
      if (packed !== undefined) resolve(runSteps(unpackWhole(packed)));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      const detail = event.message ? ` (${event.message})` : '';
      resolve({ ok: false, problem: `stopped the reader${detail} and was not opened` });
    };
  });
  worker.postMessage(text);
  return opened.finally(() => worker.terminate());
}

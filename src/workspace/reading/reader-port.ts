import { startOwnWorker } from '../../own-script-url.ts';
import { yieldToPage } from '../browser/yield-to-page.ts';
import { loadPart } from '../stores/missing-part.ts';
import type { FromReader, ReaderError, ReaderPort } from './worker/protocol.ts';
import workerUrl from './worker/reader.worker.ts?worker&url';

/** A reader of its own thread, or of this one where there are no workers. */
export function openReader(): ReaderPort {
  if (typeof Worker === 'undefined') return openInlineReader();
  const worker = startOwnWorker(workerUrl);
  const port: ReaderPort = {
    onmessage: null,
    onerror: null,
    // One that broke down before anybody listened says so when it is used.
    postMessage: (message) =>
      failure === undefined ? worker.postMessage(message) : queueMicrotask(() => fail(failure)),
    terminate: () => worker.terminate(),
  };
  worker.onmessage = ({ data }: MessageEvent<FromReader>) => port.onmessage?.({ data });
  let failure: ReaderError | undefined;
  const fail = (error: ReaderError | undefined) => error !== undefined && port.onerror?.(error);
  worker.onerror = (event) => {
    event.preventDefault();
    failure = { message: event.message ?? '' };
    fail(failure);
  };
  return port;
}

/** The same code on this thread, loaded only then; lets others run between two files. */
export function openInlineReader(): ReaderPort {
  let isOpen = true;
  const port: ReaderPort = {
    onmessage: null,
    onerror: null,
    postMessage: (message) =>
      void loading.then((service) => {
        if (!isOpen) return;
        if (service === undefined) port.onerror?.({ message: '', isMissing: true });
        else service.receive(message);
      }),
    terminate: () => {
      isOpen = false;
      port.onmessage = null;
      void loading.then((service) => service?.stop());
    },
  };
  const hear = (data: FromReader) => {
    // Later, as from a worker: nobody is called back from within their own call.
    queueMicrotask(() => port.onmessage?.({ data }));
  };
  const loading = loadPart(() => import('./worker/serve-reading.ts')).then(
    (loaded) => loaded && new loaded.ReadingService(hear, yieldToPage),
  );
  return port;
}

import { startOwnWorker } from '../../own-script-url.ts';
import { yieldToPage } from '../browser/yield-to-page.ts';
import type { FromReader, ReaderPort } from './worker/protocol.ts';
import workerUrl from './worker/reader.worker.ts?worker&url';

/** A reader of its own thread, or of this one where there are no workers. */
export function openReader(): ReaderPort {
  if (typeof Worker === 'undefined') return openInlineReader();
  const worker = startOwnWorker(workerUrl);
  const port: ReaderPort = {
    onmessage: null,
    onerror: null,
    postMessage: (message) => worker.postMessage(message),
    terminate: () => worker.terminate(),
  };
  worker.onmessage = ({ data }: MessageEvent<FromReader>) => port.onmessage?.({ data });
  worker.onerror = (event) => {
    event.preventDefault();
    port.onerror?.({ message: event.message });
  };
  return port;
}

/** The same code on this thread, loaded only then; lets others run between two files. */
export function openInlineReader(): ReaderPort {
  let isOpen = true;
  const port: ReaderPort = {
    onmessage: null,
    onerror: null,
    postMessage: (message) => void loading.then((service) => isOpen && service.receive(message)),
    terminate: () => {
      isOpen = false;
      port.onmessage = null;
      void loading.then((service) => service.stop());
    },
  };
  const hear = (data: FromReader) => {
    // Later, as from a worker: nobody is called back from within their own call.
    queueMicrotask(() => port.onmessage?.({ data }));
  };
  const loading = import('./worker/serve-reading.ts').then(
    ({ ReadingService }) => new ReadingService(hear, yieldToPage),
  );
  return port;
}

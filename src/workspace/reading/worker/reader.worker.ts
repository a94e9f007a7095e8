import type { ToReader } from './protocol.ts';
import { ReadingService } from './serve-reading.ts';

const service = new ReadingService((message) => self.postMessage(message));
self.onmessage = ({ data }: MessageEvent<ToReader>) => service.receive(data);
// The page hears of errors, not of promises that were broken.
self.onunhandledrejection = (event) => {
  event.preventDefault();
  setTimeout(() => {
    throw event.reason;
  });
};

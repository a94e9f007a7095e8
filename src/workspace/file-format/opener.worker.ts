import { openedParts } from './opener-protocol.ts';

self.onmessage = ({ data }: MessageEvent<string>) => {
  for (const part of openedParts(data)) self.postMessage(part);
};

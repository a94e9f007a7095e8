import { openedParts, type ToOpener, textToOpen } from './opener-protocol.ts';

self.onmessage = async ({ data }: MessageEvent<ToOpener>) => {
  const text = await textToOpen(data);
  const parts = typeof text === 'string' ? openedParts(text) : [text];
  for (const part of parts) self.postMessage(part);
};

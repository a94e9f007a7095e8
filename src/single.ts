// In the single file, the workers are the same script as the app: it asks where it runs.

if (typeof document === 'undefined') await runAsWorker();
else await import('./main.tsx');

/** Runs as the worker that it is named after, `NAME.worker.ts`. */
async function runAsWorker(): Promise<void> {
  // The module listens once it has run; what arrives before is kept for it.
  const early: MessageEvent[] = [];
  self.onmessage = (event) => early.push(event);
  const workers = import.meta.glob('./workspace/**/*.worker.ts');
  const [, load] = Object.entries(workers).find(([path]) => path.endsWith(`/${self.name}.worker.ts`)) ?? [];
  if (load === undefined) throw new Error(`there is no worker ${self.name}`);
  await load();
  for (const event of early) self.onmessage?.(event);
}

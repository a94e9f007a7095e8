/**
 * Lets the page handle clicks and paint before the work goes on. A message and not a timer: timers of a page in
 * the background fire once a second.
 */
export function yieldToPage(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** A pause between small steps of work: yields once they have taken so many milliseconds, and not for each of them. */
export function yieldAfter(budget: number): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < budget) return;
    await yieldToPage();
    since = performance.now();
  };
}

/** Resolves once the page has nothing to do: all that was published is rendered and painted. */
export function whenPageIsIdle(): Promise<void> {
  // Safari has no idle callback, Node neither.
  if (!('requestIdleCallback' in globalThis)) return yieldToPage();
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 500 }));
}

import { type BrowserContext, test as base, expect } from '@playwright/test';

interface Options {
  /** The console messages that the test is about; any other warning or error fails it. */
  readonly expectedConsole: RegExp;
}

/**
 * Every test is also a test that the page keeps quiet: nothing on its console, no uncaught error, and no request
 * to anywhere but where the page came from.
 */
export const test = base.extend<Options & { quiet: undefined }>({
  expectedConsole: [/(?!)/, { option: true }],
  quiet: [
    async ({ context, baseURL, expectedConsole }, use) => {
      const problems = watch(context, new URL(baseURL ?? '').origin);
      await use(undefined);
      const unexpected = problems.filter((problem) => !expectedConsole.test(problem));
      expect(unexpected, 'errors, warnings and foreign requests').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

function watch(context: BrowserContext, origin: string): string[] {
  const problems: string[] = [];
  context.on('console', (message) => {
    const type = message.type();
    if (type !== 'error' && type !== 'warning') return;
    problems.push(`console ${type}: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (event) => problems.push(`uncaught: ${event.error().message}`));
  context.on('request', (request) => {
    if (!isOwn(request.url(), origin)) problems.push(`request: ${request.url()}`);
  });
  return problems;
}

/** blob:, data: and file: reach no network. */
function isOwn(url: string, origin: string): boolean {
  const { protocol, origin: of } = new URL(url);
  return ['blob:', 'data:', 'file:'].includes(protocol) || of === origin;
}

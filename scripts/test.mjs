// npm test: everything, from a bare clone.
import { findOrInstallBrowser, noBrowser } from './find-browser.mjs';
import { setUp } from './setup.mjs';

await setUp();
const { browserTests, checks } = await import('./gates.mjs');
const { runSteps } = await import('./steps.mjs');

await runSteps([...checks(), browserStep]);

function browserStep() {
  try {
    const browser = findOrInstallBrowser();
    if (browser !== undefined) return browserTests({ COMMONBITS_BROWSER: browser });
    console.error(noBrowser);
  } catch (error) {
    // A BROWSER_PATH that names nothing.
    console.error(error instanceof Error ? error.message : error);
  }
  return { title: 'Browser tests', command: ['-e', 'process.exit(1)'] };
}

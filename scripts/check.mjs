// npm run check: exactly what npm test runs before the browser tests.
import { setUp } from './setup.mjs';

await setUp();
const { checks } = await import('./gates.mjs');
const { runSteps } = await import('./steps.mjs');
await runSteps(checks());

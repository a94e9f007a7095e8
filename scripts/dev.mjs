// npm run dev: the page from its sources, reloaded as they change. Arguments go to vite (`--port 4000`, `--host`).
import { spawn } from 'node:child_process';
import { root, setUp } from './setup.mjs';

await setUp();
const { bin } = await import('./steps.mjs');
spawn(process.execPath, [bin('vite'), ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' }).on(
  'exit',
  (code) => process.exit(code ?? 1),
);

// npm run test:unit -- [FILE…] [--watch]: the unit tests, laws and recorded answers, all or those of the files named.
import { spawn } from 'node:child_process';
import { root, setUp } from './setup.mjs';

await setUp();
const { bin } = await import('./steps.mjs');
const args = process.argv.slice(2);
const mode = args.includes('--watch') ? 'watch' : 'run';
spawn(process.execPath, [bin('vitest'), mode, ...args.filter((argument) => argument !== '--watch')], {
  cwd: root,
  stdio: 'inherit',
}).on('exit', (code) => process.exit(code ?? 1));

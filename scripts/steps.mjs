// Runs the gates one after the other, stops at the first that fails, and counts the tests of those that ran.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './setup.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number, names: readonly string[] }} Counts  `names`: of the skipped
 * @typedef {{
 *   title: string,
 *   command: readonly string[],
 *   env?: Record<string, string>,
 *   cure?: string,
 *   report?: (folder: string) => { args: readonly string[], env: Record<string, string>, read: () => Counts },
 * }} Step  `command`: arguments of node. `cure`: what to do where the command's own
 * words do not say it. `report`: for a test runner, how it is told to write its counts.
 */

/**
 * Prints `N passed, N failed` as the last line, and leaves with the status.
 * @param {readonly (Step | (() => Step))[]} steps  A function is asked for its step when its turn comes.
 * @returns {Promise<never>}
 */
export async function runSteps(steps) {
  const folder = mkdtempSync(join(tmpdir(), 'commonbits-'));
  const total = { passed: 0, failed: 0 };
  let ok = true;
  for (const step of steps) {
    const counts = await runStep(typeof step === 'function' ? step() : step, folder);
    total.passed += counts.passed;
    total.failed += counts.failed;
    ok = counts.ok;
    if (!ok) break;
  }
  rmSync(folder, { recursive: true, force: true });
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exit(ok ? 0 : 1);
}

/**
 * @param {Step} step
 * @param {string} folder
 */
async function runStep(step, folder) {
  console.log(`\n── ${step.title}`);
  const started = performance.now();
  const report = step.report?.(folder);
  const args = [...step.command, ...(report?.args ?? [])];
  const status = await runNode(args, { ...process.env, ...step.env, ...report?.env });
  const counts = report ? countsOf(report.read) : { passed: 0, failed: 0, skipped: 0, names: [] };
  if (counts.skipped > 0) console.log(skippedWords(counts));
  const ok = status === 0 && counts.failed === 0 && counts.skipped === 0;
  // A gate that is no test, or a runner that died before it could count, is one failure.
  const failed = Math.max(counts.failed + counts.skipped, ok ? 0 : 1);
  console.log(
    `── ${step.title}: ${ok ? 'ok' : 'FAILED'} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  );
  if (!ok && step.cure !== undefined) console.log(`   ${step.cure}`);
  return { passed: counts.passed, failed, ok };
}

/** @param {Counts} counts */
function skippedWords({ skipped, names }) {
  const list = names.map((name) => `  ${name}`).join('\n');
  return `${skipped} skipped, and a test that is skipped proves nothing:\n${list}\nLet each run everywhere (its input belongs into the project's fixtures), or remove it.`;
}

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
function runNode(args, env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', () => resolve(1));
    child.on('close', (status) => resolve(status ?? 1));
  });
}

/** @param {() => Counts} read */
function countsOf(read) {
  try {
    return read();
  } catch {
    console.log('The test runner wrote no report.');
    return { passed: 0, failed: 0, skipped: 0, names: [] };
  }
}

/**
 * The script behind a package's command, without npx and without a shell.
 * @param {string} packageName
 * @param {string} [command]
 */
export function bin(packageName, command = packageName) {
  const file = join(root, 'node_modules', packageName, 'package.json');
  const { bin: commands } = readJson(file);
  return join(dirname(file), typeof commands === 'string' ? commands : commands[command]);
}

/** @param {string} file */
export function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

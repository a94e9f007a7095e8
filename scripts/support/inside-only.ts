// Set-up of the unit tests: what a test reads is in the repository, so that it runs the same in any clone.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The reads that tests use; each takes the path first. */
const reads = [
  'readFileSync',
  'readdirSync',
  'existsSync',
  'statSync',
  'openSync',
  'createReadStream',
] as const;

// A worker runs this before each of its test files: one guard is enough, and more hide who reads.
const guard = Symbol.for('commonbits inside-only');
if (!Object.hasOwn(fs, guard)) {
  for (const name of reads) {
    const original = fs[name] as (...args: unknown[]) => unknown;
    const guarded = (...args: unknown[]) => {
      refuseOutside(args[0]);
      return original(...args);
    };
    Object.assign(fs, { [name]: guarded });
  }
  Object.defineProperty(fs, guard, { value: true });
}
syncBuiltinESMExports();

function refuseOutside(path: unknown): void {
  if (typeof path !== 'string' && !(path instanceof URL)) return;
  const full = typeof path === 'string' ? resolve(path) : fileURLToPath(path);
  if (`${full}${sep}`.startsWith(root) || calledByPackage()) return;
  throw new Error(
    `A test reads ${full}, outside the repository. A clone elsewhere does not have it: put it into the project's fixtures.`,
  );
}

/** Packages look at the system around them (which Linux, which Node): that is no file that a test needs. */
function calledByPackage(): boolean {
  const frames = (new Error('who reads').stack ?? '').split('\n').slice(1);
  const caller = frames.find((frame) => !frame.includes('inside-only'));
  return caller !== undefined && (caller.includes('node_modules') || caller.includes('node:'));
}

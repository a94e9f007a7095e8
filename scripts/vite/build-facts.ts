import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Facts for the page's help, as constants of the build: `import.meta.env.COMMONBITS_VERSION` and `_COMMIT`. */
export function buildFacts(): Record<string, string> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return {
    'import.meta.env.COMMONBITS_VERSION': JSON.stringify(version),
    'import.meta.env.COMMONBITS_COMMIT': JSON.stringify(commitOf()) ?? 'undefined',
  };
}

/** Twelve digits, with a + when there are changes beside it; undefined if the source came without git. */
function commitOf(): string | undefined {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const isChanged = git('status', '--porcelain', '--untracked-files=no') !== '';
    return `${git('rev-parse', '--short=12', 'HEAD')}${isChanged ? '+' : ''}`;
  } catch {
    return process.env.COMMONBITS_COMMIT;
  }
}

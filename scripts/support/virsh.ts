import { execFileSync, spawnSync } from 'node:child_process';

/** virsh of this machine; undefined if there is none. */
export function findVirsh(): { readonly path: string; readonly version: string } | undefined {
  const path = process.env.VIRSH ?? 'virsh';
  try {
    return { path, version: execFileSync(path, ['--version'], { encoding: 'utf8' }).trim() };
  } catch {
    return undefined;
  }
}

/** `virsh cpu-baseline FILE` on the test driver, which needs no daemon: its output, or its error's message. */
export function virshBaseline(path: string, file: string, flags: readonly string[]): string {
  const run = spawnSync(path, ['-c', 'test:///default', 'cpu-baseline', file, ...flags], {
    encoding: 'utf8',
  });
  if (run.error !== undefined) throw run.error;
  return run.status === 0 ? run.stdout.trim() : (/^error: (.*)$/m.exec(run.stderr)?.[1] ?? run.stderr.trim());
}

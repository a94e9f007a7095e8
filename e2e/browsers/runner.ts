import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job, Jobs, World } from './job.ts';
import { PageOf } from './page.ts';
import type { Served } from './servers.ts';
import type { Launch } from './session.ts';

export interface Outcome {
  readonly title: string;
  readonly seconds: number;
  /** undefined: done. */
  readonly problem: string | undefined;
}

interface RunOptions {
  readonly launch: Launch;
  readonly lists: readonly Jobs[];
  readonly app: Served;
  readonly dist: string;
  /** The folder for pictures of failures. */
  readonly pictures: string;
  readonly onDone: (name: string, outcome: Outcome) => void;
}

/** All jobs in one browser. What follows a job that failed in the same list is not tried. */
export async function runJobs({ launch, lists, app, dist, pictures, onDone }: RunOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'commonbits-browser-'));
  const session = await launch(folder);
  const world: World = { page: new PageOf(session), app, dist, folder };
  try {
    for (const list of lists) {
      let before: string | undefined;
      for (const job of list) {
        const outcome = await attempt(job, world, before);
        if (outcome.problem !== undefined && before === undefined) await picture(world, pictures, job.title);
        if (outcome.problem !== undefined) before ??= job.title;
        onDone(session.name, outcome);
      }
    }
  } finally {
    await session.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function attempt(job: Job, world: World, before: string | undefined): Promise<Outcome> {
  const { title } = job;
  if (before !== undefined) return { title, seconds: 0, problem: `not tried after “${before}”` };
  const started = performance.now();
  const problem = await job.act(world).then(
    () => undefined,
    (error) => (error instanceof Error ? error.message : String(error)),
  );
  return { title, seconds: (performance.now() - started) / 1000, problem };
}

async function picture({ page }: World, pictures: string, title: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  const name = `${page.session.name}-${title}`.replace(/[^\w.]+/g, '-');
  // A browser that has crashed gives none.
  const image = await page.session.screenshot().catch(() => undefined);
  if (image !== undefined) writeFileSync(join(pictures, `${name}.png`), image);
}

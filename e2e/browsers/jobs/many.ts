import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { host } from '../../support/recorded.ts';
import { type Jobs, job } from '../job.ts';
import { answer, freshPage, grid } from './steps.ts';

const count = 1000;

/** A thousand hosts of ten kinds. */
export const manyJobs: Jobs = [
  job('open a thousand files', async (world) => {
    const { page, folder } = world;
    const files = join(folder, 'thousand');
    mkdirSync(files);
    const paths = Array.from({ length: count }, (_, index) => {
      const path = join(files, `kvm-${String(index).padStart(4, '0')}.xml`);
      writeFileSync(
        path,
        host('Cascadelake-Server', ['vmx', ['pku', 'invtsc', 'md-clear', 'stibp'][index % 4] ?? '']),
      );
      return path;
    });
    await freshPage(world);
    await page.openFiles(paths, () => page.click({ name: 'Open files' }));
    await page.reads('1,000 hosts, 4 kinds of CPU.', answer);
  }),
  job('scroll and walk among a thousand hosts', async ({ page }) => {
    await page.click({ css: `${grid} [role=gridcell]` });
    await page.session.press('Control+End');
    await page.session.press('Control+Home');
    await page.sees({ css: `${grid} [role=row]` });
  }),
  job('reload a thousand hosts', async ({ page }) => {
    await page.session.reload();
    await page.reads('1,000 hosts, 4 kinds of CPU.', answer);
  }),
];

// npm run bench-page -- [--only first|load|press|slow|scroll] [--no-build]: what the built page costs in a real Chromium, held
// against its limits. Leaves with 1 where one is not kept. Wants a quiet machine.
import { parseArgs } from 'node:util';
import { benchFirst } from './bench-page/first.ts';
import { Judge } from './bench-page/judge.ts';
import { benchLoad } from './bench-page/load.ts';
import { benchPress } from './bench-page/press.ts';
import { benchScroll } from './bench-page/scroll.ts';
import { benchSlow } from './bench-page/slow.ts';
import { appInBrowser } from './support/app-in-browser.ts';

const { values } = parseArgs({
  options: { only: { type: 'string' }, build: { type: 'boolean', default: true } },
  allowNegative: true,
});
const parts = {
  first: benchFirst,
  load: benchLoad,
  press: benchPress,
  slow: benchSlow,
  scroll: benchScroll,
};
const chosen = Object.entries(parts).filter(([name]) => values.only === undefined || values.only === name);
if (chosen.length === 0) {
  console.error(`There is no part “${values.only}”. There are: ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}
// The scrollbars are what is dragged.
const app = await appInBrowser(values.build, { ignoreDefaultArgs: ['--hide-scrollbars'] });
const judge = new Judge();
try {
  for (const [, bench] of chosen) await bench(app, judge);
} finally {
  await app.close();
}
judge.close();

// What must hold, in the order of what is quickest to say no.
import { join } from 'node:path';
import { bin, readJson } from './steps.mjs';

/** @typedef {import('./steps.mjs').Step} Step */

/** Everything but the browser. @returns {Step[]} */
export function checks() {
  return [
    { title: 'Types', command: [bin('typescript', 'tsc'), '-b'] },
    {
      title: 'Lint and format',
      command: [bin('@biomejs/biome', 'biome'), 'check', '--error-on-warnings', '--diagnostic-level=warn'],
    },
    { title: 'Styles', command: [bin('stylelint'), 'src/**/*.css', '--max-warnings=0'] },
    { title: 'Dead code', command: [bin('knip')] },
    { title: 'Unit tests, laws, recorded answers', command: [bin('vitest'), 'run'], report: vitestReport },
    { title: 'Build', command: [bin('vite'), 'build', '--logLevel', 'warn'] },
    { title: 'Size budget', command: ['scripts/size-budget.mjs'] },
  ];
}

/**
 * @param {Record<string, string>} env
 * @returns {Step}
 */
export function browserTests(env) {
  return {
    title: 'Browser tests',
    command: [bin('@playwright/test', 'playwright'), 'test'],
    env,
    report: playwrightReport,
  };
}

/** @param {string} folder */
function vitestReport(folder) {
  const file = join(folder, 'vitest.json');
  return {
    args: ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    env: {},
    read: () => {
      const found = readJson(file);
      return {
        passed: found.numPassedTests,
        failed: found.numFailedTests,
        skipped: found.numPendingTests + found.numTodoTests,
      };
    },
  };
}

/** @param {string} folder */
function playwrightReport(folder) {
  const file = join(folder, 'playwright.json');
  return {
    args: ['--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    read: () => {
      const { stats } = readJson(file);
      return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
    },
  };
}

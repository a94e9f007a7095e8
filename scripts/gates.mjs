// The gates, the fastest to fail first.
import { join, relative } from 'node:path';
import { root } from './setup.mjs';
import { bin, readJson } from './steps.mjs';

/** @typedef {import('./steps.mjs').Step} Step */

/** Everything but the browser. @returns {Step[]} */
export function checks() {
  return [
    {
      title: 'Types',
      command: [bin('typescript', 'tsc'), '-b'],
      cure: 'Each line above names a file, a line and what does not fit there. `npm run check` again afterwards.',
    },
    {
      title: 'Lint and format',
      command: [bin('@biomejs/biome', 'biome'), 'check', '--error-on-warnings', '--diagnostic-level=warn'],
      cure: '`npm run format` mends the format, the order of imports and what else is safe to mend; the rest is named above.',
    },
    {
      title: 'Styles',
      command: [bin('stylelint'), 'src/**/*.css', '--max-warnings=0'],
      cure: 'The rules, and the sizes of window at which the page changes, are in .stylelintrc.json; sizes of type are tokens in src/page/styles/tokens.css.',
    },
    {
      title: 'Dead code',
      command: [bin('knip')],
      cure: 'Nobody uses what is named above: remove it, or take `export` off what only its own file uses.',
    },
    {
      title: 'Code that only tests use',
      command: [bin('knip'), '--production', '--config', 'knip.production.json'],
      cure: 'Move it to the test, or to a *.test-support.ts beside it. What a test must ask of a table has `@internal` in its comment, with the reason.',
    },
    {
      title: 'Unit tests, laws, recorded answers',
      command: [bin('vitest'), 'run'],
      report: vitestReport,
      cure: '`npm run test:unit -- FILE` runs one file alone, with `--watch` after each change.',
    },
    {
      title: 'Build',
      command: [bin('vite'), 'build', '--logLevel', 'warn'],
      cure: '`node_modules/.bin/vite build` shows the whole of what the build says.',
    },
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
    cure: '`node_modules/.bin/playwright test e2e/FILE.spec.ts` runs one file alone, on what was built last; `--trace on` writes down each step.',
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
        names: skippedUnitTests(found),
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
      const { stats, suites } = readJson(file);
      return {
        passed: stats.expected,
        failed: stats.unexpected + stats.flaky,
        skipped: stats.skipped,
        names: skippedBrowserTests(suites),
      };
    },
  };
}

/**
 * @param {{ testResults: { name: string, assertionResults: { status: string, fullName: string }[] }[] }} report
 * @returns {string[]}
 */
function skippedUnitTests({ testResults }) {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => `${relative(root, name)}: ${fullName}`),
  );
}

/**
 * @typedef {{ file: string, specs?: { title: string, tests: { status: string }[] }[], suites?: Suite[] }} Suite
 * @param {readonly Suite[]} suites
 * @returns {string[]}
 */
function skippedBrowserTests(suites) {
  return suites.flatMap(({ file, specs = [], suites: inner = [] }) => [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === 'skipped'))
      .map(({ title }) => `${file}: ${title}`),
    ...skippedBrowserTests(inner),
  ]);
}

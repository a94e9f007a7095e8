// What must hold, in the order of what is quickest to say no.
import { join, relative } from 'node:path';
import { root } from './setup.mjs';
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

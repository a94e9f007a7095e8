import { defineConfig } from 'vitest/config';

const shared = {
  environment: 'node',
  allowOnly: false,
  pool: 'threads',
  testTimeout: 20_000,
  setupFiles: 'scripts/support/inside-only.ts',
} as const;
const stateful = ['src/workspace/**/*.test.{ts,tsx}', 'src/page/**/*.test.{ts,tsx}'];

export default defineConfig({
  test: {
    projects: [
      // The stages hold no state: their tests share a thread, and what one has loaded the next need not load.
      {
        test: {
          ...shared,
          name: 'stages',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: stateful,
          isolate: false,
        },
      },
      { test: { ...shared, name: 'workspace and page', include: stateful } },
    ],
  },
});

import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';
import { buildFacts } from './scripts/vite/build-facts.ts';
import { shortClasses } from './scripts/vite/class-names.ts';
import { closureOf } from './scripts/vite/closure.ts';
import { security } from './scripts/vite/security.ts';
import { serviceWorker } from './scripts/vite/service-worker/plugin.ts';
import { singleFile } from './scripts/vite/single-file.ts';
import { smallerPackages } from './scripts/vite/smaller-packages.ts';
import { takeAlong } from './scripts/vite/take-along.ts';

/** The size budget finds the CPU maps by this name. */
function chunkName(chunk: { readonly facadeModuleId: string | null }): string {
  const isCpuMap = chunk.facadeModuleId?.includes('/src/cpu-map/data/') ?? false;
  return isCpuMap ? 'assets/cpu-map-[name]-[hash].js' : 'assets/[name]-[hash].js';
}

/**
 * A first visit asks for few files: what the page needs at once is one script beside main.tsx, what it needs with hosts
 * is one more. main.tsx stands alone because it waits for the others: they must not import it.
 */
function isNotMain(id: string): boolean {
  return !id.endsWith('/src/main.tsx') && !id.endsWith('/index.html');
}

const withHosts = closureOf('/src/page/shell/loaded.tsx');

const codeSplitting = {
  groups: [
    { name: 'page', tags: ['$initial' as const], test: isNotMain, priority: 2 },
    { name: withHosts, priority: 1 },
  ],
};

// Vite's own plugins take most of a build; that is no news.
const checks = { pluginTimings: false };
const rolldownOptions = { checks, output: { chunkFileNames: chunkName, codeSplitting } };
const workerOptions = { checks, output: { chunkFileNames: chunkName } };

const shared = {
  // The oldest that know light-dark() and popovers; older targets would have them rewritten.
  target: ['chrome125', 'edge125', 'firefox128', 'safari18'],
  // The polyfill fetches, which the policy forbids; all targets know modulepreload.
  modulePreload: { polyfill: false },
  // scripts/size-budget.mjs has a limit for what loads first; Vite has one for any script.
  chunkSizeWarningLimit: 1000,
};

const classes = shortClasses(import.meta.dirname);

/** The app as files for a web server. */
const served: UserConfig = {
  define: buildFacts(),
  // Relative, so that the built app runs at any path of any host.
  base: './',
  plugins: [...classes.plugins, smallerPackages(), react(), security(), takeAlong(), serviceWorker()],
  // Two checks at the same time in one folder need two places to build to.
  build: {
    ...shared,
    outDir: process.env.COMMONBITS_DIST ?? 'dist',
    emptyOutDir: true,
    // The policy allows no data: address.
    assetsInlineLimit: 0,
    rolldownOptions,
  },
  worker: { format: 'es', plugins: () => [smallerPackages()], rolldownOptions: workerOptions },
};

/** The app in one file, commonbits.html. */
const single: UserConfig = {
  define: buildFacts(),
  // Relative addresses would need import.meta, which a classic worker has not.
  base: '/',
  plugins: [singleFile(), ...classes.plugins, smallerPackages(), react()],
  build: {
    ...shared,
    outDir: 'dist-single',
    copyPublicDir: false,
    cssCodeSplit: false,
    rolldownOptions: { checks, output: { codeSplitting: false } },
  },
};

export default defineConfig(({ mode, command }) => ({
  ...(mode === 'single' ? single : served),
  ...(command === 'build' && { css: { modules: { generateScopedName: classes.generateScopedName } } }),
}));

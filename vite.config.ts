import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { security } from './scripts/vite/security.ts';
import { serviceWorker } from './scripts/vite/service-worker/plugin.ts';

/** The size budget finds the CPU maps by this name. */
function chunkName(chunk: { readonly facadeModuleId: string | null }): string {
  const isCpuMap = chunk.facadeModuleId?.includes('/src/cpu-map/data/') ?? false;
  return isCpuMap ? 'assets/cpu-map-[name]-[hash].js' : 'assets/[name]-[hash].js';
}

const rolldownOptions = { output: { chunkFileNames: chunkName } };

export default defineConfig({
  // Relative, so that the built app runs at any path of any host.
  base: './',
  plugins: [react(), security(), serviceWorker()],
  // Two checks at the same time in one folder need two places to build to.
  build: {
    outDir: process.env.COMMONBITS_DIST ?? 'dist',
    emptyOutDir: true,
    // The oldest that know light-dark() and popovers; older targets would have them rewritten.
    target: ['chrome125', 'edge125', 'firefox128', 'safari18'],
    // The policy allows no data: address.
    assetsInlineLimit: 0,
    // The polyfill fetches, which the policy forbids; all targets know modulepreload.
    modulePreload: { polyfill: false },
    rolldownOptions,
  },
  worker: { format: 'es', rolldownOptions },
});

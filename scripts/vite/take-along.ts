import { build, type Plugin, type Rollup } from 'vite';

type Files = readonly (Rollup.OutputChunk | Rollup.OutputAsset)[];

/** Puts commonbits.html, the app in one file, beside the served one, so that a plain link can save it. */
export function takeAlong(): Plugin {
  let root = '';
  return {
    name: 'commonbits-take-along',
    apply: 'build',
    configResolved(config) {
      root = config.root;
    },
    async generateBundle() {
      const built = await build({ root, mode: 'single', logLevel: 'warn', build: { write: false } });
      const files: Files = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
      const file = files.find(({ fileName }) => fileName === 'commonbits.html');
      if (file?.type !== 'asset') throw new Error('the one file was not built');
      this.emitFile({ type: 'asset', fileName: file.fileName, source: file.source });
    },
  };
}

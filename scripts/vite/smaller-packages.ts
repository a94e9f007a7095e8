import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const require = createRequire(import.meta.url);
const prefix = '\0commonbits:';

/** Packages that are CommonJS: each use of a name of theirs would be a look-up in an object, `(0, runtime.jsx)(…)`. */
const commonJs = ['react', 'react/jsx-runtime'];

/**
 * What fast-xml-parser never asks here. is-unsafe is for entities that a DOCTYPE defines, and src/xml/xml.ts refuses such a
 * document before: if it were asked, all would be blocked. strnum makes numbers of values, which src/xml/xml.ts leaves text.
 */
const neverAsked = {
  'is-unsafe':
    'export const isUnsafe = () => true; export const HTML = undefined; export const XML = undefined;',
  strnum: 'export default (text) => text;',
};

/** The parts that the app takes from packages, without what it never uses of them. */
export function smallerPackages(): Plugin {
  return {
    name: 'commonbits-smaller-packages',
    apply: 'build',
    enforce: 'pre',
    resolveId(id, importer) {
      if (id in neverAsked) return prefix + id;
      const isOurs = importer !== undefined && !/\0|node_modules/.test(importer);
      return isOurs && commonJs.includes(id) ? prefix + id : undefined;
    },
    load(id) {
      if (!id.startsWith(prefix)) return undefined;
      const name = id.slice(prefix.length);
      return Object.entries(neverAsked).find(([known]) => known === name)?.[1] ?? asModule(name);
    },
  };
}

/** The package's names as variables of a module. */
function asModule(name: string): string {
  const names = Object.keys(require(name)).filter(
    (key) => /^[a-z]/i.test(key) && !key.startsWith('unstable'),
  );
  const file = JSON.stringify(require.resolve(name));
  return `import all from ${file};\nexport const { ${names.join(', ')} } = all;\n`;
}

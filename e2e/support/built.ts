import { readdirSync } from 'node:fs';

const dist = new URL(`../../${process.env.COMMONBITS_DIST ?? 'dist'}/`, import.meta.url);

/** The address of a built file on disk. */
export function builtFile(name: string): URL {
  return new URL(name, dist);
}

/** The addresses of the files in dist/assets, as the server serves them, sorted. */
export function builtAssets(): string[] {
  return readdirSync(new URL('assets/', dist))
    .map((name) => `/assets/${name}`)
    .sort();
}

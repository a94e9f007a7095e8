import type { Packing, Unpack } from './entries.ts';

/** Each is a part of its own, loaded with the first archive that is packed so. */
export async function loadUnpacker(packing: Packing): Promise<Unpack> {
  switch (packing) {
    case 'xz':
      return (await import('./xz.ts')).unpackXz;
    case 'bzip2':
      return (await import('./bzip2.ts')).unpackBzip2;
    case 'zstd':
      return (await import('./zstd.ts')).unpackZstd;
  }
}

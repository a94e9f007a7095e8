import type { ExampleId } from './examples/ids.ts';
import { readFiles } from './reading/reader.ts';
import { loadPart } from './stores/missing-part.ts';

export type { ExampleId } from './examples/ids.ts';

/** A pool to look at; its hosts are loaded on demand. */
export interface Example {
  readonly id: ExampleId;
  readonly title: string;
  readonly hosts: number;
  readonly kinds: number;
}

export const examples: readonly Example[] = [
  { id: 'cascade-lake-and-skylake', title: 'Cascade Lake and Skylake', hosts: 3, kinds: 2 },
  { id: 'ice-lake-too', title: 'Skylake, Cascade Lake and Ice Lake', hosts: 6, kinds: 3 },
  { id: 'epyc-pool', title: 'An EPYC pool', hosts: 6, kinds: 3 },
  { id: 'intel-and-amd', title: 'Intel and AMD together', hosts: 4, kinds: 2 },
  { id: 'five-generations', title: 'Five generations of Xeon', hosts: 40, kinds: 6 },
  { id: 'article-2010', title: 'A laptop and a server of 2010', hosts: 2, kinds: 2 },
];

/** Adds an example's hosts as if their files had been dropped: `kvm-01.xml` and so on. */
export async function loadExample(id: ExampleId): Promise<void> {
  const loaded = await loadPart(() => import('./examples/files.ts'));
  if (loaded !== undefined) await readFiles(loaded.exampleFiles(id));
}

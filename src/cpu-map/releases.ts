import { applyChanges, type Changes } from './changes.ts';
import { compileCpuMap } from './compile.ts';
import type { CpuMap } from './cpu-map.ts';
import type { CpuMapFacts } from './facts.ts';

/** libvirt releases whose CPU map is built in, newest first; the first is the default. */
export const builtInReleases = ['12.8.0', '11.3.0', '9.0.0', '7.0.0'] as const;
export type BuiltInRelease = (typeof builtInReleases)[number];

/** Distributions whose package of libvirt is this release. */
export const carriers: Readonly<Record<BuiltInRelease, string>> = {
  '12.8.0': 'Debian unstable',
  '11.3.0': 'Debian 13',
  '9.0.0': 'Debian 12, RHEL 9.2',
  '7.0.0': 'Debian 11',
};

/** `data/older-releases.json`, newest first. */
export type OlderReleases = readonly { readonly release: string; readonly changes: Changes }[];

const loaded = new Map<BuiltInRelease, Promise<CpuMap>>();

/** Fetched once, on demand: one chunk for the newest release, and one that makes all others of it. */
export function loadCpuMap(release: BuiltInRelease): Promise<CpuMap> {
  const before = loaded.get(release);
  if (before !== undefined) return before;
  const loading = loadFacts(release).then(compileCpuMap);
  loaded.set(release, loading);
  // A failed fetch may work the next time.
  loading.catch(() => loaded.delete(release));
  return loading;
}

/** Releases share most of what they say: each is kept as the changes that make it of the next newer one. */
export async function loadFacts(release: BuiltInRelease): Promise<CpuMapFacts> {
  const newest = () =>
    import('./data/libvirt-12.8.0.json').then((file) => file.default as unknown as CpuMapFacts);
  if (release === builtInReleases[0]) return newest();
  const [facts, older] = await Promise.all([newest(), import('./data/older-releases.json')]);
  let text = JSON.stringify(facts);
  for (const { release: next, changes } of older.default as unknown as OlderReleases) {
    text = applyChanges(text, changes);
    if (next === release) return JSON.parse(text);
  }
  throw new Error(`the CPU map of libvirt ${release} is not in older-releases.json`);
}

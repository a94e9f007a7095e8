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

const loaders: Record<BuiltInRelease, () => Promise<{ readonly default: unknown }>> = {
  '12.8.0': () => import('./data/libvirt-12.8.0.json'),
  '11.3.0': () => import('./data/libvirt-11.3.0.json'),
  '9.0.0': () => import('./data/libvirt-9.0.0.json'),
  '7.0.0': () => import('./data/libvirt-7.0.0.json'),
};
const loaded = new Map<BuiltInRelease, Promise<CpuMap>>();

/** One chunk per release, fetched once, on demand. */
export function loadCpuMap(release: BuiltInRelease): Promise<CpuMap> {
  const before = loaded.get(release);
  if (before !== undefined) return before;
  const loading = loaders[release]().then(({ default: facts }) => compileCpuMap(facts as CpuMapFacts));
  loaded.set(release, loading);
  // What could not be fetched may come the next time.
  loading.catch(() => loaded.delete(release));
  return loading;
}

import type { CpuMap } from '../../src/cpu-map/cpu-map.ts';
import { buildFleet } from '../../src/fleet/pool/fleet.ts';
import { poolOf } from '../../src/fleet/pool/pool.ts';
import { createIntake } from '../../src/intake/intake.ts';
import { capabilities, madeUpHost } from '../support/made-up-hosts.ts';
import { Random } from '../support/random.ts';
import { measure, ms, report } from './measure.ts';

export function documents(
  map: CpuMap,
  seed: number,
  { count, kinds, bytes }: { count: number; kinds: number; bytes: number },
): string[] {
  const random = new Random(seed);
  const cpus = Array.from({ length: kinds }, () => madeUpHost(map, random));
  return Array.from({ length: count }, (_, i) =>
    capabilities(cpus[i % kinds] ?? madeUpHost(map, random), bytes),
  );
}

/** Text of many files → hosts → baseline. */
export function fromText(map: CpuMap, texts: readonly string[]): number {
  const read = createIntake();
  const hosts = texts.flatMap((text, i) => read(text, `kvm-${i}.xml`).hosts);
  const fleet = buildFleet(
    map,
    hosts.map(({ cpu }, i) => ({ id: String(i), name: `kvm-${i}`, included: true, cpu })),
  );
  const pool = poolOf(fleet);
  if (!pool.baseline.ok || pool.hosts !== texts.length) throw new Error('the pool has no baseline');
  return pool.kinds.length;
}

export function benchText(map: CpuMap, seed: number): void {
  const rows = [['files of 23 KB, all distinct', 'to baseline', 'a file']];
  for (const count of [2, 10, 100, 1000]) {
    const texts = documents(map, seed, { count, kinds: count, bytes: 23_000 });
    const time = measure(() => fromText(map, texts), { least: 3 });
    rows.push([String(count), ms(time), ms(time / count)]);
  }
  report('From text', rows);
}

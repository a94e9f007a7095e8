import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { CpuMap } from '../../src/cpu-map/cpu-map.ts';
import { buildFleet } from '../../src/fleet/pool/fleet.ts';
import { createIntake } from '../../src/intake/intake.ts';
import { report } from './measure.ts';
import { documents } from './text.ts';

/** Heap held by hosts that were read, and by the fleet made of them; the texts themselves are let go. */
export function benchMemory(map: CpuMap, seed: number): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const rows = [['hosts', 'kinds', 'heap a host']];
  for (const [count, kinds] of [
    [1000, 1000],
    [1000, 10],
    [20_000, 20],
  ] as const) {
    collect();
    const before = process.memoryUsage().heapUsed;
    const held = hold(map, seed, { count, kinds });
    collect();
    const after = process.memoryUsage().heapUsed;
    rows.push([
      String(held.hosts.length),
      String(held.kinds.length),
      `${((after - before) / count / 1024).toFixed(2)} KiB`,
    ]);
  }
  report('Memory', rows);
}

function hold(map: CpuMap, seed: number, { count, kinds }: { count: number; kinds: number }) {
  const read = createIntake();
  const texts = documents(map, seed, { count: kinds, kinds, bytes: 5000 });
  const hosts = Array.from(
    { length: count },
    (_, i) => read(texts[i % kinds] ?? '', `kvm-${i}.xml`).hosts,
  ).flat();
  return buildFleet(
    map,
    hosts.map(({ cpu }, i) => ({ id: String(i), name: `kvm-${i}`, included: true, cpu })),
  );
}

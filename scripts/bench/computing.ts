import type { HostCpu } from '../../src/cpu/definition/definition.ts';
import { baselineX86 } from '../../src/cpu/x86/baseline.ts';
import { compareX86 } from '../../src/cpu/x86/compare.ts';
import type { CpuMap } from '../../src/cpu-map/cpu-map.ts';
import { madeUpHost } from '../support/made-up-hosts.ts';
import { Random } from '../support/random.ts';
import { measure, ms, report } from './measure.ts';

/** libvirt 12.8 in-process, 1,000 distinct hosts, on the machine that DESIGN's measure was taken on. */
const LIBVIRT_1000 = 11;

/** Definitions are parsed before: computing alone. */
export function benchComputing(map: CpuMap, seed: number): void {
  const rows = [['distinct hosts', 'baseline', 'again', 'compare all', 'against libvirt (11 ms)']];
  for (const count of [2, 10, 100, 1000, 10_000]) {
    const make = () => {
      const random = new Random(seed);
      return Array.from({ length: count }, () => madeUpHost(map, random));
    };
    // Fresh definitions each time: nothing of them has been computed before.
    let fresh = make();
    const before = () => {
      fresh = make();
    };
    const first = measure(() => baselineX86(map, fresh), { before });
    const hosts = make();
    const again = measure(() => baselineX86(map, hosts));
    const compared = measure(() => compareAll(map, hosts));
    const ratio =
      count === 1000
        ? `${(LIBVIRT_1000 / first).toFixed(1)}× / again ${(LIBVIRT_1000 / again).toFixed(0)}×`
        : '';
    rows.push([String(count), ms(first), ms(again), ms(compared), ratio]);
  }
  report('Computing alone, from parsed definitions', rows);
}

function compareAll(map: CpuMap, hosts: readonly HostCpu[]): number {
  const baseline = baselineX86(map, hosts);
  if (!baseline.ok) throw new Error(baseline.error.message);
  let compatible = 0;
  for (const host of hosts) {
    const compared = compareX86(map, host, baseline.value);
    if (compared.ok && compared.value.result !== 'incompatible') compatible++;
  }
  if (compatible !== hosts.length) throw new Error('a host does not run its baseline');
  return compatible;
}
